/** What a cell or line should have been; the web has a sentence for each in every language. */
export type Expected =
  | 'header'
  | 'columns'
  | 'quoting'
  | 'fewerLines'
  | 'recordType'
  | 'text'
  | 'shorterText'
  | 'plainText'
  | 'amount'
  | 'positiveAmount'
  | 'date'
  | 'dueAfterIssue'
  | 'pastDate'
  | 'currency'
  | 'legalForm'
  | 'claimKind'
  | 'language'
  | 'nip'
  | 'nipOfBusiness'
  | 'pesel'
  | 'regon'
  | 'krs'
  | 'email'
  | 'phone'
  | 'onceInFile'
  | 'oneDebtor'
  | 'knownDebtor'
  | 'knownInvoice'
  | 'knownPayment'
  | 'sameDebtor'
  | 'sameCurrency'
  | 'sameContent'
  | 'wholePayment'
  | 'livingDebtor';

/** One line that was refused. The others are not touched by it. */
export interface LineError {
  /** Line of the file, from 1; a record of several lines is named by its first. */
  readonly line: number;
  /** As the file's header calls it; null where the line as a whole is wrong. */
  readonly column: string | null;
  readonly code: Expected;
  /** The code in words. */
  readonly expected: string;
  /** What stood there; long text is cut, a PESEL is never quoted. */
  readonly got: string;
}

export function lineError(line: number, column: string | null, code: Expected, got: string): LineError {
  const secret = column !== null && SECRET.test(column.replaceAll(/[\s_.-]/g, ''));
  const quoted = secret ? got.replaceAll(/\d/g, '•') : got.replaceAll(ELEVEN_DIGITS, '•••••••••••');
  const cut = quoted.length > MOST_QUOTED ? `${quoted.slice(0, MOST_QUOTED)}…` : quoted;
  return { line, column, code, expected: WORDS[code], got: cut };
}

const MOST_QUOTED = 60;
const SECRET = /^pesel$/i;
/** A PESEL may stand in the wrong column, and in a line of which no column is known. */
const ELEVEN_DIGITS = /(?<!\d)\d{11}(?!\d)/g;

const WORDS: Readonly<Record<Expected, string>> = {
  header: 'a header with the columns type, debtor and those that the lines need, each once',
  columns: 'no more cells than the header names',
  quoting: 'quotation marks in pairs, doubled inside a quoted cell',
  fewerLines: 'at most 100000 lines; split the file',
  recordType: 'debtor, invoice, correction, payment or paymentsThrough',
  text: 'some text',
  shorterText: 'a shorter text',
  plainText: 'text without control characters',
  amount: 'an amount with at most two decimals, such as 1234,56',
  positiveAmount: 'an amount above zero',
  date: 'a date as 2026-05-31 or 31.05.2026',
  dueAfterIssue: 'a due date on or after the date of issue',
  pastDate: 'a date that is not in the future',
  currency: 'a currency of three letters, such as PLN',
  legalForm: 'consumer, soleTrader, partnership, company or publicBody',
  claimKind: 'sale, service, work, rent, transport, other or unknown',
  language: 'pl or en',
  nip: 'a NIP of ten digits with a right checksum',
  nipOfBusiness: 'a NIP, as this legal form has one',
  pesel: 'a PESEL of eleven digits with a right checksum',
  regon: 'a REGON of 9 or 14 digits with a right checksum',
  krs: 'a KRS number of ten digits',
  email: 'an e-mail address',
  phone: 'a phone number',
  onceInFile: 'a number that no earlier line of this file has',
  oneDebtor: 'one debtor with this NIP or PESEL',
  knownDebtor: 'a debtor of this file or of an earlier one',
  knownInvoice: 'an invoice of this file or of an earlier one',
  knownPayment: 'a payment of this file or of an earlier one',
  sameDebtor: 'the debtor that this document had before',
  sameCurrency: 'the currency that this document had before',
  sameContent: 'the date and amount that this bank reference had before',
  wholePayment: 'the whole amount of a payment that was not taken back before',
  livingDebtor: 'a debtor whose data were not erased',
};
