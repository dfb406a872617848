import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstDifference } from '../src/index.ts';

const table: [string, unknown, unknown, string | null][] = [
  ['the same', { a: [1, { b: null }] }, { a: [1, { b: null }] }, null],
  ['another order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, null],
  ['an absent member and undefined', { a: 1 }, { a: 1, b: undefined }, null],
  ['minus zero is zero in JSON', [0], [-0], null],
  ['another value', { a: [1, 2] }, { a: [1, 3] }, '.a[1]'],
  ['the first of two', { a: { x: 1 }, b: 1 }, { a: { x: 2 }, b: 2 }, '.a.x'],
  ['a longer list', [1], [1, 2], '[1]'],
  ['null is no object', { a: null }, { a: {} }, '.a'],
  ['a list is no object', [], {}, ''],
  ['text is no number', '1', 1, ''],
];
for (const [title, left, right, path] of table) {
  test(`first difference: ${title}`, () => equal(firstDifference(left, right)?.path ?? null, path));
}

test('a value never differs from its JSON round trip, and the depth of the nesting does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => deepEqual(firstDifference(value, JSON.parse(JSON.stringify(value))), null)),
  );
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  equal(firstDifference(deep, deep), null);
  equal(firstDifference([deep], [[deep]]) !== null, true);
});
