import type { DeliveryResult, Found, WhenUnknown } from '@krok/channels';
import type { Variables } from '@krok/engine';
import type { Act, BundleWithActs, Effect, PrintedRegistered, SentDocument } from '@krok/store';

/** What is to be performed, frozen at its intent. */
export interface BundleOrder {
  readonly bundle: BundleWithActs;
  /** Those of the bundle that nobody withdrew. */
  readonly acts: readonly Act[];
  readonly effect: Effect;
}

export type Prepared =
  /** `document`: what leaves, word for word, kept before it does; absent where the channel keeps it itself. */
  | {
      readonly kind: 'ready';
      readonly document?: SentDocument;
      /** Of this receiver, where the channel has several. */
      readonly sandbox?: boolean;
      deliver(): Promise<DeliveryResult>;
    }
  /** Nothing has left and trying again is of no use. `code`: of the BPMN error that each joined case gets. */
  | { readonly kind: 'impossible'; readonly code: string; readonly problem: string };

/** How bundles of one channel of machines are performed. */
export interface BundleChannel {
  /** Reaches nobody outside: may be used by a clock that does not run in real time. */
  readonly sandbox: boolean;
  readonly whenUnknown: WhenUnknown;
  /** Puts together what leaves; reads parties and ledger in the act of sending. */
  prepare(order: BundleOrder): Promise<Prepared>;
  /** Of channels that can be asked whether an effect arrived. */
  find?(effect: Effect): Promise<Found>;
  /** What is to be kept of a delivery before its outcome is recorded; gives what its cases are told. May run again. */
  delivered?(order: BundleOrder, reference: string): Promise<Delivered>;
}

export interface Delivered {
  readonly variables: Variables;
  /** It goes by registered post: its cases hear of it when its posting is confirmed. */
  readonly registered?: PrintedRegistered;
}
