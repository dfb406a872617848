import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earliestDue } from '@krok/engine';
import { Build, feel, none, text } from './build.ts';
import { env, MONDAY, Rig } from './rig.ts';

type Kind = 'date' | 'duration' | 'cycle';

function waiting(kind: Kind, value: string, variables = {}): Rig {
  const build = new Build();
  const start = build.add('startEvent', none);
  const expression = value.startsWith('=') ? feel(value.slice(1)) : text(value);
  const wait = build.add('intermediateCatchEvent', {
    trigger: { kind: 'timer', timer: { kind, value: expression } },
  });
  build.flow(start, wait);
  build.flow(wait, build.add('endEvent', none));
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables });
  return rig;
}

const HOUR = 3_600_000;
const DUE: readonly (readonly [Kind, string, number])[] = [
  ['duration', 'PT10S', 10_000],
  ['duration', 'PT1.5S', 1500],
  ['duration', 'P1D', 24 * HOUR],
  ['duration', 'P2W', 14 * 24 * HOUR - HOUR],
  ['duration', 'P1M', 31 * 24 * HOUR - HOUR],
  ['duration', 'PT336H', 336 * HOUR],
  ['duration', '=duration("P14D")', 14 * 24 * HOUR - HOUR],
  ['duration', '="PT" + string(2) + "H"', 2 * HOUR],
  ['duration', '-PT5S', 0],
  ['date', '2026-03-16T10:00:00+01:00', HOUR],
  ['date', '2026-03-17T09:00:00', 24 * HOUR],
  ['date', '2026-03-17', 15 * HOUR],
  ['date', '=date and time("2026-03-16T09:30:00@Europe/Warsaw")', HOUR / 2],
  ['date', '=date("2026-04-01")', 16 * 24 * HOUR - 10 * HOUR],
  ['date', '2020-01-01T00:00:00Z', 0],
  ['cycle', 'R3/PT1H', HOUR],
  ['cycle', 'R/2026-03-16T12:00:00+01:00/P1D', 3 * HOUR],
];
for (const [kind, value, after] of DUE) {
  test(`${kind} ${value} is due ${after} ms after Monday, 9 o'clock in Warsaw`, () => {
    assert.equal((earliestDue(waiting(kind, value).state) ?? 0) - MONDAY, after);
  });
}

const WRONG: readonly (readonly [Kind, string])[] = [
  ['duration', 'soon'],
  ['duration', 'P'],
  ['duration', 'PT'],
  ['duration', '=17'],
  ['duration', '=missing'],
  ['date', 'tomorrow'],
  ['date', '=duration("P1D")'],
  ['cycle', 'R3'],
  ['cycle', 'R/PT0S'],
  ['cycle', 'R0/PT1H'],
];
for (const [kind, value] of WRONG) {
  test(`${kind} ${value} is an incident`, () => {
    assert.equal(Object.values(waiting(kind, value).state.incidents)[0]?.cause, 'timer');
  });
}

test('timers that are due fire in the order of their due time, each to rest before the next', () => {
  const build = new Build();
  const start = build.add('startEvent', none);
  const first = build.open('subProcess');
  const inner = build.add('startEvent', none);
  const late = build.add('intermediateCatchEvent', timerOf('PT2H'));
  build.flow(inner, late);
  build.flow(late, build.add('task'));
  build.close();
  build.flow(start, first);
  const boundary = build.boundary(first, timerOf('PT1H'));
  build.flow(boundary, build.add('endEvent', none));
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  rig.now += 5 * HOUR;
  const fired = rig.send({ kind: 'timeDue' }).filter((event) => event.kind === 'timerFired');
  assert.equal(fired.length, 1, 'the one that interrupts comes first, and the other is gone');
});

test('a changed calendar moves timers that count business days, as of when they were set', () => {
  const rig = waiting('date', '=date and time(add business days(today(), 2), time("12:00:00"))');
  const due = earliestDue(rig.state);
  assert.equal(due, Date.UTC(2026, 2, 18, 11));
  const before = rig.state;
  rig.now += 24 * HOUR;
  rig.send({ kind: 'calendarChanged' });
  assert.equal(earliestDue(rig.state), due, 'today is the day on which the timer was set');
  rig.calendar = { ...env.calendar, version: '2', holidays: ['2026-03-18'] };
  rig.send({ kind: 'calendarChanged' });
  assert.equal(earliestDue(rig.state), Date.UTC(2026, 2, 19, 11));
  assert.notEqual(rig.state, before);
});

function timerOf(duration: string): Readonly<Record<string, unknown>> {
  return { trigger: { kind: 'timer', timer: { kind: 'duration', value: text(duration) } } };
}
