import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from '../src/designer/flow-labels.ts';

const label = { x: 0, y: 0, width: 60, height: 14 };
const down = [
  { x: 100, y: 100 },
  { x: 100, y: 200 },
];

test('words of a line that goes down stand beside it, not on it', () => {
  assert.deepEqual(placeOf(label, down, []), { x: 105, y: 143 });
});

test('words stand over a line that goes across, and on its longest piece', () => {
  const across = [...down, { x: 400, y: 200 }];
  assert.deepEqual(placeOf(label, across, []), { x: 220, y: 181 });
});

test('words go to the other side, or along the line, where something stands', () => {
  const right = { x: 104, y: 90, width: 80, height: 120 };
  assert.deepEqual(placeOf(label, down, [right]), { x: 35, y: 143 });
  const both = { x: 20, y: 138, width: 160, height: 24 };
  assert.deepEqual(placeOf(label, down, [both]), { x: 105, y: 113 });
});
