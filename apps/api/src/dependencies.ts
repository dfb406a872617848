import type { Store } from '@krok/store';
import type { FastifyBaseLogger } from 'fastify';

/** What the API needs from outside. Nothing is looked up elsewhere. */
export interface ApiOptions {
  readonly store: Store;
  readonly logger: FastifyBaseLogger;
  /** Address that people use, such as https://krok.example; absent: local use over plain http. */
  readonly publicOrigin?: string;
  /** Built web pages (index.html and assets); absent: the API alone. */
  readonly webFolder?: string;
  /** Where the SMTP sandbox keeps its mails; absent: there is no sandbox. */
  readonly mailsFolder?: string;
  /** Where the other sandboxes keep what they got, and letters are kept; absent: there are none. */
  readonly dataFolder?: string;
  /** Where the PDF files of letters are kept; absent: there are none. */
  readonly lettersFolder?: string;
  /** Real present, epoch ms: sessions and attempt limits. */
  readonly realNow?: () => number;
  readonly limits?: Partial<ApiLimits>;
}

export interface ApiLimits {
  /** Requests of one address a minute. */
  readonly requestsPerMinute: number;
  /** Sign-in attempts within 15 minutes. */
  readonly signInsPerAccount: number;
  readonly signInsPerAddress: number;
  /** Milliseconds without a request after which a session ends. */
  readonly sessionIdleMs: number;
  /** Milliseconds after which a session ends in any case. */
  readonly sessionLifetimeMs: number;
}

export const defaultLimits: ApiLimits = {
  requestsPerMinute: 3000,
  signInsPerAccount: 10,
  signInsPerAddress: 50,
  sessionIdleMs: 30 * 60_000,
  sessionLifetimeMs: 12 * 3_600_000,
};
