import type { Run } from '../link/run.ts';
import type { ArithmeticOperator } from '../syntax/tree.ts';
import { addMonths, NANOS_PER_DAY } from './civil.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { FeelDate } from './feel-date.ts';
import { dateTimeAt, FeelDateTime } from './feel-date-time.ts';
import { FeelTime } from './feel-time.ts';
import {
  addNumbers,
  canonical,
  Decimal,
  divideNumbers,
  type FeelNumber,
  multiplyNumbers,
  subtractNumbers,
  toDecimal,
  toInteger,
} from './number.ts';
import { type FeelValue, isNumber, typeOf } from './value.ts';

/** `a operator b` for all types (DMN 1.5 §10.3.2.13, tables 44 to 49); null with a warning where there is no result. */
export function calculate(operator: ArithmeticOperator, a: FeelValue, b: FeelValue, run: Run): FeelValue {
  if (a === null || b === null) {
    return run.warn('WRONG_TYPE', `Expected values around "${operator}" but got ${typeOf(a)} and ${typeOf(b)}.`);
  }
  const isOfNumbers = isNumber(a) && isNumber(b);
  if (operator === '**' && isOfNumbers) run.burn(stepsOfPower(b));
  const result = isOfNumbers ? ofNumbers(operator, a, b) : OPERATIONS[operator](a, b, run);
  if (result === undefined) {
    return run.warn('WRONG_TYPE', `Expected types that "${operator}" takes but got ${typeOf(a)} and ${typeOf(b)}.`);
  }
  if (result === null) return run.warn('NO_RESULT', `Expected a result of "${operator}" but there is none in range.`);
  return result;
}

/** A power of a small whole number takes a few multiplications, any other a logarithm and an exponential of 34 digits. */
function stepsOfPower(exponent: FeelNumber): number {
  const whole = toInteger(exponent);
  return whole !== null && Math.abs(whole) <= 1000 ? 24 : 768;
}

/** What scaling a duration, or finding the offset of a zone, takes. */
const STEPS_OF_DURATION = 12;

/** The instant or date a duration later; null beyond the largest year. */
function addDuration(
  value: FeelDate | FeelDateTime | FeelTime,
  duration: DaysTimeDuration | YearsMonthsDuration,
): FeelDate | FeelDateTime | FeelTime | null | undefined {
  if (duration instanceof YearsMonthsDuration) {
    if (value instanceof FeelTime) return undefined;
    const days = addMonths(value.days, duration.months);
    if (days === null) return null;
    return value instanceof FeelDate ? new FeelDate(days) : new FeelDateTime(days, value.nanos, value.zone);
  }
  if (value instanceof FeelTime) {
    const nanos = (BigInt(value.nanos) + duration.nanos) % DAY;
    return new FeelTime(Number(nanos < 0n ? nanos + DAY : nanos), value.zone);
  }
  if (value instanceof FeelDate) {
    // A date takes part as its midnight (DMN 1.5 §10.3.2.3.6); the result is a date again.
    const later = dateTimeAt(BigInt(value.days) * DAY + duration.nanos, null);
    return later === null ? null : new FeelDate(later.days);
  }
  return dateTimeAt(value.epochNanos + duration.nanos, value.zone);
}

/** Nanoseconds from `b` to `a`; undefined where one has a zone and the other none. A date counts as midnight UTC. */
function nanosBetween(a: FeelDate | FeelDateTime, b: FeelDate | FeelDateTime): bigint | undefined {
  if (a instanceof FeelDateTime && b instanceof FeelDateTime && (a.zone === null) !== (b.zone === null))
    return undefined;
  return instantOf(a) - instantOf(b);
}

type Operation = (a: NonNullable<FeelValue>, b: NonNullable<FeelValue>, run: Run) => FeelValue | undefined;

const OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': () => undefined,
};

const DAY = BigInt(NANOS_PER_DAY);

function ofNumbers(operator: ArithmeticOperator, a: FeelNumber, b: FeelNumber): FeelNumber | null {
  switch (operator) {
    case '+':
      return addNumbers(a, b);
    case '-':
      return subtractNumbers(a, b);
    case '*':
      return multiplyNumbers(a, b);
    case '/':
      return divideNumbers(a, b);
    case '**':
      return canonical(toDecimal(a).pow(toDecimal(b)));
  }
}

function add(a: NonNullable<FeelValue>, b: NonNullable<FeelValue>, run: Run): FeelValue | undefined {
  if (typeof a === 'string') {
    if (typeof b !== 'string') return undefined;
    run.burnText(a.length + b.length);
    return a + b;
  }
  if (isDuration(a) && isDuration(b)) return sumOf(a, b, 1);
  run.burn(STEPS_OF_DURATION);
  if (isTemporal(a) && isDuration(b)) return addDuration(a, b);
  if (isDuration(a) && isTemporal(b)) return addDuration(b, a);
  return undefined;
}

function subtract(a: NonNullable<FeelValue>, b: NonNullable<FeelValue>, run: Run): FeelValue | undefined {
  run.burn(STEPS_OF_DURATION);
  if (isDuration(a)) return isDuration(b) ? sumOf(a, b, -1) : undefined;
  if (!isTemporal(a)) return undefined;
  if (isDuration(b)) return addDuration(a, negateDuration(b));
  if (!isTemporal(b)) return undefined;
  if (a instanceof FeelTime || b instanceof FeelTime) {
    if (!(a instanceof FeelTime && b instanceof FeelTime) || (a.zone === null) !== (b.zone === null)) return undefined;
    return new DaysTimeDuration(BigInt(a.utcNanos - b.utcNanos));
  }
  const nanos = nanosBetween(a, b);
  return nanos === undefined ? undefined : new DaysTimeDuration(nanos);
}

function multiply(a: NonNullable<FeelValue>, b: NonNullable<FeelValue>, run: Run): FeelValue | undefined {
  run.burn(STEPS_OF_DURATION);
  if (isDuration(a) && isNumber(b)) return scale(a, toDecimal(b));
  if (isNumber(a) && isDuration(b)) return scale(b, toDecimal(a));
  return undefined;
}

function divide(a: NonNullable<FeelValue>, b: NonNullable<FeelValue>, run: Run): FeelValue | undefined {
  run.burn(STEPS_OF_DURATION);
  if (!isDuration(a)) return undefined;
  if (isNumber(b)) {
    const divisor = toDecimal(b);
    return divisor.isZero() ? null : scale(a, WIDE_ONE.div(divisor.toString()));
  }
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) {
    return b.months === 0 ? null : divideNumbers(a.months, b.months);
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) {
    return b.nanos === 0n ? null : canonical(new Decimal(a.nanos.toString()).div(b.nanos.toString()));
  }
  return undefined;
}

function sumOf(a: Duration, b: Duration, sign: 1 | -1): Duration | null | undefined {
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) {
    return new DaysTimeDuration(sign === 1 ? a.nanos + b.nanos : a.nanos - b.nanos);
  }
  if (!(a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration)) return undefined;
  const months = a.months + sign * b.months;
  return Number.isSafeInteger(months) ? new YearsMonthsDuration(months) : null;
}

/** Wide enough that dividing and multiplying again gives whole results back: 10 seconds / 3 * 3. */
const WIDE_ONE = new (Decimal.clone({ precision: 80 }))(1);

function scale(duration: Duration, factor: Decimal): Duration | null {
  if (duration instanceof YearsMonthsDuration) {
    const months = WIDE_ONE.times(factor.toString()).times(duration.months).toDecimalPlaces(20).trunc().toNumber();
    return Number.isSafeInteger(months) ? new YearsMonthsDuration(months) : null;
  }
  const nanos = WIDE_ONE.times(factor.toString()).times(duration.nanos.toString()).toDecimalPlaces(20).trunc();
  return !nanos.isFinite() || nanos.e > MAX_NANOS_EXPONENT ? null : new DaysTimeDuration(BigInt(nanos.toFixed(0)));
}

const MAX_NANOS_EXPONENT = 34;

export function negateDuration(duration: Duration): Duration {
  return duration instanceof DaysTimeDuration
    ? new DaysTimeDuration(-duration.nanos)
    : new YearsMonthsDuration(0 - duration.months);
}

type Duration = DaysTimeDuration | YearsMonthsDuration;

export function isDuration(value: FeelValue): value is Duration {
  return value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
}

function isTemporal(value: FeelValue): value is FeelDate | FeelDateTime | FeelTime {
  return value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime;
}

function instantOf(value: FeelDate | FeelDateTime): bigint {
  return value instanceof FeelDate ? BigInt(value.days) * DAY : value.epochNanos;
}
