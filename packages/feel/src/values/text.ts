import type { Run } from '../link/run.ts';
import { FeelFunction } from './feel-function.ts';
import { FeelObject } from './feel-object.ts';
import { FeelRange } from './feel-range.ts';
import { formatNumber } from './number.ts';
import { entryOf, type FeelValue, isContext, isList, isNumber } from './value.ts';

/** The text of a value as `string()` gives it. */
export function textOf(value: FeelValue, run: Run): string {
  return typeof value === 'string' ? value : nestedText(value, run);
}

/** The text of a value within another: strings in quotes, the rest as FEEL would read it again. */
function nestedText(value: FeelValue, run: Run): string {
  if (typeof value === 'string') {
    run.burnText(value.length);
    return `"${value.replace(/["\\]/g, '\\$&')}"`;
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumber(value)) return formatNumber(value);
  if (value instanceof FeelRange) return textOfRange(value, run);
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  if (value instanceof FeelObject) return String(value);
  run.enter(FRAMES_PER_LEVEL, 1);
  const text = isList(value) ? textOfList(value, run) : isContext(value) ? textOfContext(value, run) : '';
  run.leave(FRAMES_PER_LEVEL);
  return text;
}

/** Stack that one level of data takes, in levels of an expression. */
const FRAMES_PER_LEVEL = 4;

function textOfList(list: readonly FeelValue[], run: Run): string {
  run.burn(list.length);
  return `[${list.map((item) => nestedText(item, run)).join(', ')}]`;
}

function textOfContext(context: Readonly<Record<string, FeelValue>>, run: Run): string {
  const keys = Object.keys(context);
  run.burn(keys.length);
  return `{${keys.map((key) => `${textOfKey(key)}: ${nestedText(entryOf(context, key) ?? null, run)}`).join(', ')}}`;
}

function textOfKey(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : `"${key.replace(/["\\]/g, '\\$&')}"`;
}

function textOfRange(range: FeelRange, run: Run): string {
  const { low, high, operator } = range;
  if (operator !== null) return `(${operator} ${nestedText(low ?? high, run)})`;
  const from = range.lowIncluded ? '[' : '(';
  return `${from}${nestedText(low, run)}..${nestedText(high, run)}${range.highIncluded ? ']' : ')'}`;
}
