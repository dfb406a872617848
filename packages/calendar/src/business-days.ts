import type { BusinessCalendar } from './business-calendar.ts';
import { dayNumber, isoDateOf, isoWeekday } from './civil-day.ts';
import { CalendarError } from './errors.ts';

/** The largest step that `addBusinessDays` takes: about 150 years. */
export const MAX_BUSINESS_DAYS = 40_000;

/** Whether an ISO date is neither a weekend day nor a holiday. */
export function isBusinessDay(isoDate: string, calendar: BusinessCalendar): boolean {
  return isOpen(dayNumber(isoDate), indexOf(calendar));
}

/**
 * The business day that lies `count` business days after `isoDate` (before it, if negative). The start itself does not
 * count. `count` 0 gives the date itself or, if it is free, the next business day (KC art. 115).
 */
export function addBusinessDays(isoDate: string, count: number, calendar: BusinessCalendar): string {
  if (!Number.isInteger(count) || Math.abs(count) > MAX_BUSINESS_DAYS) {
    throw new CalendarError(
      'CALENDAR_COUNT',
      `Expected a whole number of days from -${MAX_BUSINESS_DAYS} to ${MAX_BUSINESS_DAYS} but got ${count}.`,
    );
  }
  const index = indexOf(calendar);
  const start = dayNumber(isoDate);
  const step = count < 0 ? -1 : 1;
  let day = start;
  let left = Math.abs(count);
  if (left === 0 && !isOpen(day, index)) left = 1;
  while (left > 0) {
    day += step;
    if (isOpen(day, index)) left -= 1;
  }
  return isoDateOf(day);
}

/**
 * Business days passed on the way from `from` to `to`: the start excluded, the end included; negative when `to` is the
 * earlier one. So `businessDaysBetween(d, addBusinessDays(d, n)) = n` for every n but 0.
 */
export function businessDaysBetween(from: string, to: string, calendar: BusinessCalendar): number {
  const index = indexOf(calendar);
  const start = dayNumber(from);
  const end = dayNumber(to);
  return end >= start ? openDays(start + 1, end, index) : 0 - openDays(end, start - 1, index);
}

/** The first business day strictly after `isoDate`. */
export function nextBusinessDay(isoDate: string, calendar: BusinessCalendar): string {
  return addBusinessDays(isoDate, 1, calendar);
}

interface CalendarIndex {
  readonly weekend: readonly boolean[];
  readonly freeDays: ReadonlySet<number>;
  /** Holidays that are no weekend days, ascending. */
  readonly sortedFreeDays: readonly number[];
  readonly openPerWeek: number;
}

// Calendars are immutable, so an index by identity never goes stale.
const indexes = new WeakMap<BusinessCalendar, CalendarIndex>();

function indexOf(calendar: BusinessCalendar): CalendarIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const weekend = [0, 1, 2, 3, 4, 5, 6, 7].map((weekday) => calendar.weekend.includes(weekday));
  const openPerWeek = weekend.slice(1).filter((free) => !free).length;
  if (openPerWeek === 0) {
    throw new CalendarError('CALENDAR_EMPTY', 'Expected a weekend shorter than a week but every weekday is free.');
  }
  const sortedFreeDays = [...new Set(calendar.holidays.map(dayNumber))]
    .filter((day) => !weekend[isoWeekday(day)])
    .sort((a, b) => a - b);
  const index = { weekend, freeDays: new Set(sortedFreeDays), sortedFreeDays, openPerWeek };
  indexes.set(calendar, index);
  return index;
}

function isOpen(day: number, index: CalendarIndex): boolean {
  return !index.weekend[isoWeekday(day)] && !index.freeDays.has(day);
}

/** Business days from `first` to `last`, both included, in constant time for any distance. */
function openDays(first: number, last: number, index: CalendarIndex): number {
  if (last < first) return 0;
  const weeks = Math.floor((last - first + 1) / 7);
  let open = weeks * index.openPerWeek;
  for (let day = first + weeks * 7; day <= last; day += 1) if (!index.weekend[isoWeekday(day)]) open += 1;
  return open - (countBelow(index.sortedFreeDays, last + 1) - countBelow(index.sortedFreeDays, first));
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
