import type { BusinessCalendar } from './business-calendar.ts';
import { dayNumberOf, isoDateOf } from './civil-day.ts';
import { easterSunday } from './easter.ts';

export interface Holiday {
  readonly date: string;
  readonly name: string;
}

/**
 * Days off in Poland: act of 18 January 1951 (Dz.U. 2025 poz. 296). A change of these rows comes with a new version, and
 * a change of the law with `fromYear`, never with an edit of what held before.
 */
export const POLISH_HOLIDAY_RULES = {
  version: 'PL-2025.1',
  fixed: [
    { month: 1, day: 1, name: 'Nowy Rok' },
    { month: 1, day: 6, name: 'Święto Trzech Króli', fromYear: 2011 },
    { month: 5, day: 1, name: 'Święto Państwowe' },
    { month: 5, day: 3, name: 'Święto Narodowe Trzeciego Maja' },
    { month: 8, day: 15, name: 'Wniebowzięcie Najświętszej Maryi Panny' },
    { month: 11, day: 1, name: 'Wszystkich Świętych' },
    { month: 11, day: 11, name: 'Narodowe Święto Niepodległości' },
    // Dz.U. 2024 poz. 1965, in force since 2025-02-01.
    { month: 12, day: 24, name: 'Wigilia Bożego Narodzenia', fromYear: 2025 },
    { month: 12, day: 25, name: 'pierwszy dzień Bożego Narodzenia' },
    { month: 12, day: 26, name: 'drugi dzień Bożego Narodzenia' },
  ],
  /** Days after Easter Sunday. */
  movable: [
    { daysAfterEaster: 0, name: 'pierwszy dzień Wielkiej Nocy' },
    { daysAfterEaster: 1, name: 'drugi dzień Wielkiej Nocy' },
    { daysAfterEaster: 49, name: 'pierwszy dzień Zielonych Świątek' },
    { daysAfterEaster: 60, name: 'dzień Bożego Ciała' },
  ],
  // A hundred years of independence: Dz.U. 2018 poz. 2117.
  once: [{ date: '2018-11-12', name: 'Święto Narodowe z okazji Setnej Rocznicy Odzyskania Niepodległości' }],
} as const;

/** The holidays of a year, in order. */
export function polishHolidays(year: number): Holiday[] {
  const easter = easterSunday(year);
  const fixed = POLISH_HOLIDAY_RULES.fixed
    .filter((rule) => !('fromYear' in rule) || year >= rule.fromYear)
    .map((rule) => ({ date: isoDateOf(dayNumberOf(year, rule.month, rule.day)), name: rule.name }));
  const movable = POLISH_HOLIDAY_RULES.movable.map((rule) => ({
    date: isoDateOf(easter + rule.daysAfterEaster),
    name: rule.name,
  }));
  const once = POLISH_HOLIDAY_RULES.once.filter((holiday) => Number(holiday.date.slice(0, 4)) === year);
  return [...fixed, ...movable, ...once].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The Polish business calendar, with the holidays of the years from `firstYear` to `lastYear` written out. */
export function polishCalendar(firstYear = 2011, lastYear = 2075): BusinessCalendar {
  const holidays: string[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const holiday of polishHolidays(year)) holidays.push(holiday.date);
  }
  return { version: POLISH_HOLIDAY_RULES.version, zone: 'Europe/Warsaw', holidays, weekend: [6, 7] };
}
