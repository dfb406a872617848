import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExpression, parseUnaryTests } from '../src/index.ts';
import { evaluate, evaluateTests, show, treeOf } from './evaluate.ts';

test('a tree is plain JSON and names the root variables that it reads', () => {
  const rows: [string, string[]][] = [
    ['amount > 1000 and amount < limit', ['amount', 'limit']],
    ['for i in list return i + x', ['list', 'x']],
    ['for i in 1..3 return partial', []],
    ['{a: 1, b: a + c}', ['c']],
    ['{f: function(n) f(n - m)}', ['m']],
    ['invoices[paid = false and item.x > y]', ['invoices', 'paid', 'y']],
    ['function(x) x + z', ['z']],
    ['string length(name)', ['name']],
    ['customer.address.city', ['customer']],
    ['some i in a satisfies i in (b, > c)', ['a', 'b', 'c']],
    ['calculate(x: y)', ['calculate', 'y']],
    ['`case id`', ['case id']],
  ];
  for (const [source, reads] of rows) {
    const tree = treeOf(parseExpression(source));
    assert.deepEqual(JSON.parse(JSON.stringify(tree)), tree, source);
    assert.deepEqual(tree.reads, reads, source);
    assert.equal(tree.formatVersion, 1);
  }
});

test('what is no FEEL is a syntax error with its place', () => {
  const rows: [string, number][] = [
    ['', 0],
    ['1 +', 3],
    ['a ~ b', 2],
    ['if a then b', 11],
    ['[1, 2', 6],
    ['"abc', 0],
  ];
  for (const [source, position] of rows) {
    const result = parseExpression(source);
    assert.equal(result.kind, 'syntaxError', source);
    if (result.kind !== 'syntaxError') continue;
    assert.ok(Math.abs(result.position - position) <= 1, `${source}: ${result.position}`);
    assert.match(result.message, /^Expected .* but/);
  }
});

test('nesting and length are bounded', () => {
  assert.equal(parseExpression(`${'('.repeat(2000)}1${')'.repeat(2000)}`).kind, 'syntaxError');
  assert.equal(parseExpression(`1${'+1'.repeat(2000)}`).kind, 'syntaxError');
  assert.equal(parseExpression(`a instance of ${'list<'.repeat(5000)}number${'>'.repeat(5000)}`).kind, 'syntaxError');
  assert.equal(parseExpression(`"${'x'.repeat(70_000)}"`).kind, 'syntaxError');
  assert.equal(parseExpression(`1${'+1'.repeat(300)}`).kind, 'parsed');
});

test('names with spaces and operators are names where the caller knows them', () => {
  const names = ['Monthly Salary', 'a+b', 'pre-approved', 'date of birth'];
  const variables = {
    'Monthly Salary': 1000,
    'a+b': 5,
    'pre-approved': true,
    'date of birth': '1970-01-01',
    a: 1,
    b: 1,
  };
  const rows: [string, string][] = [
    ['Monthly Salary * 12', '12000'],
    ['a+b', '5'],
    ['a + b', '5'],
    ['pre-approved and true', 'true'],
    ['date(date of birth).year', '1970'],
    ['Monthly   Salary', '1000'],
  ];
  for (const [source, value] of rows) assert.equal(show(evaluate(source, variables, { names })), value, source);
  assert.equal(show(evaluate('a+b', variables)), '2');
  assert.equal(show(evaluate('a-b', variables)), '0');
});

test('keywords and names of functions can be variables', () => {
  const variables = { date: 1, time: 2, list: [3], context: { a: 4 }, count: 5, duration: 6, range: 7 };
  for (const [source, value] of [
    ['date + time', '3'],
    ['list[1]', '3'],
    ['context.a', '4'],
    ['count > 4', 'true'],
    ['count(list)', '1'],
    ['duration + range', '13'],
    ['range < 8', 'true'],
  ] as const) {
    assert.equal(show(evaluate(source, variables)), value, source);
  }
});

test('comments, line breaks and every kind of white space', () => {
  for (const space of '\t\v\f\u0085\u00a0\u1680\u180e\u2003\u200b\u2028\u202f\u3000\ufeff') {
    const source = `{${space}a b${space}: 1, b: a${space}b + ${space}1, c: "${space}" /*${space}*/}`;
    const result = evaluate(source);
    assert.deepEqual(result.kind === 'value' && result.value, { 'a b': 1, b: 2, c: space }, JSON.stringify(space));
  }
  assert.equal(show(evaluate('// first\n1 +\n /* two */ 2')), '3');
});

test('unary tests', () => {
  const rows: [tests: string, input: number | string | boolean | null, value: string][] = [
    ['-', 1, 'true'],
    ['1, 2, 3', 2, 'true'],
    ['> 5', 6, 'true'],
    ['[1..5], > 10', 7, 'false'],
    ['not(1, 2)', 3, 'true'],
    ['not(> 5)', 6, 'false'],
    ['"a", "b"', 'b', 'true'],
    ['? > 5 and ? < 10', 7, 'true'],
    ['string length(?) = 2', 'ab', 'true'],
    ['null', null, 'true'],
    ['< limit', 5, 'true'],
    ['> 5', null, 'null'],
    ['= 5', 5, 'true'],
    ['!= 5', 5, 'false'],
    ['limit > 5', 'x', 'true'],
    ['limit > 5', null, 'true'],
    ['limit > 50, "x"', 'x', 'true'],
    ['not(limit > 5)', 'x', 'false'],
    ['contains("abc", "b")', 'x', 'true'],
    ['limit > 5', false, 'false'],
    ['limit', 10, 'true'],
    ['true', 'x', 'null'],
    ['[? - 1..? + 1]', 5, 'true'],
    ['? < null', null, 'null'],
  ];
  for (const [tests, input, value] of rows) {
    assert.equal(show(evaluateTests(tests, input, { limit: 10 })), value, `${input} in ${tests}`);
  }
  assert.deepEqual(treeOf(parseUnaryTests('< limit and ? > low')).reads, ['limit', 'low']);
});
