import { Decimal as DecimalJs } from 'decimal.js';

/** Decimals as DMN 1.5 §10.3.2.3.1 wants them: 34 digits, ties to even, the exponents of IEEE 754-2008 decimal128. */
export const Decimal = DecimalJs.clone({
  precision: 34,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  minE: -6176,
  maxE: 6144,
  toExpNeg: -7,
  toExpPos: 36,
  defaults: true,
});
export type Decimal = DecimalJs;

/**
 * An exact decimal. A JavaScript number stands for the decimal that it prints as, which orders, equals and survives JSON
 * as it should; whatever a number cannot stand for is a `Decimal`. The form is canonical: a value has one only.
 */
export type FeelNumber = number | Decimal;

export function isDecimal(value: unknown): value is Decimal {
  return value instanceof Decimal;
}

/** Reads a number literal; rounds to 34 digits. */
export function parseNumber(text: string): FeelNumber | null {
  return canonical(new Decimal(text));
}

/** Rounds to 34 digits and gives the one form of the value; null for what overflowed or is no number. */
export function canonical(decimal: Decimal): FeelNumber | null {
  const rounded = decimal.precision() > 34 ? decimal.toSignificantDigits(34) : decimal;
  if (!rounded.isFinite()) return null;
  const short = rounded.toNumber();
  return rounded.eq(short) ? short + 0 : rounded;
}

export function toDecimal(value: FeelNumber): Decimal {
  return typeof value === 'number' ? new Decimal(value) : value;
}

/** The value as a whole JavaScript number, or null. */
export function toInteger(value: FeelNumber): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

export function addNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
    const x = hundredths(a);
    const y = hundredths(b);
    if (x < LIMIT && y < LIMIT && x > -LIMIT && y > -LIMIT) return (x + y) / 100;
  }
  return canonical(toDecimal(a).plus(b));
}

export function subtractNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(difference)) return difference;
    const x = hundredths(a);
    const y = hundredths(b);
    if (x < LIMIT && y < LIMIT && x > -LIMIT && y > -LIMIT) return (x - y) / 100;
  }
  return canonical(toDecimal(a).minus(b));
}

export function multiplyNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product + 0;
    const scaled = hundredths(a) * hundredths(b);
    if (scaled < LIMIT && scaled > -LIMIT) return scaled / 10_000 + 0;
  }
  return canonical(toDecimal(a).times(b));
}

/** Null for a division by zero. */
export function divideNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return null;
    const scaled = a * 100;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(scaled) && scaled % b === 0) {
      const quotient = scaled / b;
      if (quotient < LIMIT && quotient > -LIMIT) return quotient / 100 + 0;
    }
  }
  return toDecimal(b).isZero() ? null : canonical(toDecimal(a).div(b));
}

export function negateNumber(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : a.negated();
}

/** Negative, 0 or positive. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return toDecimal(a).cmp(b);
}

export function numbersEqual(a: FeelNumber, b: FeelNumber): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  return toDecimal(a).eq(b);
}

/** Plain digits, without an exponent as long as the number has at most 34 places. */
export function formatNumber(value: FeelNumber): string {
  if (typeof value === 'number') {
    const text = String(value);
    if (!text.includes('e')) return text;
  }
  const decimal = toDecimal(value);
  return decimal.e > 60 || decimal.e < -60 ? decimal.toString() : decimal.toFixed();
}

// Up to here a decimal of 15 digits and its double correspond one to one, so that scaled integers compute exactly.
const LIMIT = 1e15;

/** The number in hundredths if it has at most two decimal places, else NaN, which fails every comparison. */
function hundredths(value: number): number {
  const scaled = Math.round(value * 100);
  return scaled / 100 === value ? scaled : Number.NaN;
}
