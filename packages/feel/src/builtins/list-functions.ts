import type { Run } from '../link/run.ts';
import { same, scalarKey } from '../values/equality.ts';
import { type FeelNumber, toInteger } from '../values/number.ts';
import { type FeelList, type FeelValue, isList } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

export const LIST_FUNCTIONS: readonly Overload[] = [
  builtin('list contains', ['list: list', 'element: any'], (run, list, element) => {
    run.burn(list.length);
    return list.some((item) => same(item, element, run));
  }),
  builtin('sublist', ['list: list', 'start position: number', 'length?: number'], sublist),
  builtin('append', ['list: list', '...item: any'], (run, list, ...items) => {
    run.burn(list.length);
    return [...list, ...items];
  }),
  builtin('concatenate', ['...list: list'], (run, ...lists) => {
    for (const list of lists) run.burn(list.length);
    return lists.flat();
  }),
  builtin('insert before', ['list: list', 'position: number', 'newItem: any'], (run, list, position, item) => {
    const at = indexOf(list, position, run);
    return at === null ? null : list.toSpliced(at, 0, item);
  }),
  builtin('remove', ['list: list', 'position: number'], (run, list, position) => {
    const at = indexOf(list, position, run);
    return at === null ? null : list.toSpliced(at, 1);
  }),
  builtin('list replace', ['list: list', 'position: number', 'newItem: any'], (run, list, position, item) => {
    const at = indexOf(list, position, run);
    return at === null ? null : list.with(at, item);
  }),
  builtin('list replace', ['list: list', 'match: function', 'newItem: any'], (run, list, match, newItem) => {
    if (match.parameters.length !== 2)
      return run.warn('WRONG_ARGUMENTS', 'Expected a match of two parameters but got another.');
    run.burn(list.length);
    const matches = list.map((item) => match.invoke([item, newItem], run));
    if (matches.every((matched) => typeof matched === 'boolean')) {
      return list.map((item, i) => (matches[i] === true ? newItem : item));
    }
    return run.warn('WRONG_TYPE', 'Expected a boolean from the function to match by but got another type.');
  }),
  builtin('reverse', ['list: list'], (run, list) => {
    run.burn(list.length);
    return list.toReversed();
  }),
  builtin('index of', ['list: list', 'match: any'], (run, list, match) => {
    run.burn(list.length);
    return list.flatMap((item, i) => (same(item, match, run) ? [i + 1] : []));
  }),
  builtin('union', ['...list: list'], (run, ...lists) => distinct(lists.flat(), run).kept),
  builtin('distinct values', ['list: list'], (run, list) => distinct(list, run).kept),
  builtin('duplicate values', ['list: list'], (run, list) => duplicates(list, run)),
  builtin('flatten', ['list: list'], (run, list) => {
    const result: FeelValue[] = [];
    flatten(list, result, run);
    return result;
  }),
  builtin('partition', ['list: list', 'size: number'], (run, list, size) => {
    const length = toInteger(size);
    if (length === null || length < 1)
      return run.warn('NO_RESULT', `Expected a size above 0 but got ${size.toString()}.`);
    run.burn(list.length);
    return Array.from({ length: Math.ceil(list.length / length) }, (_, i) => list.slice(i * length, (i + 1) * length));
  }),
  builtin('all', ['list: list'], (run, list) => every(list, false, run)),
  builtin('all', ['...list: any'], (run, ...list) => everyOf(list, false, run)),
  builtin('any', ['list: list'], (run, list) => every(list, true, run)),
  builtin('any', ['...list: any'], (run, ...list) => everyOf(list, true, run)),
];

function sublist(run: Run, list: FeelList, start: FeelNumber, length?: FeelNumber): FeelValue {
  const position = toInteger(start);
  const count = length === undefined ? list.length : toInteger(length);
  const from = position === null ? -1 : position > 0 ? position - 1 : list.length + position;
  const valid = position !== 0 && from >= 0 && from <= list.length && count !== null && count >= 0;
  if (!valid || (length !== undefined && from + count > list.length)) {
    return run.warn('NO_RESULT', `Expected a part within ${list.length} items but got one beyond.`);
  }
  run.burn(count);
  return list.slice(from, from + count);
}

/** The index that a FEEL position (from 1, or backwards from -1) means; null if it lies outside the list. */
function indexOf(list: FeelList, position: FeelNumber, run: Run): number | null {
  run.burn(list.length);
  const at = toInteger(position);
  const index = at === null || at === 0 ? -1 : at > 0 ? at - 1 : list.length + at;
  if (index >= 0 && index < list.length) return index;
  return run.warn('NO_RESULT', `Expected a position within ${list.length} items but got ${position.toString()}.`);
}

/** Splits a list into first occurrences and repetitions; scalars in linear time. */
function distinct(list: FeelList, run: Run): { kept: FeelValue[]; repeated: FeelValue[] } {
  const keys = new Set<string>();
  const others: FeelValue[] = [];
  const kept: FeelValue[] = [];
  const repeated: FeelValue[] = [];
  for (const item of list) {
    const key = scalarKey(item);
    run.burn(key === null ? others.length + 1 : 1);
    const known = key === null ? others.some((other) => same(other, item, run)) : keys.has(key);
    (known ? repeated : kept).push(item);
    if (known) continue;
    if (key === null) others.push(item);
    else keys.add(key);
  }
  return { kept, repeated };
}

/** The values that a list holds more than once, in the order of their first occurrence. */
function duplicates(list: FeelList, run: Run): FeelList {
  const { kept, repeated } = distinct(list, run);
  const again = distinct(repeated, run).kept;
  run.burn(kept.length);
  const keys = new Set(again.map(scalarKey));
  const others = again.filter((item) => scalarKey(item) === null);
  return kept.filter((item) => {
    const key = scalarKey(item);
    if (key !== null) return keys.has(key);
    run.burn(others.length);
    return others.some((other) => same(other, item, run));
  });
}

function flatten(list: FeelList, result: FeelValue[], run: Run): void {
  run.enter(2, list.length);
  for (const item of list) {
    if (isList(item)) flatten(item, result, run);
    else result.push(item);
  }
  run.leave(2);
}

/** As `every`, of arguments: a single null is a list that is missing. */
function everyOf(values: FeelList, deciding: boolean, run: Run): boolean | null {
  if (values.length === 1 && values[0] === null)
    return run.warn('WRONG_TYPE', 'Expected a list of booleans but got null.');
  return every(values, deciding, run);
}

/** `all` (deciding false) and `any` (deciding true), three-valued; null for an item that is no boolean. */
function every(list: FeelList, deciding: boolean, run: Run): boolean | null {
  run.burn(list.length);
  if (list.includes(deciding)) return deciding;
  if (list.every((item) => item === !deciding)) return !deciding;
  const odd = list.some((item) => item !== null && typeof item !== 'boolean');
  return odd ? run.warn('WRONG_TYPE', 'Expected a list of booleans but got one with other items.') : null;
}
