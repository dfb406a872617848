import type { Run } from '../link/run.ts';
import { equals } from './equality.ts';
import { FeelRange } from './feel-range.ts';
import { order } from './order.ts';
import { type FeelValue, typeOf } from './value.ts';

/** Whether a value lies within a range; null with a warning where it does not compare with the ends. */
export function includes(range: FeelRange, value: FeelValue, run: Run): boolean | null {
  if (range.operator === '!=') {
    const equal = equals(value, range.low, run);
    return equal === null ? null : !equal;
  }
  const above = range.operator === '<' || range.operator === '<=' ? 1 : order(value, range.low);
  const below = range.operator === '>' || range.operator === '>=' ? -1 : order(value, range.high);
  if (above === null || below === null) {
    return run.warn('WRONG_TYPE', `Expected a value that compares with the range but got ${typeOf(value)}.`);
  }
  return (above > 0 || (above === 0 && range.lowIncluded)) && (below < 0 || (below === 0 && range.highIncluded));
}

/** A range whose ends have an order among each other; null otherwise. */
export function makeRange(
  low: FeelValue,
  high: FeelValue,
  lowIncluded: boolean,
  highIncluded: boolean,
  run: Run,
): FeelRange | null {
  const ends = (low === null) !== (high === null) ? order(low ?? high, low ?? high) : order(low, high);
  if (ends === null) {
    return run.warn('WRONG_TYPE', `Expected ends of a range that compare but got ${typeOf(low)} and ${typeOf(high)}.`);
  }
  return new FeelRange(low, high, lowIncluded, highIncluded);
}
