import { type FeelEnv, type FeelValue, isContext, isList, linkExpression, parseExpression, setEntry } from '@krok/feel';
import type { TestValue } from './test-file.ts';

/** How a type of XML Schema is written in FEEL. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  decimal: 'number',
  double: 'number',
  float: 'number',
  integer: 'number',
  int: 'number',
  long: 'number',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  duration: 'duration',
};

export function feelValueOf(value: TestValue, env: FeelEnv): FeelValue {
  switch (value.kind) {
    case 'null':
      return null;
    case 'list':
      return value.items.map((item) => feelValueOf(item, env));
    case 'context': {
      const context: Record<string, FeelValue> = {};
      for (const [name, entry] of value.entries) setEntry(context, name, feelValueOf(entry, env));
      return context;
    }
    case 'scalar':
      return scalarOf(value.type, value.text, env);
  }
}

/**
 * Whether a result is what a test expects. The kit writes numbers as a double came out, so those with many decimals are
 * compared within 1e-8; all others must be equal.
 */
export function sameValue(got: FeelValue, expected: FeelValue, env: FeelEnv): boolean {
  if (got === expected || evaluate('a = b', { a: got, b: expected }, env) === true) return true;
  if (isList(got) && isList(expected)) {
    return got.length === expected.length && got.every((item, at) => sameValue(item, expected[at] ?? null, env));
  }
  if (got === null || expected === null) return false;
  if (isContext(got) && isContext(expected)) {
    const names = Object.keys(expected);
    return (
      names.length === Object.keys(got).length &&
      names.every((name) => Object.hasOwn(got, name) && sameValue(got[name] ?? null, expected[name] ?? null, env))
    );
  }
  return evaluate(CLOSE, { a: got, b: expected }, env) === true;
}

const CLOSE = 'a instance of number and b instance of number and decimal(b, 7) != b and abs(a - b) <= 0.00000001';

/** As FEEL writes it, for reports. */
export function show(value: FeelValue, env: FeelEnv): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const text = evaluate('string(v)', { v: value }, env);
  return typeof text === 'string' ? text : String(value);
}

function scalarOf(type: string, text: string, env: FeelEnv): FeelValue {
  if (type === 'boolean') return text.trim() === 'true';
  const name = Object.hasOwn(FUNCTIONS, type) ? FUNCTIONS[type] : undefined;
  return name === undefined ? text : evaluate(`${name}(text)`, { text: text.trim() }, env);
}

function evaluate(source: string, variables: Readonly<Record<string, FeelValue>>, env: FeelEnv): FeelValue {
  const parsed = parseExpression(source);
  if (parsed.kind !== 'parsed') throw new Error(parsed.message);
  const result = linkExpression(parsed.tree)((name) => variables[name], { ...env, fuel: { left: 1_000_000 } });
  return result.kind === 'value' ? result.value : null;
}
