import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readOpenItemsFile } from '../src/index.ts';

const example = readFileSync(new URL('../../../docs/how-to/open-items-example.csv', import.meta.url));
const read = (text: string) => readOpenItemsFile(Buffer.from(text));

/** Bytes of Polish text as an encoding of one byte a letter has them. */
function bytesIn(encoding: 'windows-1250' | 'iso-8859-2', text: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  return Buffer.from(Array.from(text, (letter) => codes.get(letter) ?? assert.fail(`no ${letter} in ${encoding}`)));
}

describe('the example', () => {
  const text = example.toString();
  const expected = readOpenItemsFile(example).file;
  it('is read without errors', () => {
    assert.deepEqual(expected.errors, []);
    assert.deepEqual(
      [expected.debtors.length, expected.invoices.length, expected.corrections.length, expected.payments.length],
      [2, 3, 1, 3],
    );
    assert.equal(expected.paymentsThrough, '2026-06-30');
    assert.equal(expected.debtors[1]?.name, 'Żaneta Nieistniejąca');
  });
  const forms: [name: string, bytes: Uint8Array, encoding: string][] = [
    ['with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['in Windows-1250', bytesIn('windows-1250', text), 'windows-1250'],
    ['in ISO 8859-2', bytesIn('iso-8859-2', text), 'iso-8859-2'],
    ['in UTF-16, as a spreadsheet saves it', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['in UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['in UTF-16 the other way round, without a mark', Buffer.from(text, 'utf16le').swap16(), 'utf-16be'],
    ['with lines that end as in Windows', Buffer.from(text.replaceAll('\n', '\r\n')), 'utf-8'],
    ['with tabs', Buffer.from(text.replaceAll(';', '\t')), 'utf-8'],
  ];
  for (const [name, bytes, encoding] of forms) {
    it(`says the same ${name}`, () => {
      const found = readOpenItemsFile(bytes);
      assert.equal(found.encoding, encoding);
      assert.deepEqual(found.file, expected);
    });
  }
});

const HEADER = 'type,debtor,number,issued,due,amount,title\n';

it('commas, with quoted amounts, quotation marks and lines inside a cell', () => {
  const { file } = read(
    `${HEADER}invoice,K1,F/1,2026-05-01,2026-05-15,"1 234,56",\n\ninvoice,K1,"F/""2""",2026-05-01,2026-05-15,"2,5","a, b"\n`,
  );
  assert.deepEqual(file.errors, []);
  assert.deepEqual(
    file.invoices.map(({ line, number, amount }) => [line, number, amount]),
    [
      [2, 'F/1', 123_456],
      [4, 'F/"2"', 250],
    ],
  );
});

it('lines are counted through cells of several lines', () => {
  const { file } = read(`${HEADER}invoice,K1,F/1,2026-05-01,2026-05-15,1,"a\nb\nc"\ninvoice,K1,F/2,x,2026-05-15,1,\n`);
  assert.deepEqual(
    file.errors.map(({ line, column }) => [line, column]),
    [[5, 'issued']],
  );
});

it('wrong quotation marks cost their own line only', () => {
  const good = 'invoice,K1,F/2,2026-05-01,2026-05-15,1,\n';
  for (const bad of [
    'invoice,K1,"F/1"x,2026-05-01,2026-05-15,1,\n',
    `invoice,K1,"F/1,2026-05-01\n${good.repeat(30)}`,
  ]) {
    const { file } = read(HEADER + bad + good);
    assert.deepEqual(
      file.errors.filter(({ code }) => code === 'quoting').map(({ line }) => line),
      [2],
    );
    assert.equal(file.invoices.length, 1);
  }
});

it('an empty file, and bytes that are no text, are refused and never thrown', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('\n\n'), Buffer.from([0, 1, 2, 255, 254, 137, 80])]) {
    assert.deepEqual(
      readOpenItemsFile(bytes).file.errors.map(({ code }) => code),
      ['header'],
    );
  }
});

it('a file of more lines than anybody can wait for is refused as a whole, at once', () => {
  const { file } = read(`${HEADER}${'"\n'.repeat(4_000_000)}`);
  assert.deepEqual(
    file.errors.map(({ line, code, got }) => [line, code, got]),
    [[100_001, 'fewerLines', '4000002']],
  );
});

it('eleven digits are quoted nowhere: not in a wrong column, nor of a line that cannot be read', () => {
  const { file } = read(
    'type,debtor,name,legal form,nip\ndebtor,K1,Firma,company,44051401458\ndebtor,K2,"44051401458\n',
  );
  assert.equal(file.errors.length, 2);
  assert.doesNotMatch(JSON.stringify(file.errors), /44051401458/);
});
