import type { ClaimKind, LegalForm } from '../parties.ts';
import type { Column } from './columns.ts';
import type { LineError } from './line-error.ts';

/** A record of the file, cells as text. */
export interface TextRow {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What could be read of a file of open items, and what not. Amounts are grosze, days ISO dates. */
export interface OpenItemsFile {
  readonly debtors: readonly DebtorLine[];
  readonly invoices: readonly InvoiceLine[];
  readonly corrections: readonly CorrectionLine[];
  readonly payments: readonly PaymentLine[];
  readonly paymentsThrough: string | null;
  readonly errors: readonly LineError[];
  /** What the file's header calls a column. */
  readonly headings: Readonly<Partial<Record<Column, string>>>;
}

export interface DebtorLine {
  readonly line: number;
  /** How the creditor's books call the debtor. */
  readonly debtor: string;
  readonly name: string;
  readonly legalForm: LegalForm;
  /** Only what the line says: an empty cell leaves what was known. */
  readonly details: DebtorCells;
}

export interface DebtorCells {
  readonly firstName?: string;
  readonly surname?: string;
  readonly nip?: string;
  readonly pesel?: string;
  readonly regon?: string;
  readonly krs?: string;
  readonly street?: string;
  readonly house?: string;
  readonly flat?: string;
  readonly postalCode?: string;
  readonly town?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: 'pl' | 'en';
}

export interface InvoiceLine {
  readonly line: number;
  readonly debtor: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** Above 0. */
  readonly amount: number;
  readonly currency: string;
  readonly claimKind: ClaimKind;
}

export interface CorrectionLine {
  readonly line: number;
  readonly debtor: string;
  readonly number: string;
  /** Number of the invoice that it corrects. */
  readonly corrects: string;
  readonly issuedOn: string;
  /** The difference; below 0 where less is owed. */
  readonly amount: number;
  readonly currency: string;
}

export interface PaymentLine {
  readonly line: number;
  readonly debtor: string;
  /** The bank's own. */
  readonly reference: string;
  readonly bookedOn: string;
  /** Below 0 where it takes a payment back. */
  readonly amount: number;
  readonly currency: string;
  readonly title: string | null;
  /** Number of the invoice that it names. */
  readonly invoice: string | null;
  /** Reference of the payment that it takes back. */
  readonly reverses: string | null;
}

/** Lines of a file by what became of them. */
export interface ImportCounts {
  readonly debtorsAdded: number;
  readonly debtorsChanged: number;
  readonly invoicesAdded: number;
  readonly invoicesChanged: number;
  readonly correctionsAdded: number;
  readonly paymentsAdded: number;
  /** Good lines that said nothing new. */
  readonly unchanged: number;
}
