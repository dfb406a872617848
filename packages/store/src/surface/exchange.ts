import type { SignalScope } from '@krok/exchange';
import type { Variables } from '@krok/engine';

export interface NewMessage {
  /** The publisher's id: a second publication while the first lives is a duplicate. Default: a new one. */
  readonly id?: string;
  readonly name: string;
  /** Empty: for message start events only. */
  readonly correlationKey: string;
  readonly variables: Variables;
  /** Milliseconds on the organisation's clock; 0 (default) meets only who waits now. */
  readonly timeToLive?: number;
  /** The id stands for one effect of a case: a second publication is a duplicate though the first has expired. */
  readonly once?: boolean;
}

export interface BufferedMessageSummary {
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly publishedAt: number;
  readonly expiresAt: number;
  readonly served: readonly string[];
}

export interface ExchangeStore {
  publishMessage(
    organisationId: string,
    message: NewMessage,
  ): Promise<
    | {
        readonly kind: 'published';
        readonly messageId: string;
        readonly delivered: number;
        readonly started: readonly string[];
      }
    | { readonly kind: 'duplicate' }
  >;
  /** Scope dimensions: `debtor`, `creditor`. */
  broadcastSignal(
    organisationId: string,
    name: string,
    variables: Variables,
    scope?: SignalScope,
  ): Promise<{ readonly cases: number; readonly started: readonly string[] }>;
  /** Living messages that somebody may still take. */
  buffered(organisationId: string): Promise<readonly BufferedMessageSummary[]>;
  subscriptions(caseId: string): Promise<
    readonly {
      readonly subscription: string;
      readonly kind: 'message' | 'signal';
      readonly element: number;
      readonly name: string;
      readonly correlationKey: string | null;
    }[]
  >;
  /** Removes what has expired on the organisation's clock and is not under way. Gives how many. */
  forgetExpired(organisationId: string): Promise<number>;
}
