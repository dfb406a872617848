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
    const scale = POWERS[Math.max(placesOf(a), placesOf(b))] ?? Number.NaN;
    const scaled = Math.round(a * scale) + Math.round(b * scale);
    if (isShort(Math.round(a * scale)) && isShort(Math.round(b * scale)) && isShort(scaled)) return scaled / scale + 0;
  }
  return canonical(toDecimal(a).plus(b));
}

export function subtractNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return addNumbers(a, negateNumber(b));
}

export function multiplyNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product + 0;
    const [p, q] = [placesOf(a), placesOf(b)];
    const scaled = Math.round(a * (POWERS[p] ?? Number.NaN)) * Math.round(b * (POWERS[q] ?? Number.NaN));
    if (isShort(scaled)) return scaled / (POWERS[p + q] ?? Number.NaN) + 0;
  }
  return canonical(toDecimal(a).times(b));
}

/** Null for a division by zero. */
export function divideNumbers(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return null;
    const [p, q] = [placesOf(a), placesOf(b)];
    const divisor = Math.round(b * (POWERS[q] ?? Number.NaN));
    // Four places more than the dividend has; what does not end there is left to the decimals.
    const scaled = Math.round(a * (POWERS[p] ?? Number.NaN)) * (POWERS[q + 4] ?? Number.NaN);
    if (isShort(scaled) && isShort(divisor) && scaled % divisor === 0) {
      return scaled / divisor / (POWERS[p + 4] ?? Number.NaN) + 0;
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

// Below this a decimal of at most 15 digits and its double correspond one to one, and powers of ten up to 10^22 are exact:
// scaled integers compute without error, and dividing by the power rounds once, to the double of the exact result.
const LIMIT = 1e15;
const POWERS: readonly number[] = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const MAX_PLACES = 8;

/** Decimal places of a number with at most 8 of them and 15 digits, rounded up to an even count; else 99. */
function placesOf(value: number): number {
  for (let places = 0; places <= MAX_PLACES; places += 2) {
    const power = POWERS[places] ?? 1;
    const scaled = Math.round(value * power);
    if (scaled / power === value && isShort(scaled)) return places;
  }
  return 99;
}

function isShort(value: number): boolean {
  return value < LIMIT && value > -LIMIT;
}
