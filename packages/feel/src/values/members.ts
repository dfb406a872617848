import { civilOf, NANOS_PER_SECOND, weekdayOf } from './civil.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { FeelRange } from './feel-range.ts';
import { FeelTime } from './feel-time.ts';
import type { FeelValue } from './value.ts';
import { type FeelZone, offsetAtLocal } from './zone.ts';

/** A member of a date, time, duration or range (DMN 1.5 §10.3.2.15, table 65); undefined if it has none of the name. */
export function memberOf(value: FeelValue, name: string): FeelValue | undefined {
  if (value instanceof FeelDate) return memberOfDate(value.days, name);
  if (value instanceof FeelDateTime) {
    return memberOfDate(value.days, name) ?? memberOfTime(value.nanos, value.zone, value.days, name);
  }
  if (value instanceof FeelTime) return memberOfTime(value.nanos, value.zone, 0, name);
  if (value instanceof DaysTimeDuration) return memberOfDaysTime(value, name);
  if (value instanceof YearsMonthsDuration) {
    if (name === 'years') return Math.trunc(value.months / 12) + 0;
    if (name === 'months') return (value.months % 12) + 0;
    return undefined;
  }
  if (value instanceof FeelRange) return memberOfRange(value, name);
  return undefined;
}

function memberOfDate(days: number, name: string): FeelValue | undefined {
  if (name === 'weekday') return weekdayOf(days);
  return name === 'year' || name === 'month' || name === 'day' ? civilOf(days)[name] : undefined;
}

function memberOfTime(nanos: number, zone: FeelZone | null, days: number, name: string): FeelValue | undefined {
  const seconds = Math.floor(nanos / NANOS_PER_SECOND);
  switch (name) {
    case 'hour':
      return Math.floor(seconds / 3600);
    case 'minute':
      return Math.floor(seconds / 60) % 60;
    case 'second':
      return seconds % 60;
    case 'time offset':
      return zone === null
        ? null
        : new DaysTimeDuration(BigInt(offsetAtLocal(zone, days, nanos)) * BigInt(NANOS_PER_SECOND));
    case 'timezone':
      return zone?.kind === 'named' ? zone.id : null;
    default:
      return undefined;
  }
}

function memberOfDaysTime(value: DaysTimeDuration, name: string): FeelValue | undefined {
  const seconds = value.nanos / BigInt(NANOS_PER_SECOND);
  switch (name) {
    case 'days':
      return Number(seconds / 86_400n);
    case 'hours':
      return Number((seconds / 3600n) % 24n);
    case 'minutes':
      return Number((seconds / 60n) % 60n);
    case 'seconds':
      return Number(seconds % 60n);
    default:
      return undefined;
  }
}

function memberOfRange(range: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case 'start':
      return range.low;
    case 'end':
      return range.high;
    case 'start included':
      return range.lowIncluded;
    case 'end included':
      return range.highIncluded;
    default:
      return undefined;
  }
}
