import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byRank, rankWork, type WorkFacts, type WorkInvoice, type WorkQueue } from '../src/index.ts';

const zone = 'Europe/Warsaw';
/** 23 November 2026, 9:00 in Warsaw: a Monday. */
const now = Date.UTC(2026, 10, 23, 8);
const day = 86_400_000;

const invoice: WorkInvoice = {
  open: 123_456,
  dueOn: '2026-11-01',
  disputed: false,
  limitationOn: '2028-12-31',
  promise: null,
};
const call: WorkFacts = {
  channel: 'call',
  duty: false,
  dueAt: null,
  priority: 50,
  snoozedUntil: null,
  callback: false,
  reply: false,
  followUpAt: null,
  invoices: [invoice],
};
const of = (facts: Partial<WorkFacts>) => rankWork({ ...call, ...facts }, now, zone);
const codes = (facts: Partial<WorkFacts>) => of(facts).reasons.map(({ code }) => code);

describe('the rank of work', () => {
  it('names its reasons, the weightiest first, and their points make the score', () => {
    const rank = of({
      dueAt: now - 2 * day,
      invoices: [{ ...invoice, promise: { state: 'broken', promisedOn: '2026-11-18' } }],
    });
    assert.deepEqual(rank.reasons, [
      { code: 'taskOverdue', points: 410, days: 2 },
      { code: 'promiseBroken', points: 350, promisedOn: '2026-11-18' },
      { code: 'amount', points: 70, amount: 123_456 },
      { code: 'daysOverdue', points: 22, days: 22 },
    ]);
    assert.equal(rank.score, 852);
    assert.equal(rank.amount, 123_456);
    assert.equal(rank.daysOverdue, 22);
  });

  const usual = ['amount', 'daysOverdue'];
  const table: readonly (readonly [string, Partial<WorkFacts>, readonly string[]])[] = [
    ['a task due later today', { dueAt: now + 3_600_000 }, ['taskDueToday', ...usual]],
    ['a task due this morning', { dueAt: now - 3_600_000 }, ['taskDueToday', ...usual]],
    ['a task due tomorrow', { dueAt: now + day }, usual],
    ['a task due on Friday', { dueAt: now - 3 * day }, ['taskOverdue', ...usual]],
    ['a statutory duty', { duty: true, invoices: [] }, ['duty']],
    ['a call-back that has come', { callback: true, snoozedUntil: now }, ['callback', ...usual]],
    ['a call-back still to come', { callback: true, snoozedUntil: now + 1 }, usual],
    ['work put off that is back', { snoozedUntil: now - 1 }, usual],
    ['a high priority', { priority: 80 }, ['priority', ...usual]],
    ['a low priority', { priority: 20 }, [...usual, 'priority']],
    ['a paid invoice', { invoices: [{ ...invoice, open: 0 }] }, []],
    ['an invoice not yet due', { invoices: [{ ...invoice, dueOn: '2026-12-01' }] }, ['amount']],
    ['limitation near', { invoices: [{ ...invoice, limitationOn: '2026-12-31' }] }, ['limitation', ...usual]],
    ['limitation far', { invoices: [{ ...invoice, limitationOn: '2027-02-01' }] }, usual],
    ['limitation that is over', { invoices: [{ ...invoice, limitationOn: '2026-11-22' }] }, usual],
    ['a kept promise', { invoices: [{ ...invoice, promise: { state: 'kept', promisedOn: '2026-11-18' } }] }, usual],
    ['a dispute', { invoices: [{ ...invoice, disputed: true }] }, ['disputed', ...usual]],
  ];
  for (const [what, facts, expected] of table) {
    it(`of ${what}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(codes(facts), expected));
  }

  it('counts the due day in the zone of the organisation', () => {
    // 22:30 in UTC is 23:30 of the same day in Warsaw; half an hour later it is tomorrow.
    assert.deepEqual(codes({ dueAt: Date.UTC(2026, 10, 23, 22, 30) })[0], 'taskDueToday');
    assert.deepEqual(codes({ dueAt: Date.UTC(2026, 10, 23, 23, 0) })[0], 'amount');
  });
});

describe('the queue of work', () => {
  const broken = { ...invoice, promise: { state: 'broken', promisedOn: '2026-11-18' } } as const;
  const table: readonly (readonly [string, Partial<WorkFacts>, readonly WorkQueue[]])[] = [
    ['a call', {}, ['today']],
    ['an approval', { channel: 'approval' }, ['today', 'approvals']],
    ['a broken promise', { invoices: [broken] }, ['today', 'brokenPromises']],
    [
      'a dispute with a broken promise',
      { invoices: [{ ...broken, disputed: true }] },
      ['today', 'brokenPromises', 'disputes'],
    ],
    ['a call-back that has come', { callback: true, snoozedUntil: now }, ['today', 'callbacks']],
    ['a call-back to come, promise broken', { callback: true, snoozedUntil: now + 1, invoices: [broken] }, ['waiting']],
    ['work that the procedure shows later', { followUpAt: now + day }, ['waiting']],
    ['work that the procedure shows from today', { followUpAt: now }, ['today']],
  ];
  for (const [what, facts, expected] of table) {
    it(`of ${what}: ${expected.join(', ')}`, () => assert.deepEqual(of(facts).queues, expected));
  }
});

describe('the order of a list', () => {
  it('is by score, then due time, then amount', () => {
    const small = { ...invoice, open: 100 };
    const lines = [
      { name: 'small', dueAt: null, rank: of({ invoices: [small] }) },
      { name: 'two small ones', dueAt: null, rank: of({ invoices: [small, small] }) },
      { name: 'due tomorrow', dueAt: now + day, rank: of({ invoices: [small] }) },
      { name: 'large', dueAt: null, rank: of({ invoices: [{ ...invoice, open: 9_000_000 }] }) },
      { name: 'call-back', dueAt: null, rank: of({ callback: true, snoozedUntil: now, invoices: [] }) },
    ];
    assert.deepEqual(
      lines.toSorted(byRank).map(({ name }) => name),
      ['call-back', 'large', 'due tomorrow', 'two small ones', 'small'],
    );
  });
});
