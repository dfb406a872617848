import type { Run } from '../link/run.ts';
import {
  civilOf,
  dayOfYear,
  daysInMonth,
  daysOf,
  MAX_YEAR,
  NANOS_PER_SECOND,
  weekdayOf,
  weekOfYear,
} from '../values/civil.ts';
import { DaysTimeDuration, parseDuration, YearsMonthsDuration } from '../values/durations.ts';
import { FeelDate, makeDate, parseDate } from '../values/feel-date.ts';
import { dateOf, dateTimeAt, FeelDateTime, parseDateTime, timeOf } from '../values/feel-date-time.ts';
import { FeelTime, nanosOf, parseTime } from '../values/feel-time.ts';
import { canonical, type FeelNumber, toDecimal, toInteger } from '../values/number.ts';
import type { FeelValue } from '../values/value.ts';
import { type FeelZone, isZoneId, namedZone, parseZone, UTC } from '../values/zone.ts';
import { builtin, type Overload } from './builtin.ts';

export const TEMPORAL_FUNCTIONS: readonly Overload[] = [
  builtin('date', ['from: string'], (run, text) => parseDate(text) ?? noResult(run, 'date', text)),
  builtin('date', ['from: date | date and time'], (_run, from) => dateOf(from)),
  builtin('date', ['year: number', 'month: number', 'day: number'], (run, year, month, day) => {
    const [y, m, d] = [year, month, day].map(toInteger);
    const date = y == null || m == null || d == null ? null : makeDate(y, m, d);
    return date ?? run.warn('NO_RESULT', 'Expected the year, month and day of a date but there is no such date.');
  }),
  builtin('time', ['from: string'], (run, text) => parseTime(text) ?? noResult(run, 'time', text)),
  builtin('time', ['from: time'], (_run, from) => from),
  builtin('time', ['from: date and time'], (_run, from) => timeOf(from)),
  builtin('time', ['from: date'], () => new FeelTime(0, UTC)),
  builtin('time', ['hour: number', 'minute: number', 'second: number', 'offset?: any'], makeTime),
  builtin(
    'date and time',
    ['from: string'],
    (run, text) => parseDateTime(text) ?? noResult(run, 'date and time', text),
  ),
  builtin('date and time', ['from: date and time'], (_run, from) => from),
  builtin('date and time', ['from: date'], (_run, from) => new FeelDateTime(from.days, 0, null)),
  builtin('date and time', ['date: date | date and time', 'time: time'], (_run, date, time) => {
    return new FeelDateTime(date.days, time.nanos, time.zone);
  }),
  builtin('date and time', ['date: date and time', 'timezone: string'], inZone),
  builtin('duration', ['from: string'], (run, text) => parseDuration(text) ?? noResult(run, 'duration', text)),
  builtin('duration', ['from: duration'], (_run, from) => from),
  builtin('years and months duration', ['from: date | date and time', 'to: date | date and time'], monthsBetween),
  builtin('now', [], nowOf),
  builtin('today', [], (run) => {
    const now = nowOf(run);
    return now === null ? null : new FeelDate(now.days);
  }),
  builtin('day of year', ['date: date | date and time'], (_run, date) => dayOfYear(date.days)),
  builtin('day of week', ['date: date | date and time'], (_run, date) => WEEKDAYS[weekdayOf(date.days) - 1] ?? null),
  builtin(
    'month of year',
    ['date: date | date and time'],
    (_run, date) => MONTHS[civilOf(date.days).month - 1] ?? null,
  ),
  builtin('week of year', ['date: date | date and time'], (_run, date) => weekOfYear(date.days)),
  builtin('last day of month', ['date: date | date and time'], (_run, date) => {
    const { year, month } = civilOf(date.days);
    return new FeelDate(daysOf(year, month, daysInMonth(year, month)));
  }),
  builtin('cycle', ['interval: duration'], (_run, interval) => `R/${String(interval)}`),
  builtin('cycle', ['repetitions: any', 'interval: duration'], (run, repetitions, interval) => {
    if (repetitions === null) return `R/${String(interval)}`;
    const count = typeof repetitions === 'number' ? toInteger(repetitions) : null;
    if (count === null || count < 0)
      return run.warn('WRONG_ARGUMENTS', 'Expected a whole number of repetitions but got another.');
    return `R${count}/${String(interval)}`;
  }),
];

/** What finding a zone and its offset takes. */
const STEPS_OF_ZONE = 16;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function noResult(run: Run, type: string, text: string): null {
  return run.warn('NO_RESULT', `Expected the text of a ${type} but got "${text}".`);
}

function zoneOf(run: Run): FeelZone {
  return isZoneId(run.env.zone) ? namedZone(run.env.zone) : UTC;
}

function nowOf(run: Run): FeelDateTime | null {
  run.burn(3 * STEPS_OF_ZONE);
  return dateTimeAt(BigInt(Math.floor(run.env.now)) * 1_000_000n, zoneOf(run));
}

function makeTime(
  run: Run,
  hour: FeelNumber,
  minute: FeelNumber,
  second: FeelNumber,
  offset: FeelValue = null,
): FeelValue {
  const [h, m] = [toInteger(hour), toInteger(minute)];
  const exact = toDecimal(second);
  const whole = exact.floor();
  const fraction = canonical(exact.minus(whole).times(NANOS_PER_SECOND).floor());
  const nanos = h === null || m === null ? null : nanosOf(h, m, whole.toNumber(), Number(fraction ?? 0));
  const zone = offset === null ? null : zoneOfOffset(offset);
  if (nanos === null || zone === undefined) {
    return run.warn('NO_RESULT', 'Expected hour, minute, second and offset of a time but there is no such time.');
  }
  return new FeelTime(nanos, zone);
}

function zoneOfOffset(offset: FeelValue): FeelZone | undefined {
  if (!(offset instanceof DaysTimeDuration)) return undefined;
  const seconds = offset.nanos / BigInt(NANOS_PER_SECOND);
  const whole = seconds * BigInt(NANOS_PER_SECOND) === offset.nanos;
  return whole && seconds >= -64_800n && seconds <= 64_800n ? { kind: 'offset', seconds: Number(seconds) } : undefined;
}

/** The same instant in another zone; a local date and time is taken as one of that zone. */
function inZone(run: Run, value: FeelDateTime, id: string): FeelValue {
  run.burn(STEPS_OF_ZONE);
  const zone = parseZone(id) ?? parseZone(`@${id}`);
  if (zone === null) return run.warn('NO_RESULT', `Expected the id of a time zone, or an offset, but got "${id}".`);
  return value.zone === null ? new FeelDateTime(value.days, value.nanos, zone) : dateTimeAt(value.epochNanos, zone);
}

/** Whole months between two dates, towards zero (DMN 1.5 §10.3.4.1). */
function monthsBetween(run: Run, from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): FeelValue {
  const zoned = (value: FeelDate | FeelDateTime) => value instanceof FeelDateTime && value.zone !== null;
  if (from.type === to.type && zoned(from) !== zoned(to)) {
    return run.warn('WRONG_TYPE', 'Expected both values with a zone or both without but got one of each.');
  }
  const [a, b] = [civilOf(from.days), civilOf(to.days)];
  const time = (value: FeelDate | FeelDateTime) => (value instanceof FeelDateTime ? value.nanos : 0);
  let months = (b.year - a.year) * 12 + (b.month - a.month);
  const rest = b.day - a.day || time(to) - time(from);
  if (months > 0 && rest < 0) months -= 1;
  if (months < 0 && rest > 0) months += 1;
  return Math.abs(months) > MAX_YEAR * 24 ? null : new YearsMonthsDuration(months);
}
