import type {
  ClaimKind,
  ImportCounts,
  Instalment,
  LedgerView,
  LegalForm,
  LineError,
  OpenItemsFile,
  PlanState,
} from '@krok/receivables';
import type { MoneySelection } from './figures.ts';

/** Amounts are integer grosze (minor units of the currency), days ISO dates, instants epoch ms on the organisation's clock. */
export type PostingKind =
  | 'invoiced'
  | 'correction'
  | 'payment'
  | 'release'
  | 'reversal'
  /** A rest within the tolerance that nobody asks for any more. */
  | 'writeOff'
  | 'writeOffReversal';

export interface Posting {
  readonly id: string;
  readonly kind: PostingKind;
  /** What it adds to the open amount. */
  readonly amount: number;
  readonly bookedOn: string;
  readonly paymentId: string | null;
  /** Number of the correction, where one caused it. */
  readonly correctionNumber: string | null;
  readonly dueOn: { readonly from: string; readonly to: string } | null;
  /** Of a write-off; `tolerance` for one that came by itself. */
  readonly reason: string | null;
  readonly recordedAt: number;
}

/** An invoice as the ledger knows it. */
export interface LedgerInvoice {
  readonly id: string;
  readonly organisationId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly currency: string;
  /** As issued. */
  readonly amount: number;
  /** Principal still owed; below 0 where more was paid than is owed. */
  readonly open: number;
  /** Part of the open amount that no dispute covers: what may be demanded. */
  readonly undisputed: number;
  /** Written off as a rest within the tolerance, and not taken back. */
  readonly writtenOff: number;
  readonly claimKind: ClaimKind;
  /** For case variables: against a consumer, or in trade. */
  readonly debtorKind: 'consumer' | 'business';
  /** Open at most the creditor's tolerance. */
  readonly paid: boolean;
  /** The open root case about it. */
  readonly caseId: string | null;
}

export interface Payment {
  readonly id: string;
  readonly bankReference: string;
  readonly bookedOn: string;
  /** Negative for one that takes another back. */
  readonly amount: number;
  readonly currency: string;
  /** Null once the debtor's data are erased, too. */
  readonly title: string | null;
  readonly namesInvoice: string | null;
  readonly reverses: string | null;
  /** Not allocated to any invoice; 0 for one that was taken back. */
  readonly rest: number;
  readonly allocations: readonly { readonly invoiceId: string; readonly amount: number }[];
}

export interface Hold {
  readonly id: string;
  readonly invoiceId: string | null;
  readonly kind: 'hold' | 'dispute';
  /** Last day, included; null where nobody set one. */
  readonly until: string | null;
  /** In dispute; null: all that is open. */
  readonly amount: number | null;
  readonly owner: string | null;
  readonly reason: string;
  readonly setBy: string | null;
  readonly setAt: number;
}

export interface PromiseToPay {
  readonly id: string;
  readonly promisedOn: string;
  readonly madeAt: number;
  readonly madeBy: string | null;
  readonly items: readonly {
    readonly invoiceId: string;
    readonly amount: number;
    readonly state: PromiseItemState;
  }[];
}

/** Several invoices paid in parts. While it runs nothing about them is demanded. */
export interface InstalmentPlan {
  readonly id: string;
  readonly agreedAt: number;
  readonly agreedBy: string | null;
  readonly state: PlanState;
  /** Day of the part that broke it. */
  readonly missedOn: string | null;
  readonly invoiceIds: readonly string[];
  readonly schedule: readonly Instalment[];
  /** What its invoices owed together when it was agreed. */
  readonly owedBefore: number;
}

export interface NewPlan {
  readonly creditorId: string;
  readonly debtorId: string;
  readonly invoiceIds: readonly string[];
  /** Adds up to what the invoices owe. */
  readonly schedule: readonly Instalment[];
  readonly by: string | null;
}

/** `replaced`: a later promise about the same invoice took its place. */
export type PromiseItemState = 'open' | 'kept' | 'broken' | 'replaced';

export interface ImportRun {
  readonly id: string;
  readonly creditorId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly counts: ImportCounts;
  readonly errorCount: number;
  readonly importedBy: string | null;
  readonly at: number;
}

/** What became of a file. */
export interface ImportReport extends ImportRun {
  /** `known`: this very file was imported before without errors; nothing was done. */
  readonly outcome: 'imported' | 'known';
  readonly errors: readonly LineError[];
}

export interface NewImport {
  readonly creditorId: string;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
  readonly fileName: string;
  readonly file: OpenItemsFile;
  readonly by: string | null;
}

export interface NewPayment {
  readonly creditorId: string;
  readonly debtorId: string;
  /** The bank's own; unique for the creditor. */
  readonly bankReference: string;
  readonly bookedOn: string;
  readonly amount: number;
  readonly currency: string;
  readonly title?: string;
  /** Invoice that it names; what it leaves pays the oldest due. */
  readonly invoiceId?: string;
  readonly by: string | null;
}

export interface WriteOffOrder {
  readonly invoiceId: string;
  readonly reason: string;
  readonly by: string;
}

export interface NewHold {
  readonly creditorId: string;
  readonly debtorId: string;
  /** Default: every invoice of the debtor to this creditor. */
  readonly invoiceId?: string;
  readonly until?: string;
  readonly reason: string;
  readonly by: string | null;
}

export interface NewDispute {
  readonly invoiceId: string;
  /** Default: all that is open. */
  readonly amount?: number;
  readonly until?: string;
  readonly owner?: string;
  readonly reason: string;
  readonly by: string | null;
}

export interface NewPromise {
  readonly creditorId: string;
  readonly debtorId: string;
  readonly promisedOn: string;
  /** Default amount: all that is open. */
  readonly items: readonly { readonly invoiceId: string; readonly amount?: number }[];
  readonly by: string | null;
}

/** Which invoices; those without anything open are left out unless asked for. */
export interface InvoiceFilter {
  readonly organisationId: string;
  readonly creditorId?: string;
  readonly debtorId?: string;
  readonly ids?: readonly string[];
  /** Due on this day or before. */
  readonly dueBy?: string;
  /** Due on this day or later. */
  readonly dueFrom?: string;
  /** Only those with no open root case. */
  readonly withoutCase?: boolean;
  readonly paid?: boolean;
  readonly limit?: number;
}

/** What a debtor owes one creditor, as of today on the organisation's clock. One currency a line. */
export interface DebtorBalance {
  readonly debtorId: string;
  readonly name: string;
  readonly legalForm: LegalForm;
  readonly nip: string | null;
  readonly creditorId: string;
  readonly currency: string;
  readonly open: number;
  readonly overdue: number;
  readonly openInvoices: number;
  readonly overdueInvoices: number;
  readonly oldestDue: string | null;
  readonly openCases: number;
  /** With a selection: the part of it that is theirs. */
  readonly selected: { readonly amount: number; readonly invoices: number } | null;
}

export interface BalanceFilter {
  readonly organisationId: string;
  readonly creditorId?: string;
  /** Part of the name, a NIP, or the number of an invoice. */
  readonly search?: string;
  readonly overdueOnly?: boolean;
  /** ISO code. */
  readonly currency?: string;
  /** Only those behind a figure; who has most of it comes first. */
  readonly selection?: MoneySelection;
  /** Counts from 1. */
  readonly page: number;
  readonly size: number;
}

/** Everything about one debtor and one creditor. */
export interface DebtorLedger {
  readonly creditorId: string;
  readonly invoices: readonly LedgerInvoice[];
  readonly payments: readonly Payment[];
  readonly holds: readonly Hold[];
  readonly promises: readonly PromiseToPay[];
  readonly plans: readonly InstalmentPlan[];
  readonly paymentsKnownThrough: string | null;
}

export interface DemandPosted {
  readonly invoiceId: string;
  readonly bundleId: string;
  readonly postedOn: string;
  readonly amount: number;
  readonly bureaus: readonly string[];
  readonly reference: string | null;
}

/**
 * Invoices, payments and what stands against demanding them. Every change is one transaction that also tells the open
 * cases of its invoices (correlation key: the invoice's id):
 *
 * | message | variables |
 * |---|---|
 * | `invoice-paid` | paidOn |
 * | `payment-received` | openAmount, paidOn |
 * | `invoice-reopened` | openAmount (a payment was taken back) |
 * | `invoice-corrected` | openAmount, dueOn |
 * | `invoice-disputed` | disputedAmount, openAmount |
 * | `dispute-closed`, `hold-ended` | |
 * | `hold-set` | holdUntil (ISO date or null) |
 * | `promise-made` | promiseDate, promisedAmount |
 * | `promise-kept`, `promise-broken` | promiseDate |
 * | `plan-agreed` | planEndsOn |
 * | `plan-broken` | missedOn, openAmount |
 * | `plan-cancelled` | |
 *
 * Demands about a paid invoice leave their bundles in the same transaction.
 */
export interface LedgerStore {
  /** Good lines only; the same file or line again changes nothing. Throws `NO_SUCH_CREDITOR`. */
  importOpenItems(request: NewImport): Promise<ImportReport>;
  imports(organisationId: string, limit?: number): Promise<readonly ImportRun[]>;
  /** Throws `NO_SUCH_IMPORT`. */
  importReport(id: string): Promise<ImportReport & { readonly organisationId: string }>;

  /** The same bank reference again changes nothing; with another content `PAYMENT_KNOWN`. */
  recordPayment(payment: NewPayment): Promise<{ readonly paymentId: string; readonly rest: number }>;
  /** Takes a payment back (returned transfer): its invoices are open again. Throws `NO_SUCH_PAYMENT`, `PAYMENT_REVERSED`. */
  reversePayment(reversal: {
    readonly paymentId: string;
    readonly bankReference: string;
    readonly bookedOn: string;
    readonly by: string | null;
  }): Promise<void>;
  /**
   * Rests within the creditor's tolerance are written off by themselves once a payment or a correction leaves them; this
   * is for one that was there before. Throws `WRONG_AMOUNT`.
   */
  writeOff(order: WriteOffOrder): Promise<void>;
  /** Takes what was written off back; it is not written off by itself again. Throws `NOTHING_WRITTEN_OFF`. */
  reverseWriteOff(order: WriteOffOrder): Promise<void>;
  setPaymentsKnownThrough(creditorId: string, day: string): Promise<void>;

  setHold(hold: NewHold): Promise<string>;
  openDispute(dispute: NewDispute): Promise<string>;
  /** Of a hold or a dispute. Throws `NO_SUCH_HOLD`; ended already: nothing happens. */
  endHold(holdId: string, by: string | null): Promise<void>;
  /** Takes the place of open promises about the same invoices. */
  recordPromise(promise: NewPromise): Promise<string>;
  /**
   * Breaks the items of promises whose day and grace (one banking day) are over, where the bank data cover the day.
   * Kept ones are found when the payment is posted.
   */
  breakPromises(organisationId: string): Promise<{ readonly broken: number }>;
  /**
   * Agrees on instalments for what the invoices owe now; open promises about them are replaced. Throws `WRONG_SCHEDULE`
   * (detail `problem`), `WRONG_CURRENCY` (invoices of two), `PLAN_RUNS`.
   */
  agreePlan(plan: NewPlan): Promise<string>;
  /** By a person, without the rest falling due. Throws `NO_SUCH_PLAN`; ended already: nothing happens. */
  cancelPlan(planId: string, by: string | null): Promise<void>;
  /** Breaks the plans of which a part was missed, the grace of promises included: the rest is due at once. */
  breakPlans(organisationId: string): Promise<{ readonly broken: number }>;

  /** Throws `NO_SUCH_INVOICE`. */
  invoice(id: string): Promise<LedgerInvoice>;
  /** By due date, then number. */
  invoices(filter: InvoiceFilter): Promise<readonly LedgerInvoice[]>;
  postings(invoiceId: string): Promise<readonly Posting[]>;
  /** Open amount of each invoice from what was booked up to a day. */
  balancesAt(invoiceIds: readonly string[], day: string): Promise<Readonly<Record<string, number>>>;
  /** One ledger for each creditor that the debtor has dealt with. */
  debtor(debtorId: string): Promise<readonly DebtorLedger[]>;
  /** Those that owe most first. */
  balances(filter: BalanceFilter): Promise<{ readonly items: readonly DebtorBalance[]; readonly total: number }>;
  /** What planning and sending read of one creditor and debtor. */
  view(creditorId: string, debtorId: string): Promise<LedgerView>;

  /** A letter with a warning left. A repeat for the same bundle does nothing. */
  recordDemandPosted(demands: readonly DemandPosted[]): Promise<void>;
  demandsPosted(invoiceIds: readonly string[]): Promise<readonly DemandPosted[]>;
}
