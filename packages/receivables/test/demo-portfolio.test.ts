import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DemoCreditor, type DemoFate, demoPortfolio, inventedNrb, portfolioCsv } from '../src/demo/index.ts';
import {
  daysAfter,
  krsOf,
  LEGAL_FORMS,
  nipOf,
  nrbOf,
  peselOf,
  readOpenItems,
  regonOf,
  type TextRow,
} from '../src/index.ts';

const TODAY = '2026-11-22';
const companies = demoPortfolio({ seed: 4, today: TODAY });
const all = <K extends 'debtors' | 'invoices' | 'corrections' | 'payments'>(key: K): DemoCreditor[K][number][] =>
  companies.flatMap((company): DemoCreditor[K][number][] => [...company[key]]);

describe('the portfolio of the demo', () => {
  it('has two companies, 300 debtors of all legal forms and 2,000 invoices over eighteen months', () => {
    assert.equal(companies.length, 2);
    assert.equal(new Set(all('debtors').map(({ number }) => number)).size, 300);
    assert.deepEqual(new Set(all('debtors').map(({ legalForm }) => legalForm)), new Set(LEGAL_FORMS));
    assert.equal(all('invoices').length, 2_000);
    const months = new Set(all('invoices').map(({ issuedOn }) => issuedOn.slice(0, 7)));
    assert.ok(months.size >= 18, `${months.size} months`);
    assert.ok(all('corrections').length > 40);
  });

  it('is paid as its shares say', () => {
    const share = (...fates: DemoFate[]) =>
      (100 * all('invoices').filter(({ fate }) => fates.includes(fate)).length) / all('invoices').length;
    const between = (least: number, most: number, ...fates: DemoFate[]) =>
      assert.ok(share(...fates) >= least && share(...fates) <= most, `${fates.join()}: ${share(...fates)} %`);
    between(50, 68, 'onTime', 'over');
    between(18, 32, 'late');
    between(4, 14, 'veryLate');
    between(2, 8, 'inParts');
    between(0.3, 4, 'partly');
    between(0.2, 3, 'returned');
    between(1, 7, 'unpaid');
  });

  it('has numbers with right checksums that can be nobody’s, and names with reserved addresses', () => {
    for (const { name, details, legalForm } of all('debtors')) {
      const { nip, pesel, regon, krs, email, phone } = details;
      if (legalForm === 'consumer') assert.ok(nip === undefined && pesel !== undefined);
      else assert.ok(nip !== undefined && nipOf(nip) === nip && nip.startsWith('000'), name);
      if (pesel !== undefined) assert.ok(peselOf(pesel) === pesel && pesel.slice(2, 4) === '00', name);
      if (regon !== undefined) assert.ok(regonOf(regon) === regon && regon.startsWith('99'), name);
      if (krs !== undefined) assert.ok(krsOf(krs) === krs && krs.startsWith('99'), name);
      if (email !== undefined) assert.match(email, /^[a-z0-9.-]+@([a-z0-9-]+\.example|example\.com)$/);
      if (phone !== undefined) assert.match(phone, /^\+48100\d{6}$/);
    }
    for (const { bankAccount, nip } of companies) {
      assert.equal(nrbOf(bankAccount), bankAccount);
      assert.equal(nipOf(nip), nip);
    }
    const numbers = [...new Set(all('debtors'))].map(({ details }) => details.nip ?? details.pesel);
    assert.equal(new Set(numbers).size, 300);
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), (serial) => nrbOf(inventedNrb(serial)) !== null));
  });

  it('goes through the import file without a refused line, whole or week by week', () => {
    for (const company of companies) {
      const whole = readOpenItems(rowsOf(portfolioCsv(company, { through: TODAY })));
      assert.deepEqual(whole.errors, []);
      const { debtors, invoices, corrections, payments } = company;
      assert.deepEqual(
        [whole.debtors, whole.invoices, whole.corrections, whole.payments].map(({ length }) => length),
        [debtors, invoices, corrections, payments].map(({ length }) => length),
      );
      assert.equal(whole.paymentsThrough, TODAY);
      const middle = daysAfter(TODAY, -100);
      const parts = [{ through: middle }, { after: middle, through: TODAY }].map((period) =>
        readOpenItems(rowsOf(portfolioCsv(company, period))),
      );
      assert.equal(sum(parts.flatMap((part) => part.payments)), sum(company.payments));
      assert.equal(
        parts.reduce((count, part) => count + part.invoices.length, 0),
        invoices.length,
      );
    }
  });

  it('adds up for any seed and day, and is the same each time', () => {
    const day = fc.integer({ min: 0, max: 4_000 }).map((days) => daysAfter('2024-01-01', days));
    fc.assert(
      fc.property(fc.integer(), day, fc.integer({ min: 1, max: 40 }), (seed, today, debtors) => {
        const options = { seed, today, debtors, invoices: 3 * debtors, days: 200 };
        const portfolio = demoPortfolio(options);
        assert.deepEqual(demoPortfolio(options), portfolio);
        for (const company of portfolio) checkBooks(company, today, 200);
      }),
      { numRuns: 60 },
    );
  });
});

function checkBooks({ invoices, corrections, payments }: DemoCreditor, today: string, days: number): void {
  const references = payments.map(({ reference }) => reference);
  assert.equal(new Set(references).size, references.length);
  for (const { number, issuedOn, dueOn, amount, fate } of invoices) {
    assert.ok(issuedOn <= today && issuedOn > daysAfter(today, -days) && dueOn > issuedOn && amount > 0);
    const own = payments.filter(({ invoice }) => invoice === number);
    const owed = amount + sum(corrections.filter(({ corrects }) => corrects === number));
    const paid = sum(own);
    assert.ok(owed > 0);
    if (fate === 'over') assert.ok(own.length === 0 || paid > owed);
    else assert.ok(paid <= owed && paid >= 0, `${number}: ${paid} of ${owed}`);
    if (fate === 'unpaid') assert.equal(paid, 0);
    // Long after the latest payment that any fate draws.
    if (dueOn < daysAfter(today, -120) && fate !== 'unpaid' && fate !== 'partly') assert.ok(paid >= owed, number);
    for (const { bookedOn, amount: booked, reverses } of own) {
      assert.ok(bookedOn > issuedOn && bookedOn <= today);
      assert.ok(![0, 6].includes(new Date(`${bookedOn}T00:00:00Z`).getUTCDay()), bookedOn);
      assert.equal(booked < 0, reverses !== null);
    }
  }
}

function sum(items: readonly { readonly amount: number }[]): number {
  return items.reduce((total, { amount }) => total + amount, 0);
}

/** None of its cells holds a separator. */
function rowsOf(csv: string): TextRow[] {
  return csv
    .trimEnd()
    .split('\r\n')
    .map((line, index) => ({ line: index + 1, cells: line.split(';') }));
}
