import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupedAccount, polishAmount, polishDate } from '../../src/index.ts';

describe('Polish forms', () => {
  const amounts: [grosze: number, expected: string][] = [
    [0, '0,00 zł'],
    [5, '0,05 zł'],
    [123_456, '1 234,56 zł'],
    [100_000_00, '100 000,00 zł'],
    [1_234_567_890, '12 345 678,90 zł'],
    [-123_456, '\u22121 234,56 zł'],
  ];
  for (const [grosze, expected] of amounts) {
    it(expected, () => assert.equal(polishAmount(grosze).replaceAll('\u00a0', ' '), expected));
  }
  it('another currency goes by its code', () => assert.equal(polishAmount(1_00, 'EUR'), '1,00\u00a0EUR'));
  it('a day', () => assert.equal(polishDate('2026-10-05').replaceAll('\u00a0', ' '), '5 października 2026 r.'));
  it('an account', () => {
    const grouped = groupedAccount('61109010140000071219812874').replaceAll('\u00a0', ' ');
    assert.equal(grouped, '61 1090 1014 0000 0712 1981 2874');
  });
});
