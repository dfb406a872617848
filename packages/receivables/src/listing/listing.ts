import type { DutyProblem } from '../duties/problem.ts';
import type { StatedItem } from '../duties/stated-item.ts';

/**
 * `planned`: the order is about to leave, or nobody knows whether it did. `sent`: the register took the order.
 * `updateDue`: the entry is not true any more. `rejected`: the register said no; a person corrects what is wrong and it
 * is ordered again, or `abandoned`. `removed` and `abandoned` are ends.
 */
export type ListingState = 'planned' | 'sent' | 'active' | 'updateDue' | 'removed' | 'rejected' | 'abandoned';

/** An entry about a debtor in a register of debts. Days are ISO dates, instants epoch ms on the organisation's clock. */
export interface Listing {
  readonly state: ListingState;
  /** The register's own. */
  readonly reference: string | null;
  readonly listedOn: string | null;
  readonly items: readonly StatedItem[];
  readonly duty: ListingDuty | null;
  readonly problem: DutyProblem | null;
}

/** Update or removal that is owed to the debtor within 14 days (Dz.U. 2023 poz. 2160, art. 29). */
export interface ListingDuty {
  readonly kind: 'update' | 'remove';
  /** Day of the payment or correction. */
  readonly since: string;
  /** Last day to ask the register. */
  readonly by: string;
  /** Its act is on the way. */
  readonly asked: boolean;
  /** The register's job, once it was handed over and until it is answered. */
  readonly job: string | null;
  /** Not before, after an attempt that failed. */
  readonly retryAt: number | null;
  /** The last day has passed. */
  readonly overdue: boolean;
}

export type ListingEvent =
  | { readonly kind: 'ordered'; readonly items: readonly StatedItem[] }
  | { readonly kind: 'orderSent'; readonly reference: string; readonly on: string }
  | { readonly kind: 'orderFailed'; readonly reason: string }
  | { readonly kind: 'accepted'; readonly reference: string | null; readonly on: string }
  | { readonly kind: 'rejected'; readonly reason: string; readonly on: string }
  /** A person is asked to correct what the register did not take. */
  | { readonly kind: 'correctionAsked'; readonly of: DutyProblem['of']; readonly reason: string }
  | { readonly kind: 'corrected'; readonly of: DutyProblem['of'] }
  /** The order goes out again, as it was approved. */
  | { readonly kind: 'retryFailed'; readonly reason: string; readonly on: string }
  | { readonly kind: 'abandoned'; readonly reason: 'givenUp' | 'paid' | 'amountChanged' }
  | { readonly kind: 'dutyArose'; readonly duty: 'update' | 'remove'; readonly since: string; readonly by: string }
  | { readonly kind: 'dutyChanged'; readonly duty: 'update' | 'remove' }
  /** What is stated is true again before anything was sent. */
  | { readonly kind: 'dutyLifted' }
  | { readonly kind: 'dutyAsked'; readonly duty: 'update' | 'remove' }
  | { readonly kind: 'dutyLeaving'; readonly targets: Readonly<Record<string, number>> }
  /** Handed over; the register answers later. */
  | { readonly kind: 'dutySent'; readonly duty: 'update' | 'remove'; readonly job: string; readonly on: string }
  | { readonly kind: 'dutyDone'; readonly duty: 'update' | 'remove'; readonly on: string }
  | {
      readonly kind: 'dutyFailed';
      readonly reason: string;
      readonly retryAt: number;
      readonly on: string;
      /** The receiver said no, so that trying again alone is of no use: a person has to look. */
      readonly refused: boolean;
    }
  | { readonly kind: 'dutyOverdue'; readonly by: string };

export const LISTING_ENDS: ReadonlySet<ListingState> = new Set(['removed', 'abandoned']);

export const NEW_LISTING: Listing = {
  state: 'planned',
  reference: null,
  listedOn: null,
  items: [],
  duty: null,
  problem: null,
};
