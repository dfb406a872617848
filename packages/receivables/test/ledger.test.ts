import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { type InvoiceFacts, isKept, isOverdue, limitationDay, newsOf, standingOf } from '../src/index.ts';

describe('how an invoice stands', () => {
  const facts: InvoiceFacts = {
    open: 1_000,
    tolerance: 0,
    dueOn: '2026-05-15',
    claimKind: 'sale',
    debtorKind: 'business',
    holds: [],
    promisedOn: null,
  };
  const end = (day: string) => Date.parse(`${day}T24:00:00Z`);
  const hold = (until: string | null) => ({ kind: 'hold' as const, until, amount: null });
  const dispute = (amount: number | null, until: string | null = null) => ({ kind: 'dispute' as const, until, amount });
  const table: [name: string, changes: Partial<InvoiceFacts>, expected: ReturnType<typeof standingOf>][] = [
    ['open', {}, { kind: 'open' }],
    ['paid', { open: 0 }, { kind: 'paid' }],
    ['paid but for the tolerance', { open: 5, tolerance: 5 }, { kind: 'paid' }],
    ['overpaid', { open: -10 }, { kind: 'paid' }],
    ['held to a day', { holds: [hold('2026-06-01')] }, { kind: 'held', until: end('2026-06-01') }],
    ['held to the end of today', { holds: [hold('2026-05-20')] }, { kind: 'held', until: end('2026-05-20') }],
    ['a hold that is over', { holds: [hold('2026-05-19')] }, { kind: 'open' }],
    ['of two holds the longer', { holds: [hold('2026-06-01'), hold(null)] }, { kind: 'held', until: null }],
    ['promised', { promisedOn: '2026-05-22' }, { kind: 'held', until: end('2026-05-22') }],
    ['a promise whose day is over', { promisedOn: '2026-05-19' }, { kind: 'open' }],
    ['disputed as a whole', { holds: [dispute(null)] }, { kind: 'disputed' }],
    ['disputed in part', { holds: [dispute(400)] }, { kind: 'open' }],
    ['disputed in two parts that cover it', { holds: [dispute(400), dispute(600)] }, { kind: 'disputed' }],
    ['a dispute whose term is over', { holds: [dispute(null, '2026-05-19')] }, { kind: 'open' }],
    ['time-barred against a consumer', { debtorKind: 'consumer', dueOn: '2023-05-15' }, { kind: 'timeBarred' }],
    ['as old, in trade', { dueOn: '2023-05-15' }, { kind: 'open' }],
  ];
  for (const [name, changes, expected] of table) {
    it(name, () => assert.deepEqual(standingOf({ ...facts, ...changes }, '2026-05-20', end), expected));
  }
});

it('limitation ends with the year unless the term is shorter than two', () => {
  assert.equal(limitationDay('2024-03-01', 'sale'), '2026-12-31');
  assert.equal(limitationDay('2024-03-01', 'rent'), '2027-12-31');
  assert.equal(limitationDay('2024-02-29', 'transport'), '2025-02-28');
  assert.equal(limitationDay('2024-03-01', 'unknown'), '2025-03-01');
});

describe('news of an invoice', () => {
  const told = (before: number, after: number, cause: 'payment' | 'correction' | 'reversal', tolerance = 0) =>
    newsOf({ before, after, tolerance, bookedOn: '2026-05-20', dueOn: '2026-05-15', caused: new Set([cause]) });
  it('paid once, however it came about', () => {
    assert.deepEqual(told(100, 0, 'payment'), { name: 'invoice-paid', variables: { paidOn: '2026-05-20' } });
    assert.equal(told(100, -5, 'correction')?.name, 'invoice-paid');
    assert.equal(told(100, 3, 'payment', 5)?.name, 'invoice-paid');
    assert.equal(told(0, -100, 'payment'), null);
  });
  it('partly paid, corrected, open again', () => {
    assert.deepEqual(told(100, 40, 'payment')?.variables, { openAmount: 40, paidOn: '2026-05-20' });
    assert.equal(told(100, 40, 'correction')?.name, 'invoice-corrected');
    assert.deepEqual(told(0, 100, 'reversal'), { name: 'invoice-reopened', variables: { openAmount: 100 } });
    assert.equal(told(40, 100, 'reversal')?.name, 'invoice-reopened');
  });
});

describe('promises', () => {
  const calendar = polishCalendar(2026, 2027);
  it('kept by what was promised, or by payment in full', () => {
    const item = { promised: 400, openBefore: 1_000, tolerance: 0 };
    assert.ok(isKept({ ...item, openNow: 600 }));
    assert.ok(!isKept({ ...item, openNow: 601 }));
    assert.ok(isKept({ ...item, promised: 1_000, openNow: 0 }));
  });
  it('broken after a banking day of grace, and only where the bank data cover the day', () => {
    // A Friday; Monday is the day of grace.
    assert.ok(!isOverdue('2026-11-20', null, '2026-11-23', calendar));
    assert.ok(isOverdue('2026-11-20', null, '2026-11-24', calendar));
    assert.ok(!isOverdue('2026-11-20', '2026-11-19', '2026-11-30', calendar));
    assert.ok(isOverdue('2026-11-20', '2026-11-20', '2026-11-24', calendar));
  });
});
