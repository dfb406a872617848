import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import fc from 'fast-check';
import { checkSchedule, proposeSchedule, reviewPlan } from '../src/index.ts';

const calendar = polishCalendar(2026, 2027);
const SIX = proposeSchedule(4_000_00, 6, '2026-01-30');
const given = (owedNow: number, today: string, known: string | null = null) =>
  reviewPlan({
    schedule: SIX,
    owedBefore: 4_000_00,
    owedNow,
    tolerance: 0,
    paymentsKnownThrough: known,
    today,
    calendar,
    graceDays: 1,
  });

describe('a schedule', () => {
  it('of six parts is a month apart, to the last day of a short month, and pays all of it', () => {
    deepEqual(
      SIX.map(({ dueOn, amount }) => `${dueOn} ${amount}`),
      [
        '2026-01-30 66666',
        '2026-02-28 66666',
        '2026-03-30 66666',
        '2026-04-30 66666',
        '2026-05-30 66666',
        '2026-06-30 66670',
      ],
    );
    equal(checkSchedule(SIX, 4_000_00, '2026-01-14'), null);
  });

  for (const [problem, schedule, today] of [
    ['empty', [], '2026-01-14'],
    ['amount', [{ dueOn: '2026-02-01', amount: 0 }], '2026-01-14'],
    ['order', [SIX[1], SIX[0]].flatMap((part) => part ?? []), '2026-01-14'],
    ['past', SIX, '2026-02-01'],
    ['sum', SIX.slice(1), '2026-01-14'],
  ] as const) {
    it(`is refused: ${problem}`, () => {
      equal(checkSchedule(schedule, 4_000_00, today), problem);
    });
  }

  it('proposed for any amount is one that is taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 1_000_000_000 }), fc.integer({ min: 1, max: 60 }), (owed, count) => {
        equal(checkSchedule(proposeSchedule(owed, count, '2026-01-31'), owed, '2026-01-01'), null);
      }),
    );
  });
});

describe('a plan', () => {
  it('given the first part paid, when its day has passed, then it runs and waits for the second', () => {
    deepEqual(given(4_000_00 - 666_66, '2026-02-10'), { kind: 'running', next: SIX[1] });
  });

  it('given the second part unpaid, when its day is over but not the grace, then it runs', () => {
    // 28 February 2026 is a Saturday: the grace is Monday.
    equal(given(4_000_00 - 666_66, '2026-03-02').kind, 'running');
  });

  it('given the second part unpaid, when the grace is over, then it is broken by that part', () => {
    deepEqual(given(4_000_00 - 666_66, '2026-03-03'), { kind: 'broken', missed: SIX[1] });
  });

  it('given bank data that do not reach the day, when the grace is over, then nobody can say that it was missed', () => {
    equal(given(4_000_00, '2026-02-10', '2026-01-29').kind, 'running');
    equal(given(4_000_00, '2026-02-10', '2026-01-30').kind, 'broken');
  });

  it('given more than was asked so far, when later parts are due, then they are paid', () => {
    deepEqual(given(4_000_00 - 3 * 666_66, '2026-04-15'), { kind: 'running', next: SIX[3] });
  });

  it('given nothing owed any more, then it is kept, however early', () => {
    deepEqual(given(0, '2026-01-20'), { kind: 'kept' });
  });
});
