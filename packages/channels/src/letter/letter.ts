/** What a letter is for; each has a template of its own. */
export type LetterKind = 'reminder' | 'krdWarning' | 'preCourtDemand';

/** Amounts are integer grosze, days ISO dates. */
export interface Letter {
  readonly kind: LetterKind;
  readonly sender: LetterParty & {
    readonly nip: string | null;
    /** Further lines of the letterhead. */
    readonly lines: readonly string[];
    /** NRB, 26 digits. */
    readonly account: string;
  };
  readonly recipient: LetterParty;
  /** Consumers, sole traders and other natural persons are told about RODO art. 21(1). */
  readonly recipientIsPerson: boolean;
  /** Our reference, printed. */
  readonly reference: string;
  readonly issuedOn: string;
  /** Last day to pay; it moves no due date. */
  readonly payBy: string;
  readonly currency: string;
  readonly invoices: readonly LetterInvoice[];
  /** Named in a warning, each with its seat (BIG act art. 14, 15). */
  readonly bureaus: readonly { readonly name: string; readonly address: string }[];
}

export interface LetterParty {
  readonly name: string;
  /** Street line and town line. */
  readonly address: readonly string[];
}

export interface LetterInvoice {
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly daysOverdue: number;
  /** Still owed. */
  readonly amount: number;
}
