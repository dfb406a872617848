import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { krsOf, nipOf, nrbOf, peselOf, regonOf } from '../src/index.ts';

const table: [name: string, read: (text: string) => string | null, text: string, expected: string | null][] = [
  ['NIP', nipOf, '5260250274', '5260250274'],
  ['NIP with dashes and country', nipOf, 'PL 526-025-02-74', '5260250274'],
  ['NIP, a digit wrong', nipOf, '5260250275', null],
  ['NIP, too short', nipOf, '526025027', null],
  ['NIP, letters', nipOf, '52602502A4', null],
  ['NIP whose remainder is 10', nipOf, '1234567890', null],
  ['PESEL', peselOf, '44051401458', '44051401458'],
  ['PESEL, a digit wrong', peselOf, '44051401459', null],
  ['REGON 9', regonOf, '123456785', '123456785'],
  ['REGON 14', regonOf, '12345678512347', '12345678512347'],
  ['REGON 14, its first part wrong', regonOf, '12345678412347', null],
  ['REGON, a digit wrong', regonOf, '123456784', null],
  ['KRS', krsOf, '0000127206', '0000127206'],
  ['KRS, too long', krsOf, '00001272060', null],
  ['NRB', nrbOf, '61 1090 1014 0000 0712 1981 2874', '61109010140000071219812874'],
  ['NRB with country', nrbOf, 'PL61109010140000071219812874', '61109010140000071219812874'],
  ['NRB, a digit wrong', nrbOf, '61109010140000071219812875', null],
  ['nothing', nipOf, '', null],
];

for (const [name, read, text, expected] of table) it(name, () => assert.equal(read(text), expected));

it('one changed digit of a PESEL or NIP is always found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      for (const [text, read] of [
        ['5260250274', nipOf],
        ['4405140145', (digits: string) => peselOf(`${digits}8`)],
      ] as const) {
        const changed = (Number(text[place]) + by) % 10;
        assert.equal(read(text.slice(0, place) + String(changed) + text.slice(place + 1)), null);
      }
    }),
  );
});
