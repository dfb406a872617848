import type { Cron, MonthDay, Weekday } from './cron.ts';

/**
 * Reads cron text in the form that Camunda 8 takes: second, minute, hour, day of the month, month, weekday; `*`, lists,
 * ranges and steps; names of months and weekdays; `?` for any day; `L`, `L-3`, `LW`, `15W`, `5L`, `MON#2`; or one of
 * `@yearly`, `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight`, `@hourly`. Null: it is none.
 */
export function parseCron(text: string): Cron | null {
  if (text.length > MAX_LENGTH) return null;
  const parts = (Object.hasOwn(MACROS, text.trim()) ? (MACROS[text.trim()] ?? '') : text.trim()).split(/\s+/);
  if (parts.length !== 6) return null;
  const [second = '', minute = '', hour = '', monthDay = '', month = '', weekday = ''] = parts.map((part) =>
    part.toUpperCase(),
  );
  const seconds = numbers(second, SIXTY);
  const minutes = numbers(minute, SIXTY);
  const hours = numbers(hour, HOURS);
  const months = numbers(month, MONTHS);
  const monthDays = monthDay.split(',').map(monthDayOf);
  const weekdays = weekday.split(',').map(weekdayOf);
  if (seconds === null || minutes === null || hours === null || months === null) return null;
  if (!all(monthDays) || !all(weekdays)) return null;
  return { seconds, minutes, hours, months: new Set(months), monthDays, weekdays, everyHour: hours.length === 24 };
}

function monthDayOf(text: string): MonthDay | null {
  if (text === 'L') return { kind: 'fromEnd', before: 0 };
  if (text === 'LW') return { kind: 'lastWorkday' };
  const fromEnd = /^L-(\d{1,2})$/.exec(text);
  if (fromEnd !== null) return Number(fromEnd[1]) <= 30 ? { kind: 'fromEnd', before: Number(fromEnd[1]) } : null;
  const nearest = /^(\d{1,2})W$/.exec(text);
  if (nearest !== null) {
    const day = valueOf(nearest[1] ?? '', MONTH_DAYS);
    return day === null ? null : { kind: 'nearestWorkday', day };
  }
  const days = numbers(text === '?' ? '*' : text, MONTH_DAYS);
  return days === null ? null : { kind: 'days', days: new Set(days) };
}

function weekdayOf(text: string): Weekday | null {
  const special = /^([A-Z]{3}|\d)(?:(L)|#([1-5]))$/.exec(text);
  if (special !== null) {
    const value = valueOf(special[1] ?? '', WEEKDAYS);
    if (value === null) return null;
    const weekday = value % 7;
    return special[2] === 'L' ? { kind: 'last', weekday } : { kind: 'nth', weekday, nth: Number(special[3]) };
  }
  const weekdays = numbers(text === '?' ? '*' : text, WEEKDAYS);
  // Sunday is 0 and 7.
  return weekdays === null ? null : { kind: 'weekdays', weekdays: new Set(weekdays.map((each) => each % 7)) };
}

interface Field {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
}

/** Ascending; null where the text is no list of values, ranges and steps of the field. */
function numbers(text: string, field: Field): readonly number[] | null {
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^([^/]+)(?:\/([1-9]\d{0,3}))?$/.exec(item);
    if (match === null) return null;
    const range = rangeOf(match[1] ?? '', field, match[2] !== undefined);
    if (range === null) return null;
    for (let value = range.from; value <= range.to; value += Number(match[2] ?? 1)) found.add(value);
  }
  return [...found].sort((left, right) => left - right);
}

/** `isStepped`: a single value goes on to the end of the field. */
function rangeOf(text: string, field: Field, isStepped: boolean): Pick<Field, 'from' | 'to'> | null {
  if (text === '*') return field === WEEKDAYS ? { from: 0, to: 6 } : field;
  const [first = '', last, ...more] = text.split('-');
  if (more.length > 0) return null;
  let from = valueOf(first, field);
  const to = last === undefined ? (isStepped ? field.to : from) : valueOf(last, field);
  if (from === null || to === null) return null;
  // A week that begins with Sunday, as in SUN-TUE.
  if (field === WEEKDAYS && from === 7 && last !== undefined) from = 0;
  return from <= to ? { from, to } : null;
}

function valueOf(text: string, { from, to, names }: Field): number | null {
  const named = names?.indexOf(text) ?? -1;
  if (named >= 0) return named + from;
  if (!/^\d{1,2}$/.test(text)) return null;
  const value = Number(text);
  return value >= from && value <= to ? value : null;
}

function all<T>(items: readonly (T | null)[]): items is readonly T[] {
  return items.every((item) => item !== null);
}

const SIXTY: Field = { from: 0, to: 59 };
const HOURS: Field = { from: 0, to: 23 };
const MONTH_DAYS: Field = { from: 1, to: 31 };
const MONTHS: Field = {
  from: 1,
  to: 12,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const WEEKDAYS: Field = { from: 0, to: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] };
const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};
const MAX_LENGTH = 400;
