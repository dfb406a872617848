import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONTACT_WINDOW, nextContactWindow, polishCalendar } from '../src/index.ts';

const calendar = polishCalendar(2026, 2027);

test('the next contact window on the default hours', () => {
  const rows: [string, string, string, string][] = [
    ['inside: from now', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', '2026-11-20T19:00:00Z'],
    ['before the opening', '2026-11-20T05:00:00Z', '2026-11-20T07:00:00Z', '2026-11-20T19:00:00Z'],
    ['at the close: the next day', '2026-11-19T19:00:00Z', '2026-11-20T07:00:00Z', '2026-11-20T19:00:00Z'],
    ['over a weekend', '2026-11-20T20:00:00Z', '2026-11-23T07:00:00Z', '2026-11-23T19:00:00Z'],
    ['over Christmas', '2026-12-23T23:30:00Z', '2026-12-28T07:00:00Z', '2026-12-28T19:00:00Z'],
    ['summer time', '2026-07-01T05:59:59Z', '2026-07-01T06:00:00Z', '2026-07-01T18:00:00Z'],
    ['the day is the local one', '2026-11-22T23:30:00Z', '2026-11-23T07:00:00Z', '2026-11-23T19:00:00Z'],
  ];
  for (const [name, now, from, to] of rows) {
    const period = nextContactWindow(Date.parse(now), DEFAULT_CONTACT_WINDOW, calendar);
    assert.deepEqual(period, { from: Date.parse(from), to: Date.parse(to) }, name);
  }
});

test('a window of every day opens on Sundays', () => {
  const window = { opens: '09:30', closes: '10:00', days: 'everyDay' } as const;
  const period = nextContactWindow(Date.parse('2026-11-21T20:00:00Z'), window, calendar);
  assert.deepEqual(period, { from: Date.parse('2026-11-22T08:30:00Z'), to: Date.parse('2026-11-22T09:00:00Z') });
});

test('a window whose opening or closing the clocks skip opens or closes as they do', () => {
  const now = Date.parse('2026-03-29T00:00:00+01:00');
  const change = Date.parse('2026-03-29T03:00:00+02:00');
  const around = (opens: string, closes: string) =>
    nextContactWindow(now, { opens, closes, days: 'everyDay' }, calendar);
  assert.deepEqual(around('01:30', '02:30'), { from: Date.parse('2026-03-29T01:30:00+01:00'), to: change });
  assert.deepEqual(around('02:30', '03:15'), { from: change, to: Date.parse('2026-03-29T03:15:00+02:00') });
});

test('a window that closes before it opens is refused', () => {
  const window = { opens: '20:00', closes: '08:00', days: 'everyDay' } as const;
  assert.throws(() => nextContactWindow(0, window, calendar), /Expected a window that opens before it closes but/);
});
