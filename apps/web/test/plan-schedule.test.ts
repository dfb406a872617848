import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partsOf } from '../src/pages/debtor/plan-parts.ts';
import { draftPlan, type PlanWish } from '../src/pages/debtor/plan-schedule.ts';

const today = '2026-11-23';
const wish = (more: Partial<PlanWish> = {}): PlanWish => ({
  count: 4,
  firstOn: '2026-12-07',
  days: {},
  amounts: {},
  ...more,
});
const amounts = (of: PlanWish, owed: number) => draftPlan(of, owed, today).schedule.map(({ amount }) => amount);

describe('an instalment plan as it is drawn up', () => {
  it('has equal parts a month apart, the last one with the odd grosze', () => {
    const { schedule, problem } = draftPlan(wish(), 100_03, today);
    assert.deepEqual(schedule, [
      { dueOn: '2026-12-07', amount: 25_00 },
      { dueOn: '2027-01-07', amount: 25_00 },
      { dueOn: '2027-02-07', amount: 25_00 },
      { dueOn: '2027-03-07', amount: 25_03 },
    ]);
    assert.equal(problem, null);
  });

  it('lets parts without an amount of their own share what the others leave', () => {
    assert.deepEqual(amounts(wish({ amounts: { 0: '400,00' } }), 1_000_00), [400_00, 200_00, 200_00, 200_00]);
  });

  for (const [why, changed, problem] of [
    ['nothing is left for the others', { amounts: { 0: '1000' } }, 'amount'],
    ['more than is owed', { amounts: { 0: '3000' } }, 'amount'],
    ['too little in all', { count: 2, amounts: { 0: '100', 1: '200' } }, 'sum'],
    ['a first day that is over', { firstOn: '2026-11-22' }, 'past'],
    ['a part before the one before it', { days: { 2: '2026-12-30' } }, 'order'],
  ] as const) {
    it(`is refused for ${why}`, () => {
      assert.equal(draftPlan(wish(changed), 1_000_00, today).problem, problem);
    });
  }

  it('says by how much its parts miss what is owed, and which amount it cannot read', () => {
    assert.equal(draftPlan(wish({ count: 2, amounts: { 0: '100', 1: '200' } }), 1_000_00, today).over, -700_00);
    assert.deepEqual([...draftPlan(wish({ amounts: { 1: 'dwieście' } }), 1_000_00, today).unreadable], [1]);
  });

  it('is empty until there is a day and something owed', () => {
    assert.deepEqual(amounts(wish({ firstOn: '' }), 1_000_00), []);
    assert.deepEqual(amounts(wish(), 0), []);
  });
});

it('what has come in pays the parts of a plan in their order', () => {
  const schedule = [
    { dueOn: '2026-10-01', amount: 100_00 },
    { dueOn: '2026-11-01', amount: 100_00 },
    { dueOn: '2026-12-01', amount: 100_00 },
  ];
  assert.deepEqual(
    partsOf({ schedule }, 150_00, today).map(({ left, late }) => [left, late]),
    [
      [0, false],
      [50_00, true],
      [100_00, false],
    ],
  );
});
