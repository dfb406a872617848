import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groszeOf } from '../src/pages/cases/grosze-of.ts';

describe('an amount as people write it', () => {
  const table: [string, number | null][] = [
    ['1234,56', 123_456],
    ['1 234,5', 123_450],
    ['1234.50', 123_450],
    ['0,01', 1],
    ['100', 10_000],
    // The product of 8.2 and 100 is 819.9999999999999 in doubles.
    ['8,20', 820],
    ['1\u00a0000', 100_000],
    ['0', null],
    ['-5', null],
    ['1,234', null],
    ['12zł', null],
    ['', null],
    ['9999999999999', null],
  ];
  for (const [text, grosze] of table)
    it(`${JSON.stringify(text)} is ${grosze}`, () => assert.equal(groszeOf(text), grosze));
});
