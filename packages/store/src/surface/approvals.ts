import type { MayApprove } from '@krok/receivables';

/** One invoice as the approver sees it. Amounts are integer grosze, days ISO dates. */
export interface ApprovalItem {
  readonly actId: string;
  readonly caseId: string;
  /** Null where the case is about nothing that the ledger keeps. */
  readonly invoiceId: string | null;
  readonly invoiceNumber: string | null;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly currency: string | null;
  /** Open now, without what is disputed: what would be demanded. */
  readonly amount: number;
  /** Job type that the approval is for; null: the next formal act of the case. */
  readonly approves: string | null;
}

/** Exactly what is to be approved, as of now. */
export interface ApprovalView {
  readonly bundleId: string;
  readonly organisationId: string;
  readonly creditorId: string | null;
  readonly debtorId: string | null;
  readonly version: number;
  readonly status: 'open' | 'done';
  readonly items: readonly ApprovalItem[];
  /** SHA-256 over all of it, lower-case hex: a decision names it. */
  readonly hash: string;
}

export interface ApprovalDecision {
  readonly bundleId: string;
  readonly version: number;
  /** Of the data that the person saw. */
  readonly hash: string;
  readonly by: string;
  readonly approved: boolean;
  readonly note?: string;
}

/** `void`: another amount was about to leave. `replaced`: a later approval of the case took its place. */
export type ApprovalState = 'given' | 'used' | 'void' | 'replaced';

export interface AskedBy {
  readonly userId: string;
  readonly did: 'started' | 'worked';
}

export interface ApprovalRecord {
  readonly id: string;
  readonly caseId: string;
  readonly invoiceId: string;
  readonly amount: number;
  readonly approves: string | null;
  readonly hash: string;
  readonly approvedBy: string;
  /** Epoch ms on the organisation's clock. */
  readonly approvedAt: number;
  readonly state: ApprovalState;
}

/** A listing or a claim leaves only as a second person approved it. */
export interface ApprovalStore {
  /** Throws `NO_SUCH_BUNDLE`. */
  view(bundleId: string): Promise<ApprovalView>;
  /**
   * Outcome of each joined case: `approved`, `approvalStatus` (approved or rejected), `approvedAmount`. Throws
   * `NOT_APPROVER`, `OWN_ACT` (who began a case, or did the work that led here), `STALE_APPROVAL` (the data have changed
   * since they were shown) and what `completeBundle` throws.
   */
  decide(decision: ApprovalDecision): Promise<void>;
  /** Whether the person may decide about it, before they try; throws `NO_SUCH_BUNDLE`. */
  mayDecide(bundleId: string, userId: string): Promise<MayApprove>;
  /** Who began the cases, and who did the last work in each that led here. */
  askedBy(bundleId: string): Promise<readonly AskedBy[]>;
  ofCase(caseId: string): Promise<readonly ApprovalRecord[]>;
}
