import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvOf } from '../src/pages/oversight/money/csv-of.ts';
import { scaleOf } from '../src/pages/oversight/money/scale-of.ts';

describe('figures of the money', () => {
  it('leave as a table that a spreadsheet of the language opens', () => {
    const rows = [
      ['Etap', 'Kwota (PLN)'],
      ['KRD; "EPU"', 1234.5],
    ];
    assert.equal(csvOf(rows, 'pl'), '\ufeffEtap;Kwota (PLN)\r\n"KRD; ""EPU""";1234,5\r\n');
    assert.equal(csvOf(rows, 'en'), '\ufeffEtap,Kwota (PLN)\r\n"KRD; ""EPU""",1234.5\r\n');
  });

  it('leave no text that a spreadsheet would compute; a negative amount stays a number', () => {
    assert.equal(csvOf([['=1+1', '@x', -5]], 'en'), "\ufeff'=1+1,'@x,-5\r\n");
  });

  for (const [values, end] of [
    [[], 1],
    [[0, 0], 1],
    [[1], 1],
    [[120_00], 200_00],
    [[201, 90], 250],
    [[260], 500],
    [[501], 1_000],
  ] as const) {
    it(`stand below a round end: ${values.join(', ') || 'nothing'} below ${end}`, () => {
      assert.equal(scaleOf(values), end);
    });
  }
});
