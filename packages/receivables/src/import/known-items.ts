import type { LegalForm } from '../parties.ts';
import type { DebtorCells } from './open-items-file.ts';

/** What the ledger knows of what a file speaks about, read before anything is decided. */
export interface KnownItems {
  /** By the creditor's number. */
  readonly debtors: ReadonlyMap<string, KnownDebtor>;
  /** Debtors of the organisation by NIP or PESEL, whichever creditor they came with. */
  readonly byIdentifier: ReadonlyMap<string, readonly KnownDebtor[]>;
  /** Invoices and corrections by number. */
  readonly documents: ReadonlyMap<string, KnownDocument>;
  /** By bank reference. */
  readonly payments: ReadonlyMap<string, KnownPayment>;
}

export interface KnownDebtor {
  readonly id: string;
  readonly erased: boolean;
  readonly name: string;
  readonly legalForm: LegalForm;
  readonly details: DebtorCells;
}

export interface KnownDocument {
  readonly id: string;
  readonly debtorId: string;
  readonly kind: 'invoice' | 'correction';
  /** As issued, or as a later file said. */
  readonly amount: number;
  readonly currency: string;
  readonly dueOn: string;
}

export interface KnownPayment {
  readonly id: string;
  readonly debtorId: string;
  readonly bookedOn: string;
  readonly amount: number;
  readonly currency: string;
  readonly reversed: boolean;
}
