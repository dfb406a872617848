import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { ClaimKind, ImportCounts } from '@krok/receivables';
import type { PostingKind } from '../surface/ledger.ts';

export interface DebtorNumberTable {
  creditor_id: string;
  number: string;
  debtor_id: string;
}

export interface ImportRunTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  sha256: string;
  file_name: string;
  counts: ColumnType<ImportCounts, string, string>;
  error_count: number;
  errors: Buffer;
  imported_by: string | null;
  at: number;
}

export interface InvoiceTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  number: string;
  issued_on: string;
  due_on: string;
  amount: number;
  currency: string;
  kind: 'invoice' | 'correction';
  corrects: string | null;
  claim_kind: ClaimKind;
  recorded_at: number;
  /** Kept by the database: the sum of the postings. */
  open: ColumnType<number, never, never>;
}

/** Kept by the database. */
export interface InvoiceProgressTable {
  invoice_id: string;
  case_id: string | null;
  reminded: boolean;
  reminded_on: string | null;
  demanded_on: string | null;
}

export interface PaymentTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  bank_reference: string;
  booked_on: string;
  amount: number;
  currency: string;
  title: string | null;
  names_invoice: string | null;
  reverses: string | null;
  import_id: string | null;
  recorded_by: string | null;
  recorded_at: number;
}

export interface PostingTable {
  id: string;
  position: GeneratedAlways<number>;
  organisation_id: string;
  invoice_id: string;
  kind: PostingKind;
  amount: number;
  booked_on: string;
  payment_id: string | null;
  correction_id: string | null;
  import_id: string | null;
  detail: ColumnType<PostingDetail | null, string | null, never>;
  recorded_by: string | null;
  recorded_at: number;
}

/** What a posting changed beside the amount. */
export interface PostingDetail {
  readonly reason?: string;
  readonly tolerance?: number;
  readonly dueOn?: { readonly from: string; readonly to: string };
}

export interface InvoiceBalanceView {
  invoice_id: string;
  open: number;
}

export interface PaymentRestView {
  payment_id: string;
  rest: number;
}

export interface HoldTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  invoice_id: string | null;
  kind: 'hold' | 'dispute';
  until: string | null;
  amount: number | null;
  owner: string | null;
  reason: string;
  set_by: string | null;
  set_at: number;
  ended_at: number | null;
  ended_by: string | null;
}

export interface PromiseTable {
  id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  promised_on: string;
  made_by: string | null;
  made_at: number;
}

export interface PromiseItemTable {
  promise_id: string;
  invoice_id: string;
  amount: number;
  open_before: number;
  state: Generated<'open' | 'kept' | 'broken' | 'replaced'>;
  settled_at: number | null;
}

export interface DemandPostedTable {
  invoice_id: string;
  bundle_id: string;
  posted_on: string;
  amount: number;
  bureaus: string[];
  reference: string | null;
  recorded_at: number;
}
