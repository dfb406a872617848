import { toJson } from '../values/json.ts';
import { isDecimal, parseNumber } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import { type FeelValue, isContext, isList, type Json } from '../values/value.ts';
import type { Run } from '../link/run.ts';
import { builtin, type Overload } from './builtin.ts';

export const CONVERSION_FUNCTIONS: readonly Overload[] = [
  builtin('string', ['from: any'], (run, from) => (from === null ? null : textOf(from, run))),
  builtin('number', ['from: string'], (run, from) => readNumber(run, from, null, null)),
  builtin('number', ['from: number'], (_run, from) => from),
  builtin(
    'number',
    ['from: string', 'grouping separator: any', 'decimal separator?: any'],
    (run, from, grouping, decimal = null) => readNumber(run, from, grouping, decimal),
  ),
  builtin('to json', ['value: any'], (run, value) => {
    const result = toJson(value);
    if (result.kind === 'notJson') return run.warn('NO_RESULT', result.reason);
    measure(result.json, run);
    return JSON.stringify(result.json);
  }),
  builtin('from json', ['value: string'], (run, text) => {
    run.burnText(text.length * 4);
    const json = parseJson(text);
    return json === undefined ? run.warn('NO_RESULT', 'Expected JSON but got other text.') : json;
  }),
];

/** Reads a number with separators of the caller's choice; null for no text of a number. */
function readNumber(run: Run, text: string, grouping: FeelValue, decimal: FeelValue): FeelValue {
  const valid =
    (grouping === null || grouping === ' ' || grouping === ',' || grouping === '.') &&
    (decimal === null || decimal === ',' || decimal === '.') &&
    (grouping === null || grouping !== decimal);
  if (!valid) return run.warn('WRONG_ARGUMENTS', 'Expected other separators for a number but got these.');
  run.burnText(text.length);
  let plain = text;
  if (typeof grouping === 'string') plain = plain.replaceAll(grouping, '');
  if (typeof decimal === 'string') plain = plain.replaceAll(decimal, '.');
  const isNumeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?$/.test(plain) && plain.length <= MAX_DIGITS;
  return (
    (isNumeric ? parseNumber(plain) : null) ?? run.warn('NO_RESULT', `Expected the text of a number but got "${text}".`)
  );
}

const MAX_DIGITS = 1000;

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Takes the price of writing a value out. */
function measure(value: FeelValue, run: Run): void {
  run.enter(2, 1);
  if (typeof value === 'string') run.burnText(value.length);
  else if (isList(value)) for (const item of value) measure(item, run);
  else if (!isDecimal(value) && isContext(value)) for (const item of Object.values(value)) measure(item, run);
  run.leave(2);
}
