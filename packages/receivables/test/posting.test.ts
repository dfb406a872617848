import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgePosting, listableFrom, postingNumberOf, readPostalBook } from '@krok/receivables';

describe('the posting of a registered letter', () => {
  const days: readonly [given: string, printed: string, posted: string, today: string, then: string][] = [
    ['posted as it was printed', '2026-07-01', '2026-07-01', '2026-07-01', 'possible'],
    ['posted days later', '2026-07-01', '2026-07-03', '2026-07-06', 'possible'],
    ['posted before it was printed', '2026-07-01', '2026-06-30', '2026-07-06', 'beforePrinted'],
    ['posted tomorrow', '2026-07-01', '2026-07-07', '2026-07-06', 'inFuture'],
  ];
  for (const [given, printed, posted, today, then] of days) {
    it(given, () => {
      const verdict = judgePosting(printed, posted, today);
      assert.equal(verdict.kind === 'impossible' ? verdict.reason : verdict.kind, then);
    });
  }

  it('the month counts from the posting, and its last day is the debtor’s (Dz.U. 2023 poz. 2160, art. 14, 15)', () => {
    assert.equal(listableFrom('2026-07-01'), '2026-08-02');
    // KC art. 112: no 31 February.
    assert.equal(listableFrom('2026-01-31'), '2026-03-01');
  });

  const numbers: readonly [text: string, number: string | null][] = [
    ['RR 123 456 785 PL', 'RR123456785PL'],
    ['rr123456785pl', 'RR123456785PL'],
    ['RR123456784PL', null],
    // GS1: 00 and an SSCC.
    ['(00) 3 5900773 123456789 3', '00359007731234567893'],
    ['00359007731234567894', null],
    ['R1234567', 'R1234567'],
    ['bez numeru', null],
    ['', null],
  ];
  for (const [text, number] of numbers) {
    it(`number "${text}"`, () => assert.equal(postingNumberOf(text), number));
  }
});

describe('the postal book', () => {
  const rows = (...lines: readonly string[]) => lines.map((line, at) => ({ line: at + 1, cells: line.split(';') }));

  it('is read by its headings, bad lines reported one by one', () => {
    const read = readPostalBook(
      rows(
        'Lp;Data nadania;Numer nadania;Znak',
        '1;03.07.2026;RR123456785PL;kr/2026/0a1b2c3d',
        '2;31.02.2026;RR123456785PL;KR/2026/1',
        '3;03.07.2026;RR123456784PL;KR/2026/2',
        '4;03.07.2026;RR123456785PL;',
      ),
    );
    assert.deepEqual(read.lines, [
      { line: 2, reference: 'KR/2026/0A1B2C3D', number: 'RR123456785PL', postedOn: '2026-07-03' },
    ]);
    assert.deepEqual(
      read.errors.map(({ line, code }) => [line, code]),
      [
        [3, 'posted'],
        [4, 'number'],
        [5, 'reference'],
      ],
    );
  });

  it('without its columns is refused as a whole', () => {
    const { lines, errors } = readPostalBook(rows('Znak;Data nadania', 'KR/1;2026-07-03'));
    assert.deepEqual([lines, errors.map(({ code }) => code)], [[], ['header']]);
  });
});
