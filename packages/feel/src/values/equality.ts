import type { Run } from '../link/run.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { FeelRange } from './feel-range.ts';
import { FeelTime } from './feel-time.ts';
import { isDecimal, numbersEqual } from './number.ts';
import { orderOfDateTimes, orderOfTimes } from './order.ts';
import { entryOf, type FeelContext, type FeelList, type FeelValue, isContext, isList, isNumber } from './value.ts';

/** `a = b` (DMN 1.5 §10.3.2.13, table 42): null where values of these types are not compared. */
export function equals(a: FeelValue, b: FeelValue, run: Run): boolean | null {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a !== 'object' && typeof b !== 'object') return typeof a === typeof b ? false : null;
  if (isNumber(a)) return isNumber(b) ? numbersEqual(a, b) : null;
  if (isList(a)) return isList(b) ? listsEqual(a, b, run) : null;
  if (a instanceof FeelDate) return b instanceof FeelDate ? a.days === b.days : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? dateTimesEqual(a, b) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? timesEqual(a, b) : null;
  if (a instanceof DaysTimeDuration) return b instanceof DaysTimeDuration ? a.nanos === b.nanos : null;
  if (a instanceof YearsMonthsDuration) return b instanceof YearsMonthsDuration ? a.months === b.months : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? rangesEqual(a, b, run) : null;
  if (isContext(a) && isContext(b)) return contextsEqual(a, b, run);
  return null;
}

/** Whether two values are the same for `distinct values`, `list contains` and the like: never null. */
export function same(a: FeelValue, b: FeelValue, run: Run): boolean {
  return equals(a, b, run) === true;
}

/**
 * A key that equal scalars share and unequal ones do not, or null for a value that has no such key; it makes set
 * operations on lists linear.
 */
export function scalarKey(value: FeelValue): string | null {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number' || isDecimal(value)) return `n${value.toString()}`;
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof FeelDate) return `d${value.days}`;
  return null;
}

function listsEqual(a: FeelList, b: FeelList, run: Run): boolean {
  if (a.length !== b.length) return false;
  return nested(run, a.length, () => a.every((item, index) => equals(item, b[index] ?? null, run) === true));
}

function contextsEqual(a: FeelContext, b: FeelContext, run: Run): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return nested(run, keys.length, () =>
    keys.every((key) => {
      const other = entryOf(b, key);
      return other !== undefined && equals(entryOf(a, key) ?? null, other, run) === true;
    }),
  );
}

function rangesEqual(a: FeelRange, b: FeelRange, run: Run): boolean {
  return (
    a.operator === b.operator &&
    a.lowIncluded === b.lowIncluded &&
    a.highIncluded === b.highIncluded &&
    equals(a.low, b.low, run) === true &&
    equals(a.high, b.high, run) === true
  );
}

function dateTimesEqual(a: FeelDateTime, b: FeelDateTime): boolean {
  if ((a.zone === null) !== (b.zone === null)) return false;
  return orderOfDateTimes(a, b) === 0;
}

function timesEqual(a: FeelTime, b: FeelTime): boolean {
  return (a.zone === null) === (b.zone === null) && orderOfTimes(a, b) === 0;
}

/** Stack that one level of data takes, in levels of an expression. */
const FRAMES_PER_LEVEL = 5;

/** Runs a comparison one level down, within the budget of steps and of depth. */
function nested(run: Run, steps: number, compare: () => boolean): boolean {
  run.enter(FRAMES_PER_LEVEL, steps);
  const result = compare();
  run.leave(FRAMES_PER_LEVEL);
  return result;
}
