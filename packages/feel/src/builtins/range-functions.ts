import type { Run } from '../link/run.ts';
import { FeelRange } from '../values/feel-range.ts';
import { order } from '../values/order.ts';
import { type FeelValue, typeOf } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';
import { parseRange } from './range-text.ts';

/** The parameter names under which the signatures of table 78 take points and ranges. */
const NAMES = [
  ['point1', 'point2'],
  ['point', 'range'],
  ['range', 'point'],
  ['range1', 'range2'],
  ['value1', 'value2'],
] as const;

/** Relations of points and ranges (DMN 1.5 §10.3.4.11, table 78). */
export const RANGE_FUNCTIONS: readonly Overload[] = [
  relation('before', ['point1', 'point2'], (a, b, c) => c.before(a, b)),
  relation('after', ['point1', 'point2'], (a, b, c) => c.before(b, a)),
  relation('meets', ['range1', 'range2'], (a, b, c) => c.meets(a, b)),
  relation('met by', ['range1', 'range2'], (a, b, c) => c.meets(b, a)),
  relation('overlaps', ['range1', 'range2'], (a, b, c) => !c.before(a, b) && !c.before(b, a)),
  relation('overlaps before', ['range1', 'range2'], (a, b, c) => c.overlapsBefore(a, b)),
  relation('overlaps after', ['range1', 'range2'], (a, b, c) => c.overlapsBefore(b, a)),
  relation('finishes', ['point', 'range'], (a, b, c) => c.ends(a, b) && c.starts(b, a) <= 0),
  relation('finished by', ['range', 'point'], (a, b, c) => c.ends(a, b) && c.starts(a, b) <= 0),
  relation('includes', ['range', 'point'], (a, b, c) => c.covers(a, b)),
  relation('during', ['point', 'range'], (a, b, c) => c.covers(b, a)),
  relation('starts', ['point', 'range'], (a, b, c) => c.starts(a, b) === 0 && c.finishes(a, b) <= 0),
  relation('started by', ['range', 'point'], (a, b, c) => c.starts(a, b) === 0 && c.finishes(b, a) <= 0),
  relation('coincides', ['point1', 'point2'], (a, b, c) => c.starts(a, b) === 0 && c.finishes(a, b) === 0),
  builtin('range', ['from: string'], (run, text) => parseRange(text, run)),
].flat();

/** A point is the range from it to itself. */
interface Span {
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
}

function relation(
  name: string,
  [first, second]: readonly [string, string],
  holds: (a: Span, b: Span, comparison: Comparison) => boolean,
): Overload[] {
  const invoke = (run: Run, a: FeelValue, b: FeelValue): FeelValue => {
    const comparison = new Comparison();
    const result = a !== null && b !== null && holds(spanOf(a), spanOf(b), comparison);
    if (a !== null && b !== null && !comparison.failed) return result;
    return run.warn('WRONG_TYPE', `Expected points or ranges that compare but got ${typeOf(a)} and ${typeOf(b)}.`);
  };
  return [
    builtin(name, [`${first}: any`, `${second}: any`], invoke),
    ...NAMES.filter(([x, y]) => x !== first || y !== second).map(([x, y]) =>
      builtin(name, [`${x}: any`, `${y}: any`], invoke),
    ),
  ];
}

function spanOf(value: FeelValue): Span {
  return value instanceof FeelRange ? value : { low: value, high: value, lowIncluded: true, highIncluded: true };
}

/** Compares ends; remembers when two of them had no order. */
class Comparison {
  failed = false;

  /** `a` ends before `b` begins. */
  before(a: Span, b: Span): boolean {
    if (a.high === null || b.low === null) return false;
    const compared = this.order(a.high, b.low);
    return compared < 0 || (compared === 0 && !(a.highIncluded && b.lowIncluded));
  }

  meets(a: Span, b: Span): boolean {
    return a.high !== null && b.low !== null && a.highIncluded && b.lowIncluded && this.order(a.high, b.low) === 0;
  }

  /** Negative if `a` begins earlier than `b`, 0 if with it. */
  starts(a: Span, b: Span): number {
    if (a.low === null || b.low === null) return a.low === b.low ? 0 : a.low === null ? -1 : 1;
    return this.order(a.low, b.low) || Number(b.lowIncluded) - Number(a.lowIncluded);
  }

  /** Negative if `a` ends earlier than `b`, 0 if with it. */
  finishes(a: Span, b: Span): number {
    if (a.high === null || b.high === null) return a.high === b.high ? 0 : a.high === null ? 1 : -1;
    return this.order(a.high, b.high) || Number(a.highIncluded) - Number(b.highIncluded);
  }

  ends(a: Span, b: Span): boolean {
    return this.finishes(a, b) === 0;
  }

  covers(a: Span, b: Span): boolean {
    return this.starts(a, b) <= 0 && this.finishes(b, a) <= 0;
  }

  /** `a` begins before `b`, and ends within it. */
  overlapsBefore(a: Span, b: Span): boolean {
    return this.starts(a, b) < 0 && !this.before(a, b) && this.finishes(a, b) <= 0;
  }

  private order(a: FeelValue, b: FeelValue): number {
    const compared = order(a, b);
    if (compared === null) this.failed = true;
    return compared ?? 0;
  }
}
