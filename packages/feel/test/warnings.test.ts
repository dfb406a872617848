import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from './evaluate.ts';

test('what comes out as null for a reason is warned of', () => {
  const rows: [string, string][] = [
    ['missing', 'NO_VARIABLE'],
    ['customer.zip', 'NO_MEMBER'],
    ['"a" + 1', 'WRONG_TYPE'],
    ['1 < "a"', 'WRONG_TYPE'],
    ['1 / 0', 'NO_RESULT'],
    ['date("2026-02-30")', 'NO_RESULT'],
    ['undefinedFunction(1)', 'NO_FUNCTION'],
    ['substring(1, 2)', 'WRONG_ARGUMENTS'],
    ['assert(1, false, "one is two")', 'ASSERTION'],
    ['[1, 2][5]', 'NO_RESULT'],
  ];
  for (const [source, code] of rows) {
    const result = evaluate(source, { customer: {} });
    assert.equal(result.kind, 'value', source);
    assert.equal(result.kind === 'value' && result.value, null, source);
    assert.ok(
      result.warnings.some((warning) => warning.code === code),
      `${source}: ${JSON.stringify(result.warnings)}`,
    );
    for (const warning of result.warnings) assert.match(warning.message, /^Expected .* but/, source);
  }
});

test('nothing is warned of where nothing is wrong', () => {
  for (const source of [
    '1 + 1',
    'null',
    'get or else(missing, 1)',
    'is defined(missing.member)',
    'invoices[paid = true]',
  ]) {
    assert.deepEqual(evaluate(source, { invoices: [] }).warnings, [], source);
  }
});

test('a flood of warnings is cut', () => {
  const result = evaluate('for i in 1..1000 return missing');
  assert.ok(result.warnings.length <= 32);
});
