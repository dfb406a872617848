import type { LetterState, RegisteredLetterKind } from '../surface/letters.ts';

export interface RegisteredLetterTable {
  bundle_id: string;
  organisation_id: string;
  creditor_id: string;
  debtor_id: string;
  desk_key: string;
  effect_key: string;
  sha256: string;
  kind: RegisteredLetterKind;
  reference: string;
  currency: string;
  bureaus: string[];
  printed_on: string;
  pay_by: string;
  state: LetterState;
  number: string | null;
  posted_on: string | null;
  confirmed_by: string | null;
  confirmed_at: number | null;
  delivered_on: string | null;
  returned_on: string | null;
}

export interface RegisteredLetterItemTable {
  bundle_id: string;
  invoice_id: string;
  amount: number;
}
