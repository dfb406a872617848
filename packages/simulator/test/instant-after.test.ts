import { equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { instantAfter } from '../src/index.ts';

const from = (text: string): number => Date.parse(text);
const table: [string, string, string][] = [
  ['2026-01-05T09:00:00Z', 'PT10S', '2026-01-05T09:00:10Z'],
  ['2026-01-05T09:00:00Z', 'P1DT1H', '2026-01-06T10:00:00Z'],
  ['2026-01-31T09:00:00Z', 'P1M', '2026-02-28T09:00:00Z'],
  // Warsaw puts its clocks forward on 29 March 2026: the civil day is an hour shorter, 24 hours are not.
  ['2026-03-28T12:00:00Z', 'P1D', '2026-03-29T11:00:00Z'],
  ['2026-03-28T12:00:00Z', 'PT24H', '2026-03-29T12:00:00Z'],
];
for (const [start, duration, end] of table) {
  test(`${duration} after ${start}`, () => equal(instantAfter(from(start), duration, 'Europe/Warsaw'), from(end)));
}

test('what is no duration is refused', () => {
  throws(() => instantAfter(0, 'ten seconds', 'Europe/Warsaw'), { code: 'WRONG_DURATION' });
});
