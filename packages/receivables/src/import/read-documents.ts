import type { ClaimKind } from '../parties.ts';
import { plainWord } from './columns.ts';
import type { LineReader } from './line-reader.ts';
import type { CorrectionLine, InvoiceLine, PaymentLine } from './open-items-file.ts';

export function readInvoice(reader: LineReader): InvoiceLine {
  const issuedOn = reader.day('issued');
  const dueOn = reader.day('due');
  if (issuedOn !== '' && dueOn !== '' && dueOn < issuedOn) reader.note('due', 'dueAfterIssue');
  const amount = reader.amount();
  if (amount <= 0 && reader.errors.length === 0) reader.note('amount', 'positiveAmount');
  return {
    line: reader.line,
    debtor: reader.needed('debtor', 100),
    number: reader.needed('number', 100),
    issuedOn,
    dueOn,
    amount,
    currency: reader.currency(),
    claimKind: reader.parsed('claimKind', 'claimKind', (cell) => KINDS.get(plainWord(cell)) ?? null) ?? 'unknown',
  };
}

export function readCorrection(reader: LineReader): CorrectionLine {
  return {
    line: reader.line,
    debtor: reader.needed('debtor', 100),
    number: reader.needed('number', 100),
    corrects: reader.needed('corrects', 100),
    issuedOn: reader.day('issued'),
    amount: reader.amount(),
    currency: reader.currency(),
  };
}

export function readPayment(reader: LineReader): PaymentLine {
  const reverses = reader.text('reverses', 200);
  const amount = reader.amount();
  const right = reverses === null ? amount > 0 : amount < 0;
  if (!right && reader.errors.length === 0)
    reader.note('amount', reverses === null ? 'positiveAmount' : 'wholePayment');
  return {
    line: reader.line,
    debtor: reader.needed('debtor', 100),
    reference: reader.needed('reference', 200),
    bookedOn: reader.day('booked'),
    amount,
    currency: reader.currency(),
    title: reader.text('title', 500),
    invoice: reader.text('invoice', 100),
    reverses,
  };
}

const KINDS: ReadonlyMap<string, ClaimKind> = new Map([
  ['sale', 'sale'],
  ['sprzedaz', 'sale'],
  ['service', 'service'],
  ['usluga', 'service'],
  ['work', 'work'],
  ['dzielo', 'work'],
  ['rent', 'rent'],
  ['najem', 'rent'],
  ['transport', 'transport'],
  ['przewoz', 'transport'],
  ['other', 'other'],
  ['inne', 'other'],
  ['unknown', 'unknown'],
]);
