import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addBusinessDays,
  type BusinessCalendar,
  businessDaysBetween,
  CalendarError,
  isBusinessDay,
  nextBusinessDay,
  polishCalendar,
} from '../src/index.ts';

const calendar = polishCalendar();

test('weekends and holidays are no business days', () => {
  const rows: [string, boolean][] = [
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-11', false],
    ['2026-04-06', false],
    ['2026-06-04', false],
    ['2024-12-24', true],
    ['2025-12-24', false],
  ];
  for (const [date, expected] of rows) assert.equal(isBusinessDay(date, calendar), expected, date);
});

test('add business days', () => {
  const rows: [string, number, string][] = [
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-04-03', 1, '2026-04-07'],
    ['2026-01-02', 250, '2026-12-29'],
  ];
  for (const [from, count, expected] of rows)
    assert.equal(addBusinessDays(from, count, calendar), expected, `${from} ${count}`);
});

test('next business day is strictly later', () => {
  assert.equal(nextBusinessDay('2026-11-20', calendar), '2026-11-23');
  assert.equal(nextBusinessDay('2026-11-22', calendar), '2026-11-23');
});

test('the distance agrees with a walk day by day and with adding', () => {
  const days = Array.from({ length: 400 }, (_, i) =>
    new Date(Date.UTC(2025, 10, 1) + i * 86_400_000).toISOString().slice(0, 10),
  );
  for (let a = 0; a < days.length; a += 37) {
    for (let b = 0; b < days.length; b += 11) {
      const from = days[a] as string;
      const to = days[b] as string;
      const walked =
        a <= b
          ? days.slice(a + 1, b + 1).filter((d) => isBusinessDay(d, calendar)).length
          : 0 - days.slice(b, a).filter((d) => isBusinessDay(d, calendar)).length;
      assert.equal(businessDaysBetween(from, to, calendar), walked, `${from} ${to}`);
    }
  }
  for (const n of [-300, -17, -1, 1, 2, 99, 1000]) {
    assert.equal(businessDaysBetween('2026-11-22', addBusinessDays('2026-11-22', n, calendar), calendar), n);
  }
});

test('arguments that no calendar can answer are errors with a code', () => {
  const never: BusinessCalendar = { version: '1', zone: 'UTC', holidays: [], weekend: [1, 2, 3, 4, 5, 6, 7] };
  const rows: [() => unknown, string][] = [
    [() => isBusinessDay('2026-02-30', calendar), 'CALENDAR_DATE'],
    [() => addBusinessDays('2026-02-03', 1.5, calendar), 'CALENDAR_COUNT'],
    [() => addBusinessDays('2026-02-03', 1e9, calendar), 'CALENDAR_COUNT'],
    [() => nextBusinessDay('2026-02-03', never), 'CALENDAR_EMPTY'],
  ];
  for (const [call, code] of rows) {
    assert.throws(call, (error) => error instanceof CalendarError && error.code === code && /but/.test(error.message));
  }
});
