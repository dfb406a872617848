import { Temporal } from 'temporal-polyfill/implementation';
import type { Cron, MonthDay, Weekday } from './cron.ts';

/**
 * The first instant (epoch ms) after `after` at which the schedule fires by the wall clock of an IANA zone; null where it
 * never does, such as on 30 February. A time that the clocks skip in spring fires as much after the gap as it lies in it.
 * Of the hour that they repeat in autumn, a schedule with named hours fires in the first, one of every hour in both.
 * `seesSkipped` false: asked after the clocks went forward, what they skipped counts as past, though its instant is to come; asked
 * before, it comes first, though it may be later than what follows the gap.
 */
export function nextCron(cron: Cron, after: number, zone: string, seesSkipped = true): number | null {
  const next = cron.everyHour ? everyHourFrom(cron, after + 1, zone) : atNamedHours(cron, after, zone);
  if (next === null || !seesSkipped) return next;
  const others = [skippedFrom(cron, after + 1, zone), behindGap(cron, after, zone)];
  return Math.min(next, ...others.filter((each) => each !== null));
}

/** The first after the clocks have next gone forward: what they skip then may come later, where the gap is no hour by the clock. */
function behindGap(cron: Cron, after: number, zone: string): number | null {
  const clock = at(after, zone);
  const change = clock.getTimeZoneTransition('next');
  if (change === null || change.offsetNanoseconds < clock.offsetNanoseconds) return null;
  const local = nextLocal(cron, change.epochMilliseconds + change.offsetNanoseconds / NANOS_PER_MS);
  return local === null ? null : instantOf(local, zone);
}

/** Not before `from`: what the clocks skipped as they last went forward, while that is still to come. */
function skippedFrom(cron: Cron, from: number, zone: string): number | null {
  const clock = at(from, zone);
  const change = clock.getTimeZoneTransition('previous');
  const before = change?.subtract({ nanoseconds: 1 }).offsetNanoseconds ?? clock.offsetNanoseconds;
  const until = (change?.epochMilliseconds ?? from) + (clock.offsetNanoseconds - before) / NANOS_PER_MS;
  if (from >= until) return null;
  const local = nextLocal(cron, from + before / NANOS_PER_MS);
  return local === null || local - before / NANOS_PER_MS >= until ? null : local - before / NANOS_PER_MS;
}

function atNamedHours(cron: Cron, after: number, zone: string): number | null {
  let local = nextLocal(cron, after + 1 + at(after, zone).offsetNanoseconds / NANOS_PER_MS);
  while (local !== null) {
    const due = instantOf(local, zone);
    if (due > after) return due;
    // It had its firing in the first of two hours.
    local = nextLocal(cron, local + 1);
  }
  return null;
}

/** Not before `from`: time goes on without the clocks' changes, which only say how it is called. */
function everyHourFrom(cron: Cron, from: number, zone: string): number | null {
  const clock = at(from, zone);
  const offset = clock.offsetNanoseconds / NANOS_PER_MS;
  const local = nextLocal(cron, from + offset);
  if (local === null) return null;
  const change = clock.getTimeZoneTransition('next');
  if (change === null || local - offset < change.epochMilliseconds) return local - offset;
  const goesBack = change.offsetNanoseconds / NANOS_PER_MS < offset;
  return goesBack ? everyHourFrom(cron, change.epochMilliseconds, zone) : instantOf(local, zone);
}

/**
 * On a clock without zone, not before `from`: both are milliseconds since 1970-01-01 of that clock. A day of the month falls
 * on a weekday within 12 years, but for 29 February, which may take 40.
 */
function nextLocal(cron: Cron, from: number): number | null {
  const start = Math.ceil(from / 1000);
  let day = Math.floor(start / SECONDS_PER_DAY);
  let second = start - day * SECONDS_PER_DAY;
  const onlyFebruary = cron.months.size === 1 && cron.months.has(2);
  const last = day + (onlyFebruary ? 41 : 12) * 366;
  while (day <= last) {
    const date = dateOf(day);
    if (cron.months.has(date.month)) {
      const time = matchesDay(cron, date) ? timeFrom(cron, second) : null;
      if (time !== null) return (day * SECONDS_PER_DAY + time) * 1000;
      day++;
    } else day += date.length - date.day + 1;
    second = 0;
  }
  return null;
}

/** The first second of the day that matches, not before `from`. */
function timeFrom({ hours, minutes, seconds }: Cron, from: number): number | null {
  for (const hour of hours) {
    if (hour * 3600 + 3599 < from) continue;
    for (const minute of minutes) {
      const start = hour * 3600 + minute * 60;
      if (start + 59 < from) continue;
      for (const second of seconds) if (start + second >= from) return start + second;
    }
  }
  return null;
}

interface CivilDate {
  readonly month: number;
  /** From 1. */
  readonly day: number;
  /** Days of the month. */
  readonly length: number;
  /** 0 = Sunday. */
  readonly weekday: number;
}

function dateOf(day: number): CivilDate {
  // Many days are looked at for a schedule that never comes: this is a hundred times as fast as Temporal.
  const date = new Date(day * SECONDS_PER_DAY * 1000);
  const month = date.getUTCMonth() + 1;
  const length = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  return { month, day: date.getUTCDate(), length, weekday: date.getUTCDay() };
}

function matchesDay({ monthDays, weekdays }: Cron, date: CivilDate): boolean {
  return monthDays.some((each) => isMonthDay(each, date)) && weekdays.some((each) => isWeekday(each, date));
}

function isMonthDay(each: MonthDay, date: CivilDate): boolean {
  switch (each.kind) {
    case 'days':
      return each.days.has(date.day);
    case 'fromEnd':
      return date.day === date.length - each.before;
    case 'lastWorkday':
      return date.day === nearestWorkday(date.length, date);
    case 'nearestWorkday':
      return each.day <= date.length && date.day === nearestWorkday(each.day, date);
  }
}

function isWeekday(each: Weekday, { weekday, day, length }: CivilDate): boolean {
  switch (each.kind) {
    case 'weekdays':
      return each.weekdays.has(weekday);
    case 'last':
      return weekday === each.weekday && day + 7 > length;
    case 'nth':
      return weekday === each.weekday && Math.ceil(day / 7) === each.nth;
  }
}

/** Saturday goes to Friday and Sunday to Monday, unless that is another month. */
function nearestWorkday(day: number, date: CivilDate): number {
  const weekday = (((date.weekday + day - date.day) % 7) + 7) % 7;
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === date.length ? day - 2 : day + 1;
  return day;
}

function at(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function instantOf(local: number, zone: string): number {
  return at(local, 'UTC').toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
}

const NANOS_PER_MS = 1_000_000;
const SECONDS_PER_DAY = 86_400;
