import type { Letter, LetterInvoice } from './letter.ts';
import { groupedAccount, polishAmount, polishDate, shortDate } from './polish-format.ts';

/** What templates of letters may name: texts only, ready to print. */
export interface LetterContext {
  readonly sender: {
    readonly name: string;
    readonly address: readonly string[];
    readonly nip: string | null;
    readonly lines: readonly string[];
    readonly account: string;
  };
  readonly recipient: { readonly name: string; readonly address: readonly string[] };
  readonly recipientIsPerson: boolean;
  readonly place: string;
  readonly date: string;
  readonly reference: string;
  readonly payBy: string;
  readonly total: string;
  readonly one: boolean;
  readonly count: number;
  /** Long tables go to an annex. */
  readonly annex: boolean;
  readonly invoices: readonly {
    readonly position: number;
    readonly number: string;
    readonly issued: string;
    readonly due: string;
    readonly days: number;
    readonly amount: string;
  }[];
  readonly oldestDue: string;
  readonly bureaus: readonly { readonly name: string; readonly address: string }[];
  readonly title: string;
}

/** Invoices that still fit on the first page. */
export const LONGEST_TABLE = 10;

export function letterContext(letter: Letter): LetterContext {
  const { sender, invoices, currency } = letter;
  const total = invoices.reduce((sum, { amount }) => sum + amount, 0);
  const [townLine = ''] = sender.address.slice(-1);
  return {
    sender: {
      name: sender.name,
      address: sender.address,
      nip: sender.nip,
      lines: sender.lines,
      account: groupedAccount(sender.account),
    },
    recipient: letter.recipient,
    recipientIsPerson: letter.recipientIsPerson,
    place: townLine.replace(/^\d\d-\d{3} /, ''),
    date: polishDate(letter.issuedOn),
    reference: letter.reference,
    payBy: polishDate(letter.payBy),
    total: polishAmount(total, currency),
    one: invoices.length === 1,
    count: invoices.length,
    annex: invoices.length > LONGEST_TABLE,
    invoices: invoices.map((invoice, index) => row(invoice, index, currency)),
    oldestDue: polishDate(invoices.map(({ dueOn }) => dueOn).reduce((a, b) => (a < b ? a : b), letter.issuedOn)),
    bureaus: letter.bureaus,
    title: invoices.length === 1 ? `faktura ${invoices[0]?.number ?? ''}` : letter.reference,
  };
}

function row({ number, issuedOn, dueOn, daysOverdue, amount }: LetterInvoice, index: number, currency: string) {
  return {
    position: index + 1,
    number,
    issued: shortDate(issuedOn),
    due: shortDate(dueOn),
    days: daysOverdue,
    amount: polishAmount(amount, currency),
  };
}
