import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { polishCalendar, polishHolidays } from '../src/index.ts';

const facts = new URL('../../../../shared/domain/holidays-pl.json', import.meta.url);

test('the rules give the listed holidays of 2016 to 2035', (t) => {
  if (!existsSync(facts)) return t.diagnostic('holidays-pl.json is absent beside the clone: not compared');
  const { years } = JSON.parse(readFileSync(facts, 'utf8')) as { years: Record<string, { date: string }[]> };
  for (const [year, listed] of Object.entries(years)) {
    assert.deepEqual(
      polishHolidays(Number(year)).map((holiday) => holiday.date),
      listed.map((holiday) => holiday.date).sort(),
      year,
    );
  }
});

test('Easter is right at its extremes', () => {
  // Earliest and latest possible dates and the two exceptions of the computus (1954, 1981).
  for (const [year, easter] of [
    [1818, '1818-03-22'],
    [2038, '2038-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2285, '2285-03-22'],
    [2049, '2049-04-18'],
  ] as const) {
    assert.ok(
      polishHolidays(year).some((holiday) => holiday.date === easter && holiday.name.includes('Wielkiej')),
      `${year}`,
    );
  }
});

test('Christmas Eve is free since 2025', () => {
  const has = (year: number) => polishHolidays(year).some((holiday) => holiday.date === `${year}-12-24`);
  assert.deepEqual([has(2024), has(2025), has(2070)], [false, true, true]);
});

test('a calendar survives JSON', () => {
  const calendar = polishCalendar(2026, 2027);
  assert.deepEqual(JSON.parse(JSON.stringify(calendar)), calendar);
  assert.equal(calendar.holidays.length, 28);
});
