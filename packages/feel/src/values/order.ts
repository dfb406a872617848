import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { FeelTime } from './feel-time.ts';
import { compareNumbers } from './number.ts';
import { type FeelValue, isNumber } from './value.ts';

/** Negative, 0 or positive as `a` comes before, with or after `b`; null where values of these types have no order. */
export function order(a: FeelValue, b: FeelValue): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string') return typeof b === 'string' ? orderOfStrings(a, b) : null;
  if (a === null || b === null) return null;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : null;
  if (a instanceof FeelDate) return b instanceof FeelDate ? a.days - b.days : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? orderOfDateTimes(a, b) : null;
  if (a instanceof FeelTime) {
    return b instanceof FeelTime && (a.zone === null) === (b.zone === null) ? orderOfTimes(a, b) : null;
  }
  if (a instanceof DaysTimeDuration) return b instanceof DaysTimeDuration ? orderOf(a.nanos, b.nanos) : null;
  if (a instanceof YearsMonthsDuration) return b instanceof YearsMonthsDuration ? a.months - b.months : null;
  return null;
}

function orderOf<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By code point: UTF-16 would put characters beyond the basic plane before U+E000. */
function orderOfStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Null where one has a zone and the other none. */
export function orderOfDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  if ((a.zone === null) !== (b.zone === null)) return null;
  if (a.zone === null) return a.days - b.days || milliseconds(a.nanos) - milliseconds(b.nanos);
  return orderOf(floorMilliseconds(a.epochNanos), floorMilliseconds(b.epochNanos));
}

export function orderOfTimes(a: FeelTime, b: FeelTime): number {
  return milliseconds(a.utcNanos) - milliseconds(b.utcNanos);
}

function floorMilliseconds(nanos: bigint): bigint {
  const whole = nanos / 1_000_000n;
  return nanos < 0n && whole * 1_000_000n !== nanos ? whole - 1n : whole;
}

/** Times compare by the millisecond; what is finer only prints. */
function milliseconds(nanos: number): number {
  return Math.floor(nanos / 1_000_000);
}
