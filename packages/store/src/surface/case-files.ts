import type { ActChannel, ActKind } from '@krok/contracts/types';
import type { ActSource, ActState, BundleStatus, EffectStatus } from './acts.ts';
import type { ApprovalItem } from './approvals.ts';
import type { PostingKind, PromiseItemState } from './ledger.ts';

/** What was sent in an attempt, word for word. Absent where the channel has no such part. */
export interface SentDocument {
  readonly mediaType: 'text/plain' | 'text/xml';
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text: string;
}

/** All instants are epoch ms on the organisation's clock. */
export interface CaseNote {
  readonly id: string;
  readonly caseId: string;
  readonly author: string;
  readonly at: number;
  /** Null once the debtor's data are erased. */
  readonly text: string | null;
}

/** One wish of a case with what became of it. */
export interface ActRecord {
  readonly id: string;
  readonly caseId: string;
  readonly element: number;
  readonly source: ActSource['kind'];
  /** Job type; null for a user task. */
  readonly type: string | null;
  readonly channel: ActChannel;
  readonly kind: ActKind;
  readonly state: ActState;
  readonly reason: string | null;
  readonly dueAt: number;
  readonly planAt: number | null;
  readonly bundle: {
    readonly id: string;
    readonly status: BundleStatus;
    readonly performAt: number;
    readonly assignee: string | null;
    readonly candidateGroups: readonly string[];
    readonly claimedBy: string | null;
    readonly dueDate: string | null;
    readonly doneAt: number | null;
    readonly doneBy: string | null;
    /** Of how many cases it holds acts. */
    readonly cases: number;
  } | null;
  readonly effect: {
    readonly id: string;
    readonly status: EffectStatus;
    readonly asOf: number;
    readonly reference: string | null;
    readonly error: string | null;
    readonly reconciledBy: string | null;
  } | null;
  /** What a person wrote when completing it. */
  readonly note: string | null;
  /** What its case was told, under which id the log has it; null while nothing was. */
  readonly told: { readonly commandId: string; readonly at: number } | null;
}

/** A manager gave open work to a person. Names of people; `before`: whoever held it then. */
export interface AssignmentRecord {
  readonly id: string;
  readonly bundleId: string;
  /** One of the cases that the work is for. */
  readonly caseId: string;
  readonly element: number;
  readonly source: ActSource['kind'];
  readonly type: string | null;
  readonly at: number;
  readonly to: { readonly id: string; readonly name: string };
  readonly by: string;
  readonly before: string | null;
}

export interface HoldRecord {
  readonly id: string;
  readonly kind: 'hold' | 'dispute';
  readonly creditorId: string;
  readonly invoiceNumber: string | null;
  readonly until: string | null;
  readonly amount: number | null;
  readonly reason: string;
  readonly setAt: number;
  readonly setBy: string | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

export interface PromiseRecord {
  readonly id: string;
  readonly promisedOn: string;
  readonly madeAt: number;
  readonly madeBy: string | null;
  readonly invoiceNumber: string;
  readonly currency: string;
  readonly amount: number;
  readonly state: PromiseItemState;
  readonly settledAt: number | null;
}

export interface PostingRecord {
  readonly id: string;
  readonly kind: PostingKind;
  readonly invoiceNumber: string;
  readonly currency: string;
  readonly amount: number;
  readonly bookedOn: string;
  readonly recordedAt: number;
  readonly recordedBy: string | null;
  readonly title: string | null;
  readonly reference: string | null;
}

export interface MoneyHistory {
  readonly holds: readonly HoldRecord[];
  readonly promises: readonly PromiseRecord[];
  readonly postings: readonly PostingRecord[];
}

/** What an approver saw and signed. `proven`: put together again it has the very hash that was signed. */
export interface SignedApproval {
  readonly bundleId: string;
  readonly hash: string;
  readonly approvedBy: string;
  readonly approvedAt: number;
  readonly items: readonly ApprovalItem[];
  readonly states: Readonly<Record<string, 'given' | 'used' | 'void' | 'replaced'>>;
  readonly proven: boolean;
  /** Undisputed amounts of the invoices as they are now, by case: grosze. */
  readonly amountsNow: Readonly<Record<string, number>>;
}

export type HistoryScope = { readonly caseId: string } | { readonly debtorId: string };
export type AssignmentScope = HistoryScope | { readonly bundleId: string };

/** What a case file shows beside the log. Names of people instead of their ids. */
export interface CaseFileStore {
  /** Throws `NO_SUCH_CASE`, `KEY_ERASED`. Gives the id. */
  addNote(note: { readonly caseId: string; readonly text: string; readonly by: string }): Promise<string>;
  /** Oldest first. */
  notes(scope: HistoryScope): Promise<readonly CaseNote[]>;
  /** Kept for the attempt that is about to be made of the effect. */
  keepDocument(effectId: string, caseId: string, document: SentDocument): Promise<void>;
  /** Of the last attempt; null where none was kept or the data are erased. */
  document(effectId: string): Promise<SentDocument | null>;
  /** Oldest first. */
  acts(scope: HistoryScope): Promise<readonly ActRecord[]>;
  /** Who gave work to whom; oldest first. */
  assignments(scope: AssignmentScope): Promise<readonly AssignmentRecord[]>;
  /** About these invoices, and holds of the whole debtor. */
  money(of: { readonly invoiceIds: readonly string[]; readonly debtorId: string | null }): Promise<MoneyHistory>;
  approvals(caseId: string): Promise<readonly SignedApproval[]>;
  /** Cases of a debtor, newest first, over all creditors. */
  caseIds(debtorId: string, limit?: number): Promise<readonly string[]>;
}
