import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeelValue } from '../src/index.ts';
import { environment, evaluate } from './evaluate.ts';

const nested = (depth: number): FeelValue => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const variables = {
  list: Array.from({ length: 3000 }, (_, i) => i),
  text: 'ab'.repeat(16_000),
  trap: `${'a'.repeat(30)}!`,
  deep: nested(5000),
  deepToo: nested(5000),
};

test('no expression outruns its fuel', () => {
  for (const source of [
    'for i in 1..1000000000 return i',
    'for a in 1..100000, b in 1..100000 return a * b',
    'some x in 1..1000000000 satisfies x < 0',
    'every x in list, y in list satisfies x >= 0',
    'list[count(list[item > 0]) > 0]',
    '{f: function(g) g(g), r: f(f)}.r',
    'for i in 1..60 return if i = 1 then "xxxxxxxxxxxxxxxx" else partial[-1] + partial[-1]',
    'distinct values(for i in list return [i])',
    'for i in list return append(list, i)',
    'deep = deepToo',
    'string(deep)',
    'flatten(deep)',
    'for i in 1..1000 return 1.2345678901234567 ** (i / 7)',
    'for i in 1..2000 return exp(i / 7)',
    'for i in 1..2000 return log(i / 7)',
    'for i in 1..2000 return modulo(1e6000, 7)',
    'for i in 1..6000 return now()',
  ]) {
    const env = environment(200_000);
    const result = evaluate(source, variables, { env });
    assert.equal(result.kind, 'outOfFuel', source);
    assert.ok(env.fuel.left >= 0, source);
  }
});

test('patterns run in linear time', () => {
  for (const source of [
    'matches(trap, "^(a+)+$")',
    'matches(text, "^((ab)*)*c$")',
    'matches(text, "(a|b|ab)*(a|b|ab)*x")',
  ]) {
    const result = evaluate(source, variables, { env: environment(2_000_000) });
    assert.deepEqual([result.kind, result.kind === 'value' && result.value], ['value', false], source);
  }
});

test('every evaluation takes fuel, and the same one always as much', () => {
  const used = (source: string) => {
    const env = environment(10_000);
    evaluate(source, { list: [1, 2, 3] }, { env });
    return 10_000 - env.fuel.left;
  };
  for (const source of ['1', 'list[item > 1]', 'sum(for i in list return i * 2)']) {
    assert.ok(used(source) > 0, source);
    assert.equal(used(source), used(source), source);
  }
});

test('numbers of any size end in a value', () => {
  for (const source of [
    '2 ** 100000000',
    'exp(100000)',
    '1.0000001 ** 123456789.5',
    '1e6000 * 1e6000',
    'modulo(1e6000, 7)',
  ]) {
    assert.equal(evaluate(source).kind, 'value', source);
  }
});
