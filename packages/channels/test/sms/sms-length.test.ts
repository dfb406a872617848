import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { smsLength, type SmsLength, withoutPolishLetters } from '../../src/index.ts';

describe('the length of an SMS', () => {
  const table: [what: string, text: string, expected: SmsLength][] = [
    ['empty', '', { encoding: 'gsm', units: 0, parts: 1 }],
    ['160 letters are one', 'a'.repeat(160), { encoding: 'gsm', units: 160, parts: 1 }],
    ['161 letters are two', 'a'.repeat(161), { encoding: 'gsm', units: 161, parts: 2 }],
    ['306 letters are two', 'a'.repeat(306), { encoding: 'gsm', units: 306, parts: 2 }],
    ['307 letters are three', 'a'.repeat(307), { encoding: 'gsm', units: 307, parts: 3 }],
    ['the euro sign takes two', '€'.repeat(80), { encoding: 'gsm', units: 160, parts: 1 }],
    ['one ą makes all of it UCS-2', `ą${'a'.repeat(69)}`, { encoding: 'ucs2', units: 70, parts: 1 }],
    ['71 units are two', `ą${'a'.repeat(70)}`, { encoding: 'ucs2', units: 71, parts: 2 }],
    ['134 units are two, 135 three', 'ą'.repeat(135), { encoding: 'ucs2', units: 135, parts: 3 }],
    ['a no-break space is no GSM letter', '1\u00a0zł', { encoding: 'ucs2', units: 4, parts: 1 }],
    ['an emoji takes two units', '🙂', { encoding: 'ucs2', units: 2, parts: 1 }],
  ];
  for (const [what, text, expected] of table) it(what, () => assert.deepEqual(smsLength(text), expected));

  it('without Polish letters it is GSM again', () => {
    const plain = withoutPolishLetters('Zażółć gęślą jaźń, 1\u00a0234,56\u00a0zł');
    assert.equal(plain, 'Zazolc gesla jazn, 1 234,56 zl');
    assert.equal(smsLength(plain).encoding, 'gsm');
  });
});
