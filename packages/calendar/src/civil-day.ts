import { CalendarError } from './errors.ts';

/** Days since 1970-01-01 of an ISO date `YYYY-MM-DD`; refuses a date that does not exist. */
export function dayNumber(isoDate: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  if (match) {
    const day = dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (isoDateOf(day) === isoDate) return day;
  }
  throw new CalendarError('CALENDAR_DATE', `Expected a date as YYYY-MM-DD but got "${isoDate}".`);
}

/** The ISO date of a day number. */
export function isoDateOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function dayNumberOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** 1 = Monday ... 7 = Sunday (ISO 8601). */
export function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

const MS_PER_DAY = 86_400_000;
