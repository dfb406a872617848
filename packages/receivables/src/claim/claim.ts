import type { DutyProblem } from '../duties/problem.ts';
import type { StatedItem } from '../duties/stated-item.ts';

/**
 * `draft`: about to be filed, or nobody knows whether it was. `sent`: in the court's hands. `opposed`: an opposition
 * came. `discontinued`: without judgment; the three months for an ordinary claim run (KPC art. 505(37) § 2).
 * `withdrawn`, `rejected` and `closed` are ends.
 */
export type ClaimState =
  | 'draft'
  | 'sent'
  | 'registered'
  | 'orderIssued'
  | 'opposed'
  | 'discontinued'
  | 'final'
  | 'withdrawn'
  | 'rejected'
  | 'closed';

/** A claim in the electronic proceedings by writ of payment. Days are ISO dates, amounts grosze. */
export interface Claim {
  readonly state: ClaimState;
  /** What it was filed under: ours or the court's, until there is a case number. */
  readonly reference: string | null;
  /** The court's case number (Nc-e). */
  readonly signature: string | null;
  readonly items: readonly StatedItem[];
  /** Court fee. */
  readonly fee: number;
  readonly filedOn: string | null;
  readonly orderOn: string | null;
  readonly servedOn: string | null;
  readonly finalOn: string | null;
  readonly limitedOn: string | null;
  /** Last day to file an ordinary claim that keeps the date of this one. */
  readonly refileBy: string | null;
  readonly refileWarned: boolean;
  readonly duty: ClaimDuty | null;
  readonly problem: DutyProblem | null;
}

/** After a payment: the court is told, and a person says what becomes of the costs. */
export interface ClaimDuty {
  readonly kind: 'withdraw' | 'limit';
  readonly since: string;
  readonly costs: 'undecided' | 'claimed' | 'waived';
  /** Last day of the decision about the costs; after it they are claimed. */
  readonly decideBy: string;
  /** A person was asked about the costs. */
  readonly costsAsked: boolean;
  /** Its act is on the way. */
  readonly asked: boolean;
  /** Epoch ms on the organisation's clock: not before, after an attempt that failed. */
  readonly retryAt: number | null;
}

/** What the court says. */
export type CourtAnswer =
  | { readonly kind: 'registered'; readonly signature: string; readonly on: string }
  | { readonly kind: 'rejected'; readonly reason: string; readonly on: string }
  | { readonly kind: 'orderIssued'; readonly on: string }
  | { readonly kind: 'orderServed'; readonly on: string }
  | { readonly kind: 'opposed'; readonly on: string }
  | { readonly kind: 'discontinued'; readonly on: string }
  | { readonly kind: 'final'; readonly on: string };

export type ClaimEvent =
  | CourtAnswer
  | { readonly kind: 'drafted'; readonly items: readonly StatedItem[] }
  | { readonly kind: 'filed'; readonly reference: string; readonly on: string; readonly fee: number }
  | { readonly kind: 'filingFailed'; readonly reason: string }
  | {
      readonly kind: 'dutyArose';
      readonly duty: 'withdraw' | 'limit';
      readonly since: string;
      readonly decideBy: string;
    }
  | { readonly kind: 'dutyChanged'; readonly duty: 'withdraw' | 'limit' }
  | { readonly kind: 'dutyLifted' }
  | { readonly kind: 'costsAsked' }
  | { readonly kind: 'costsDecided'; readonly costs: 'claimed' | 'waived'; readonly by: 'person' | 'term' }
  | { readonly kind: 'dutyAsked'; readonly duty: 'withdraw' | 'limit' }
  | { readonly kind: 'dutyLeaving'; readonly targets: Readonly<Record<string, number>> }
  | { readonly kind: 'dutyDone'; readonly duty: 'withdraw' | 'limit'; readonly on: string }
  | {
      readonly kind: 'dutyFailed';
      readonly reason: string;
      readonly retryAt: number;
      readonly on: string;
      /** The receiver said no, so that trying again alone is of no use: a person has to look. */
      readonly refused: boolean;
    }
  | { readonly kind: 'refileTermNear'; readonly by: string }
  | { readonly kind: 'closed'; readonly reason: 'paid' | 'refileTermPassed' };

export const CLAIM_ENDS: ReadonlySet<ClaimState> = new Set(['withdrawn', 'rejected', 'closed']);

export const NEW_CLAIM: Claim = {
  state: 'draft',
  reference: null,
  signature: null,
  items: [],
  fee: 0,
  filedOn: null,
  orderOn: null,
  servedOn: null,
  finalOn: null,
  limitedOn: null,
  refileBy: null,
  refileWarned: false,
  duty: null,
  problem: null,
};
