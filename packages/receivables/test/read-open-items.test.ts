import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type OpenItemsFile, readOpenItems } from '../src/index.ts';

const HEADER = [
  'type',
  'debtor',
  'name',
  'legal_form',
  'NIP',
  'PESEL',
  'e-mail',
  'phone',
  'number',
  'corrects',
  'issued',
  'due',
  'amount',
  'currency',
  'reference',
  'booked',
  'invoice',
  'reverses',
];
const DEBTOR = { type: 'debtor', debtor: 'K1', name: 'Firma', legal_form: 'company', NIP: '5260250274' };
const INVOICE = {
  type: 'invoice',
  debtor: 'K1',
  number: 'F/1',
  issued: '2026-05-01',
  due: '2026-05-15',
  amount: '100',
};
const PAYMENT = { type: 'payment', debtor: 'K1', amount: '100', reference: 'B1', booked: '2026-05-20' };

type Line = Readonly<Record<string, string>>;

function read(...lines: readonly Line[]): OpenItemsFile {
  const records = lines.map((line, index) => ({ line: index + 2, cells: HEADER.map((column) => line[column] ?? '') }));
  return readOpenItems([{ line: 1, cells: HEADER }, ...records]);
}

describe('amounts', () => {
  const table: [text: string, grosze: number | null][] = [
    ['1 234,56', 123_456],
    ['1\u00a0234,56', 123_456],
    ['1\u202f234\u202f567,8', 123_456_780],
    ['1.234,56', 123_456],
    ['1234.56', 123_456],
    ['1234,5', 123_450],
    ['1234', 123_400],
    ['0,01', 1],
    ['1234,56 zł', 123_456],
    ['1234,56 PLN', 123_456],
    ['1,234', null],
    ['1.234', null],
    ['12 34,56', null],
    ['1,234.56', null],
    ['12,345', null],
    ['abc', null],
    ['1e5', null],
    ['999999999999,00', null],
  ];
  for (const [text, grosze] of table) {
    it(`${text} is ${grosze ?? 'refused'}`, () => {
      const { invoices, errors } = read({ ...INVOICE, amount: text });
      assert.equal(invoices[0]?.amount ?? null, grosze);
      assert.deepEqual(
        errors.map(({ line, column, code, got }) => [line, column, code, got]),
        grosze === null ? [[2, 'amount', 'amount', text]] : [],
      );
    });
  }
});

describe('dates', () => {
  const table: [text: string, day: string | null][] = [
    ['2026-05-31', '2026-05-31'],
    ['31.05.2026', '2026-05-31'],
    ['1.5.2026', '2026-05-01'],
    ['31-05-2026', '2026-05-31'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2026', null],
    ['31.04.2026', null],
    ['05/31/2026', null],
    ['31.05-2026', null],
    ['2026-5-1', null],
    ['0026-05-01', null],
    ['jutro', null],
  ];
  for (const [text, day] of table) {
    it(`${text} is ${day ?? 'refused'}`, () => {
      const { payments, errors } = read({ ...PAYMENT, booked: text });
      assert.equal(payments[0]?.bookedOn ?? null, day);
      assert.deepEqual(
        errors.map(({ column, code }) => [column, code]),
        day === null ? [['booked', 'date']] : [],
      );
    });
  }
});

describe('bad lines', () => {
  const table: [name: string, line: Line, column: string, code: string, got: string][] = [
    ['unknown type', { ...INVOICE, type: 'order' }, 'type', 'recordType', 'order'],
    ['no debtor', { ...INVOICE, debtor: '' }, 'debtor', 'text', ''],
    ['no number', { ...INVOICE, number: '' }, 'number', 'text', ''],
    ['due before issue', { ...INVOICE, due: '2026-04-30' }, 'due', 'dueAfterIssue', '2026-04-30'],
    ['no amount', { ...INVOICE, amount: '' }, 'amount', 'amount', ''],
    ['amount of nothing', { ...INVOICE, amount: '0' }, 'amount', 'positiveAmount', '0'],
    ['an invoice below zero', { ...INVOICE, amount: '-5' }, 'amount', 'positiveAmount', '-5'],
    ['a currency of four letters', { ...INVOICE, currency: 'EURO' }, 'currency', 'currency', 'EURO'],
    ['a debtor without a name', { ...DEBTOR, name: '' }, 'name', 'text', ''],
    ['no legal form', { ...DEBTOR, legal_form: '' }, 'legal_form', 'legalForm', ''],
    [
      'a partnership under civil law',
      { ...DEBTOR, legal_form: 'spółka cywilna' },
      'legal_form',
      'legalForm',
      'spółka cywilna',
    ],
    ['a wrong NIP', { ...DEBTOR, NIP: '5260250275' }, 'NIP', 'nip', '5260250275'],
    ['a company without NIP', { ...DEBTOR, NIP: '' }, 'NIP', 'nipOfBusiness', ''],
    ['an address without @', { ...DEBTOR, 'e-mail': 'biuro.example' }, 'e-mail', 'email', 'biuro.example'],
    ['a short phone', { ...DEBTOR, phone: '12345' }, 'phone', 'phone', '12345'],
    ['a control character', { ...DEBTOR, name: 'A\u0007B' }, 'name', 'plainText', 'A\u0007B'],
    ['a payment below zero that takes nothing back', { ...PAYMENT, amount: '-1' }, 'amount', 'positiveAmount', '-1'],
    ['a payment without reference', { ...PAYMENT, reference: '' }, 'reference', 'text', ''],
  ];
  for (const [name, line, column, code, got] of table) {
    it(name, () => {
      const file = read(line);
      assert.deepEqual(
        file.errors.map((error) => [error.line, error.column, error.code, error.got]),
        [[2, column, code, got]],
      );
      assert.equal(file.debtors.length + file.invoices.length + file.payments.length, 0);
    });
  }

  it('every wrong cell of a line is named, other lines go on', () => {
    const file = read({ ...INVOICE, amount: 'x', due: 'y' }, { ...INVOICE, number: 'F/2' });
    assert.deepEqual(
      file.errors.map(({ line, column }) => [line, column]),
      [
        [2, 'due'],
        [2, 'amount'],
      ],
    );
    assert.deepEqual(
      file.invoices.map(({ number }) => number),
      ['F/2'],
    );
  });

  it('never quotes a PESEL', () => {
    const { errors } = read({ ...DEBTOR, legal_form: 'konsument', PESEL: '44051401459' });
    assert.deepEqual(
      errors.map(({ code, got }) => [code, got]),
      [['pesel', '•••••••••••']],
    );
  });

  it('a number twice in a file counts once', () => {
    const file = read(INVOICE, { ...INVOICE, amount: '7' }, PAYMENT, PAYMENT);
    assert.deepEqual(
      file.errors.map(({ line, column, code }) => [line, column, code]),
      [
        [3, 'number', 'onceInFile'],
        [5, 'reference', 'onceInFile'],
      ],
    );
    assert.equal(file.invoices[0]?.amount, 10_000);
  });

  it('a header without a needed column, or with one twice, refuses the file', () => {
    for (const cells of [
      ['typ', 'nazwa'],
      ['typ', 'kontrahent', 'debtor'],
    ]) {
      const { errors } = readOpenItems([{ line: 1, cells }]);
      assert.deepEqual(
        errors.map(({ line, code }) => [line, code]),
        [[1, 'header']],
      );
    }
    assert.equal(readOpenItems([]).errors[0]?.code, 'header');
  });

  it('cells beyond the header are no part of any column', () => {
    const { errors } = readOpenItems([
      { line: 1, cells: ['typ', 'kontrahent'] },
      { line: 2, cells: ['invoice', 'K1', 'x'] },
    ]);
    assert.deepEqual(
      errors.map(({ line, code, got }) => [line, code, got]),
      [[2, 'columns', 'x']],
    );
  });
});

it('what may be left out, and what is read in Polish', () => {
  const cells = ['Typ', 'Kontrahent', 'Numer', 'Data wystawienia', 'Termin płatności', 'KWOTA'];
  const { invoices, errors } = readOpenItems([
    { line: 1, cells },
    { line: 2, cells: ['Faktura', 'K1', 'F/1', '01.05.2026', '15.05.2026', '10'] },
  ]);
  assert.deepEqual(errors, []);
  assert.deepEqual(invoices, [
    {
      line: 2,
      debtor: 'K1',
      number: 'F/1',
      issuedOn: '2026-05-01',
      dueOn: '2026-05-15',
      amount: 1_000,
      currency: 'PLN',
      claimKind: 'unknown',
    },
  ]);
});
