import {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  MAX_BUSINESS_DAYS,
  nextBusinessDay,
} from '@krok/calendar';
import type { Run } from '../link/run.ts';
import { civilOf, formatDate } from '../values/civil.ts';
import { type FeelDate, parseDate } from '../values/feel-date.ts';
import type { FeelDateTime } from '../values/feel-date-time.ts';
import { toInteger } from '../values/number.ts';
import type { FeelValue } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

/** Business days by the calendar of the environment; of a date and time, its date counts. Not part of DMN. */
export const BUSINESS_DAY_FUNCTIONS: readonly Overload[] = [
  builtin('add business days', ['date: date | date and time', 'days: number'], (run, date, days) => {
    const count = toInteger(days);
    if (count === null || Math.abs(count) > MAX_BUSINESS_DAYS) {
      return run.warn(
        'NO_RESULT',
        `Expected a whole number of days up to ${MAX_BUSINESS_DAYS} but got ${days.toString()}.`,
      );
    }
    run.burn(Math.abs(count) + 1);
    return withDate(run, date, (iso) => parseDate(addBusinessDays(iso, count, run.env.calendar)));
  }),
  builtin('business days between', ['from: date | date and time', 'to: date | date and time'], (run, from, to) => {
    run.burn(8);
    return withDate(run, from, (start) =>
      withDate(run, to, (end) => businessDaysBetween(start, end, run.env.calendar)),
    );
  }),
  builtin('next business day', ['date: date | date and time'], (run, date) => {
    run.burn(8);
    return withDate(run, date, (iso) => parseDate(nextBusinessDay(iso, run.env.calendar)));
  }),
  builtin('is business day', ['date: date | date and time'], (run, date) =>
    withDate(run, date, (iso) => isBusinessDay(iso, run.env.calendar)),
  ),
];

function withDate(run: Run, date: FeelDate | FeelDateTime, answer: (iso: string) => FeelValue): FeelValue {
  const { year } = civilOf(date.days);
  // Calendars know years of four digits; 200 years are kept free at either end for what is added.
  if (year >= 200 && year <= 9799) return answer(formatDate(date.days));
  return run.warn('NO_RESULT', `Expected a date that a calendar knows but got one in the year ${year}.`);
}
