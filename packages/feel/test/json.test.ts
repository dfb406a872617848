import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FeelValue, fromJson, toJson } from '../src/index.ts';
import { evaluate } from './evaluate.ts';

function valueOf(source: string): FeelValue {
  const result = evaluate(source, { data: { a: [1, { b: null }] } });
  assert.equal(result.kind, 'value', source);
  return result.kind === 'value' ? result.value : null;
}

test('values in their JSON form', () => {
  const rows: [string, unknown][] = [
    ['0.1 + 0.2', 0.3],
    ['date("2026-11-22")', '2026-11-22'],
    ['time("10:00:00+01:00")', '10:00:00+01:00'],
    ['now()', '2026-11-22T16:00:00+01:00'],
    ['date and time("2026-11-22T10:00:00")', '2026-11-22T10:00:00'],
    ['duration("P1DT2H")', 'P1DT2H'],
    ['duration("P14M")', 'P1Y2M'],
    ['{d: [@"2026-11-22", 1], e: "x"}', { d: ['2026-11-22', 1], e: 'x' }],
    ['1e20', 1e20],
  ];
  for (const [source, json] of rows) assert.deepEqual(toJson(valueOf(source)), { kind: 'json', json }, source);
});

test('what JSON cannot hold is refused with a reason', () => {
  for (const source of ['[1..2]', 'function(x) x', '1 / 3', '9007199254740993', '{a: [1 / 3]}', '[(> 5)]']) {
    const result = toJson(valueOf(source));
    assert.equal(result.kind, 'notJson', source);
    assert.match(result.kind === 'notJson' ? result.reason : '', /^Expected .* but got/, source);
  }
});

test('JSON goes through unchanged and uncopied', () => {
  const data = { a: [1, { b: null, c: 'ż' }], __proto__x: true };
  const result = toJson(fromJson(data));
  assert.equal(result.kind === 'json' && result.json, data);
});

test('a value that holds its parts again and again is refused in bounded time', () => {
  const doubled = valueOf('(for i in 1..200 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1]');
  const result = toJson(doubled);
  assert.match(result.kind === 'notJson' ? result.reason : result.kind, /^Expected at most .* parts but got more/);
  assert.equal(toJson(Array.from({ length: 100_000 }, (_, i) => i)).kind, 'json');
});
