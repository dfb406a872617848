import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ExpressionTree,
  FeelFunction,
  type FeelValue,
  type Linked,
  linkExpression,
  parseExpression,
} from '../src/index.ts';
import { environment, show } from './evaluate.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function draw(source: string, seed: string, drawn = 0, variables: Record<string, FeelValue> = {}): FeelValue {
  const code = linked.get(source) ?? link(source, Object.keys(variables));
  linked.set(source, code);
  const result = code((name) => variables[name], { ...environment(), random: { seed, drawn } });
  assert.deepEqual(result.warnings, []);
  return result.kind === 'value' ? result.value : assert.fail('out of fuel');
}

const linked = new Map<string, Linked>();

function link(source: string, names: readonly string[]): Linked {
  const parsed = parseExpression(source, names);
  if (parsed.kind !== 'parsed') assert.fail(parsed.message);
  return linkExpression(JSON.parse(JSON.stringify(parsed.tree)) as ExpressionTree);
}

test('uuid() gives a UUID of version 4, the same for the same seed and place', () => {
  const seen = new Set<FeelValue>();
  for (let i = 0; i < 2000; i += 1) {
    const value = draw('uuid()', 'case-1', i);
    assert.match(String(value), UUID);
    seen.add(value);
    seen.add(draw('uuid()', `case-${i + 2}`));
    assert.equal(draw('uuid()', 'case-1', i), value);
  }
  assert.equal(seen.size, 4000);
});

test('random number() lies from 0 to 1 and is spread evenly', () => {
  const tenths: number[] = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i += 1) {
    const value = draw('random number()', 's', i);
    assert.ok(typeof value === 'number' && value >= 0 && value < 1, String(value));
    const tenth = Math.floor(value * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) assert.ok(count > 880 && count < 1120, tenths.join(' '));
});

test('every draw of one evaluation is another one', () => {
  assert.equal(draw('count(distinct values(for i in 1..50 return uuid()))', 's'), 50);
  assert.equal(draw('random number() = random number()', 's'), false);
  assert.equal(draw('[uuid()][1] instance of string and random number() * 0 = 0', 's'), true);
});

test('a function that a model calls so itself goes first; data of the name does not hide the built-in', () => {
  const own = new FeelFunction(['n'], ([n]) => n ?? null);
  assert.equal(draw('uuid(7)', 's', 0, { uuid: own }), 7);
  assert.match(String(draw('uuid()', 's', 0, { uuid: 'mine' })), UUID);
});

test('without a source of random values they are null, with a warning', () => {
  for (const source of ['uuid()', 'random number()']) {
    const parsed = parseExpression(source);
    if (parsed.kind !== 'parsed') assert.fail(parsed.message);
    const result = linkExpression(parsed.tree)(() => undefined, environment());
    assert.equal(show(result), 'null');
    assert.equal(result.warnings[0]?.code, 'NO_RESULT');
  }
});
