import { krsOf, nipOf, peselOf, regonOf } from '../identifiers.ts';
import type { LegalForm } from '../parties.ts';
import { plainWord } from './columns.ts';
import type { LineReader } from './line-reader.ts';
import type { DebtorCells, DebtorLine } from './open-items-file.ts';
import { parseEmail, parsePhone } from './parse-cell.ts';

export function readDebtor(reader: LineReader): DebtorLine {
  const name = reader.needed('name', 300);
  if (reader.cell('legalForm') === '') reader.note('legalForm', 'legalForm');
  const form = reader.parsed('legalForm', 'legalForm', (cell) => FORMS.get(plainWord(cell)) ?? null);
  const nip = reader.parsed('nip', 'nip', nipOf);
  if (form !== null && form !== 'consumer' && reader.cell('nip') === '') reader.note('nip', 'nipOfBusiness');
  const cells: { readonly [Key in keyof DebtorCells]-?: DebtorCells[Key] | null } = {
    firstName: reader.text('firstName', 60),
    surname: reader.text('surname', 100),
    nip,
    pesel: reader.parsed('pesel', 'pesel', peselOf),
    regon: reader.parsed('regon', 'regon', regonOf),
    krs: reader.parsed('krs', 'krs', krsOf),
    street: reader.text('street', 200),
    house: reader.text('house', 20),
    flat: reader.text('flat', 20),
    postalCode: reader.text('postalCode', 20),
    town: reader.text('town', 100),
    email: reader.parsed('email', 'email', parseEmail),
    phone: reader.parsed('phone', 'phone', parsePhone),
    language: reader.parsed('language', 'language', (cell) => LANGUAGES.get(plainWord(cell)) ?? null),
  };
  const details: DebtorCells = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
  return { line: reader.line, debtor: reader.needed('debtor', 100), name, legalForm: form ?? 'company', details };
}

const FORMS: ReadonlyMap<string, LegalForm> = new Map([
  ['consumer', 'consumer'],
  ['konsument', 'consumer'],
  ['osobafizyczna', 'consumer'],
  ['soletrader', 'soleTrader'],
  ['jdg', 'soleTrader'],
  ['dzialalnoscgospodarcza', 'soleTrader'],
  ['partnership', 'partnership'],
  ['spolkaosobowa', 'partnership'],
  ['company', 'company'],
  ['spolka', 'company'],
  ['spolkakapitalowa', 'company'],
  ['publicbody', 'publicBody'],
  ['podmiotpubliczny', 'publicBody'],
]);

const LANGUAGES: ReadonlyMap<string, 'pl' | 'en'> = new Map([
  ['pl', 'pl'],
  ['polski', 'pl'],
  ['en', 'en'],
  ['angielski', 'en'],
]);
