import type { FeelNode, FeelTypeName } from '@krok/feel/executable';

/** The types that the value of an expression may have, whatever the data are, or null where it may be anything. */
export function typesOf(node: FeelNode): ReadonlySet<FeelTypeName> | null {
  switch (node.kind) {
    case 'null':
    case 'boolean':
    case 'string':
    case 'number':
    case 'function':
    case 'context':
    case 'list':
    case 'range':
      return new Set([node.kind]);
    case 'compare':
    case 'and':
    case 'or':
    case 'between':
    case 'in':
    case 'some':
    case 'every':
    case 'instanceOf':
    case 'unaryTests':
      return BOOLEAN;
    case 'for':
      return LIST;
    case 'arithmetic':
      return node.operator === '+' ? SUM : RECKONED;
    case 'negate':
      return RECKONED;
    case 'if': {
      const [whenTrue, whenFalse] = [typesOf(node.whenTrue), typesOf(node.whenFalse)];
      return whenTrue === null || whenFalse === null ? null : new Set([...whenTrue, ...whenFalse]);
    }
    case 'call':
    case 'namedCall':
      return node.callee.kind === 'variable' ? (RESULTS.get(node.callee.name) ?? null) : null;
    default:
      return null;
  }
}

/** Null where an argument does not fit. */
function of(...types: readonly FeelTypeName[]): ReadonlySet<FeelTypeName> {
  return new Set([...types, 'null']);
}

const BOOLEAN = of('boolean');
const LIST = of('list');
const NUMBER = of('number');
const TEXT = of('string');
export const DURATIONS = ['days and time duration', 'years and months duration'] as const;
/** Of numbers, dates and durations. */
const RECKONED = of('number', 'date', 'time', 'date and time', ...DURATIONS);
const SUM: ReadonlySet<FeelTypeName> = new Set([...RECKONED, 'string']);

/** What built-in functions give (DMN 1.5 §10.3.4); those that are not listed may give anything. */
const RESULTS: ReadonlyMap<string, ReadonlySet<FeelTypeName>> = new Map(
  (
    [
      [NUMBER, 'count, sum, mean, stddev, string length, number, floor, ceiling, abs, modulo, decimal, sqrt, log, exp'],
      [NUMBER, 'round up, round down, round half up, round half down, day of year, week of year'],
      [
        TEXT,
        'string, string join, substring, substring before, substring after, upper case, lower case, replace, trim',
      ],
      [TEXT, 'day of week, month of year, uuid'],
      [BOOLEAN, 'not, contains, starts with, ends with, matches, list contains, all, any, is defined, even, odd'],
      [LIST, 'append, concatenate, remove, reverse, distinct values, union, flatten, sort, split, index of, sublist'],
      [LIST, 'insert before, get entries, list replace'],
      [of('date'), 'date, today'],
      [of('date and time'), 'date and time, now'],
      [of('time'), 'time'],
      [of(...DURATIONS), 'duration'],
      [of('years and months duration'), 'years and months duration'],
    ] as const
  ).flatMap(([types, names]) => names.split(', ').map((name) => [name, types] as const)),
);
