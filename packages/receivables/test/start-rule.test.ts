import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueDatesToStart, joinRuleOf, readStartRule, roundSince, startRuleOf } from '@krok/receivables';

const overdue = { subject: 'invoice', startWhen: 'overdue', startAfterDays: '3' };
const beforeDue = { subject: 'invoice', startWhen: 'beforeDue', startDaysBefore: '7', debtorKind: 'consumer' };

describe('the start rule of a procedure', () => {
  it('is read from the properties of its process', () => {
    deepEqual(startRuleOf(overdue), { startWhen: 'overdue', startAfterDays: 3, debtorKind: 'any', join: 'now' });
    deepEqual(startRuleOf(beforeDue), {
      startWhen: 'beforeDue',
      startDaysBefore: 7,
      debtorKind: 'consumer',
      join: 'now',
    });
  });

  for (const [why, properties] of [
    ['no subject', { ...overdue, subject: '' }],
    ['another subject', { ...overdue, subject: 'debtor' }],
    ['no occasion', { subject: 'invoice' }],
    ['days that are no number', { ...overdue, startAfterDays: 'three' }],
    ['an invoice is not overdue on its due date', { ...overdue, startAfterDays: '0' }],
    ['days of the other occasion', { ...beforeDue, startDaysBefore: undefined, startAfterDays: '3' }],
    ['a word that says nothing about joining', { ...overdue, join: 'sometimes' }],
    ['an unknown kind of debtor', { ...overdue, debtorKind: 'friend' }],
  ] as const) {
    it(`starts nothing: ${why}`, () => {
      const given = Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined);
      deepEqual(startRuleOf(Object.fromEntries(given)), null);
    });
  }

  for (const [why, properties, wrong] of [
    ['a word for a number', { ...overdue, startAfterDays: 'three' }, ['startAfterDays']],
    ['no subject', { startWhen: 'overdue', startAfterDays: '3' }, ['subject']],
    ['no days', { subject: 'invoice', startWhen: 'overdue' }, ['startAfterDays']],
    ['days without an occasion', { subject: 'invoice', startAfterDays: '3' }, ['startWhen']],
    [
      'two things at once',
      { ...overdue, startAfterDays: '-1', debtorKind: 'friend' },
      ['debtorKind', 'startAfterDays'],
    ],
  ] as const) {
    it(`names what is wrong: ${why}`, () => {
      const read = readStartRule(properties);
      deepEqual(read.kind === 'wrong' && read.problems.map(({ property }) => property), wrong);
    });
  }

  it('means none where nothing of it is said', () => {
    deepEqual(readStartRule({ subject: 'invoice', debtorKind: 'business' }), { kind: 'none' });
  });

  it('lets cases of a debtor start at once, alone, or a week apart in rounds', () => {
    const since = (join: string) => {
      const rule = startRuleOf({ ...overdue, join });
      return rule && roundSince(rule, '2026-03-02');
    };
    deepEqual(['now', 'alone', 'nextRound'].map(since), [null, null, '2026-02-24']);
    deepEqual([{}, { join: 'alone' }, { join: 'nonsense' }].map(joinRuleOf), ['now', 'alone', 'now']);
  });

  it('names the due dates for today, over the ends of months and years', () => {
    const rule = (properties: Record<string, string>, today: string) => {
      const read = startRuleOf(properties);
      return read && dueDatesToStart(read, today);
    };
    deepEqual(rule(overdue, '2026-03-02'), { dueFrom: null, dueBy: '2026-02-27' });
    deepEqual(rule(beforeDue, '2026-12-28'), { dueFrom: '2026-12-28', dueBy: '2027-01-04' });
  });
});
