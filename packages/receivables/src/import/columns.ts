import { lineError, type LineError } from './line-error.ts';
import type { TextRow } from './open-items-file.ts';

export type Column =
  | 'type'
  | 'debtor'
  | 'name'
  | 'firstName'
  | 'surname'
  | 'legalForm'
  | 'nip'
  | 'pesel'
  | 'regon'
  | 'krs'
  | 'street'
  | 'house'
  | 'flat'
  | 'postalCode'
  | 'town'
  | 'email'
  | 'phone'
  | 'language'
  | 'number'
  | 'corrects'
  | 'issued'
  | 'due'
  | 'amount'
  | 'currency'
  | 'claimKind'
  | 'reference'
  | 'booked'
  | 'title'
  | 'invoice'
  | 'reverses';

/** Where each column stands, and how the file calls it. */
export type Header = ReadonlyMap<Column, { readonly index: number; readonly heading: string }>;

/** English and Polish headings; case, spaces, underscores and Polish letters make no difference. Unknown columns are skipped. */
export function readHeader(row: TextRow): { readonly header: Header; readonly error: LineError | null } {
  const header = new Map<Column, { index: number; heading: string }>();
  let error: LineError | null = null;
  for (const [index, cell] of row.cells.entries()) {
    const column = COLUMNS.get(plainWord(cell));
    if (column === undefined) continue;
    if (header.has(column)) error ??= lineError(row.line, cell, 'header', cell);
    else header.set(column, { index, heading: cell.trim() });
  }
  for (const needed of ['type', 'debtor'] as const) {
    if (!header.has(needed)) error ??= lineError(row.line, needed, 'header', row.cells.join(' | '));
  }
  return { header, error };
}

/** Lower case, without Polish letters, spaces and punctuation: `Kod pocztowy` and `kod_pocztowy` are one word. */
export function plainWord(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '');
}

const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  type: ['type', 'typ', 'rodzaj'],
  debtor: ['debtor', 'dluznik', 'kontrahent', 'nrklienta'],
  name: ['name', 'nazwa'],
  firstName: ['firstName', 'imie'],
  surname: ['surname', 'nazwisko'],
  legalForm: ['legalForm', 'formaprawna'],
  nip: ['nip'],
  pesel: ['pesel'],
  regon: ['regon'],
  krs: ['krs'],
  street: ['street', 'ulica'],
  house: ['house', 'nrdomu'],
  flat: ['flat', 'nrlokalu'],
  postalCode: ['postalCode', 'kodpocztowy'],
  town: ['town', 'miejscowosc'],
  email: ['email'],
  phone: ['phone', 'telefon'],
  language: ['language', 'jezyk'],
  number: ['number', 'numer'],
  corrects: ['corrects', 'koryguje'],
  issued: ['issued', 'datawystawienia'],
  due: ['due', 'terminplatnosci'],
  amount: ['amount', 'kwota'],
  currency: ['currency', 'waluta'],
  claimKind: ['claimKind', 'rodzajroszczenia'],
  reference: ['reference', 'referencjabanku'],
  booked: ['booked', 'dataksiegowania'],
  title: ['title', 'tytul'],
  invoice: ['invoice', 'faktura'],
  reverses: ['reverses', 'cofa'],
};

const COLUMNS: ReadonlyMap<string, Column> = new Map(
  (Object.entries(HEADINGS) as [Column, readonly string[]][]).flatMap(([column, words]) =>
    words.map((word) => [plainWord(word), column] as const),
  ),
);
