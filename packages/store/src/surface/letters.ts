import type { PostalBookError, PostalBookLine } from '@krok/receivables';

export type RegisteredLetterKind = 'krdWarning' | 'preCourtDemand';
/** `cancelled`: paid or withdrawn before it was posted; it is not to be posted any more. */
export type LetterState = 'awaiting' | 'posted' | 'cancelled';

/** What was printed: days are ISO dates, amounts grosze. */
export interface PrintedRegistered {
  readonly kind: RegisteredLetterKind;
  /** Printed on the letter, and what the postal book names it by. */
  readonly reference: string;
  readonly currency: string;
  /** Codes of the bureaus that a warning names. */
  readonly bureaus: readonly string[];
  readonly printedOn: string;
  /** Last day to pay, as printed. */
  readonly payBy: string;
  readonly items: readonly { readonly invoiceId: string; readonly amount: number }[];
}

/** A letter that goes by registered post: its terms count from the day on which it was posted. */
export interface RegisteredLetter extends PrintedRegistered {
  /** That of its bundle. */
  readonly id: string;
  readonly organisationId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  /** Under which its PDF is kept. */
  readonly effectKey: string;
  readonly state: LetterState;
  /** The post's number. */
  readonly number: string | null;
  readonly postedOn: string | null;
  readonly confirmedBy: string | null;
  /** Epoch ms on the organisation's clock. */
  readonly confirmedAt: number | null;
  readonly deliveredOn: string | null;
  readonly returnedOn: string | null;
}

export interface LetterFilter {
  readonly organisationId: string;
  readonly state?: LetterState;
  readonly creditorId?: string;
  readonly debtorId?: string;
  readonly invoiceId?: string;
  /** Counts from 1. */
  readonly page: number;
  readonly size: number;
}

export interface LetterPosting {
  readonly letterId: string;
  /** As on the receipt; checked and written without spaces. */
  readonly number: string;
  readonly postedOn: string;
  readonly by: string;
}

/** A posting that was entered wrongly, as it ought to be. */
export interface LetterCorrection extends LetterPosting {
  readonly reason: string;
  /** Timers of open cases that count from the posting, and when they are due by the new day (epoch ms). */
  readonly timers?: readonly { readonly caseId: string; readonly timer: string; readonly due: number }[];
}

/** How a posting stood before and after; days are ISO dates. */
export interface PostingCorrection {
  readonly letterId: string;
  readonly before: { readonly number: string; readonly postedOn: string };
  readonly after: { readonly number: string; readonly postedOn: string };
  readonly reason: string;
  readonly by: string;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
}

export interface PrintedLetter {
  /** Its effect key: the name of its file. */
  readonly id: string;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
  readonly types: readonly string[];
  readonly debtorId: string | null;
  readonly creditorId: string | null;
  readonly caseIds: readonly string[];
}

export interface LetterStore {
  /** Throws `NO_SUCH_LETTER`. */
  letter(id: string): Promise<RegisteredLetter>;
  /** Those that wait first, the oldest in front; then by day of posting, newest first. */
  letters(filter: LetterFilter): Promise<{ readonly items: readonly RegisteredLetter[]; readonly total: number }>;
  /**
   * Somebody took the letter to the post: its terms begin, its cases go on (`letterStatus`, `postedOn`, `letterNumber`).
   * The same again changes nothing. `LETTER_POSTED` (otherwise), `WRONG_POSTING` (number or day), `LETTER_NUMBER_TAKEN`.
   */
  confirmPosting(posting: LetterPosting): Promise<RegisteredLetter>;
  /**
   * Number or day of a posting were entered wrongly: its terms count from the new day, open cases hear of it
   * (`postedOn`, `letterNumber`), what stood there before is kept. `LETTER_NOT_POSTED`, `LETTER_RELIED_ON` (the register
   * or the court was asked on that basis), `WRONG_POSTING`, `LETTER_NUMBER_TAKEN`.
   */
  correctPosting(correction: LetterCorrection): Promise<RegisteredLetter>;
  /** Of these letters, oldest first. */
  corrections(letterIds: readonly string[]): Promise<readonly PostingCorrection[]>;
  /** Line by line, each in a transaction of its own; the same book again changes nothing. */
  confirmPostalBook(book: {
    readonly organisationId: string;
    readonly lines: readonly PostalBookLine[];
    readonly by: string;
  }): Promise<{
    readonly confirmed: number;
    readonly unchanged: number;
    readonly errors: readonly PostalBookError[];
  }>;
  /** Letters that were printed, registered or not, newest first. */
  printed(filter: {
    readonly organisationId: string;
    readonly page: number;
    readonly size: number;
  }): Promise<{ readonly items: readonly PrintedLetter[]; readonly total: number }>;
  /** Name under which the PDF of a printed letter is kept; by its own id or that of a registered letter. */
  fileOf(id: string, organisationId: string): Promise<string | null>;
  /** The post says what became of it. `LETTER_NOT_POSTED`, `WRONG_POSTING` (before it was posted). */
  recordReceipt(receipt: {
    readonly letterId: string;
    readonly outcome: 'delivered' | 'returned';
    readonly on: string;
  }): Promise<RegisteredLetter>;
}
