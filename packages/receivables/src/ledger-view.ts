/** What the ledger says about an invoice at the moment of deciding. */
export type InvoiceStanding =
  | { readonly kind: 'open' }
  | { readonly kind: 'paid' }
  /** `until`: epoch ms when the hold ends (the end of its last day); null when nobody set an end. */
  | { readonly kind: 'held'; readonly until: number | null }
  | { readonly kind: 'disputed' }
  /** Limitation has run out against a consumer (KC art. 117 § 2^1). */
  | { readonly kind: 'timeBarred' };

/** The part of the ledger that one planning of a creditor and debtor reads. */
export interface LedgerView {
  /** By invoice id. An invoice that is not listed is one the ledger does not keep: nothing speaks against its acts. */
  readonly invoices: Readonly<Record<string, InvoiceStanding>>;
  readonly debtorInsolvent: boolean;
  /** Invoices (ids) still owed that were formally demanded, are listed or are at court. */
  readonly formal: readonly string[];
  /** ISO date up to which this creditor's payments are known; null where the creditor keeps no such date. */
  readonly paymentsKnownThrough: string | null;
}
