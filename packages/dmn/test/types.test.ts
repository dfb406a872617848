import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FeelFunction, FeelRange, type FeelValue } from '@krok/feel';
import { decision, evaluate, input, literal, show } from './models.ts';

const definition = (name: string, content: string, attributes = '') =>
  `<itemDefinition name="${name}" ${attributes}>${content}</itemDefinition>`;
const component = (name: string, content: string) => `<itemComponent name="${name}">${content}</itemComponent>`;
const type = (name: string) => `<typeRef>${name}</typeRef>`;
const allowed = (text: string, tag = 'allowedValues') => `<${tag}><text>${text}</text></${tag}>`;

const types = [
  definition('tStatus', type('string') + allowed('"OPEN", "PAID"')),
  definition('tStatuses', type('tStatus'), 'isCollection="true"'),
  definition('tNumbers', type('number'), 'isCollection="true"'),
  definition(
    'tFew',
    type('number') + allowed('[0..9]') + allowed('count(?) = 2', 'typeConstraint'),
    'isCollection="true"',
  ),
  definition('tInvoice', component('nr', type('string')) + component('net sum', type('number'))),
  definition('tInvoices', type('tInvoice'), 'isCollection="true"'),
  definition('tTree', component('value', type('number')) + component('below', type('tTrees'))),
  definition('tTrees', type('tTree'), 'isCollection="true"'),
  definition(
    'tPredicate',
    '<functionItem outputTypeRef="boolean"><parameters name="n" typeRef="number"/></functionItem>',
  ),
].join('');

const cases: readonly (readonly [type: string, given: FeelValue, value: string])[] = [
  ['number', 1, '1'],
  ['number', '1', 'null'],
  ['number', [1], '1'],
  ['number', [1, 2], 'null'],
  ['number', null, 'null'],
  ['Any', 'x', '"x"'],
  ['feel:string', 'x', '"x"'],
  ['list&lt;number&gt;', 1, '[1]'],
  ['list&lt;number&gt;', ['x'], 'null'],
  ['context&lt;a: number&gt;', { a: 'x' }, 'null'],
  ['range&lt;number&gt;', new FeelRange(1, 2, true, true), '[1..2]'],
  ['range&lt;number&gt;', new FeelRange('a', 'b', true, true), 'null'],
  ['function&lt;number&gt; -&gt; number', new FeelFunction(['n'], () => 1), 'function(n)'],
  ['function&lt;number&gt; -&gt; number', new FeelFunction(['n', 'm'], () => 1), 'null'],
  ['x:tStatus', 'LOST', 'null'],
  ['tStatus', 'OPEN', '"OPEN"'],
  ['tStatus', 'LOST', 'null'],
  ['tStatus', ['OPEN'], '"OPEN"'],
  ['tStatuses', 'OPEN', '["OPEN"]'],
  ['tStatuses', ['OPEN', 'LOST'], 'null'],
  ['tStatuses', [], '[]'],
  ['tNumbers', 1, '[1]'],
  ['tNumbers', [1, 'x'], 'null'],
  ['tFew', [1, 2], '[1, 2]'],
  ['tFew', [1, 2, 3], 'null'],
  ['tFew', [1, 12], 'null'],
  ['tInvoice', { nr: 'A', 'net sum': 1 }, '{nr: "A", net sum: 1}'],
  ['tInvoice', { nr: 'A', 'net sum': 1, more: true }, '{nr: "A", net sum: 1, more: true}'],
  ['tInvoice', { nr: 'A', 'net sum': null }, '{nr: "A", net sum: null}'],
  ['tInvoice', { nr: 'A' }, 'null'],
  ['tInvoice', { nr: 1, 'net sum': 1 }, 'null'],
  ['tInvoices', { nr: 'A', 'net sum': 1 }, '[{nr: "A", net sum: 1}]'],
  ['tTree', { value: 1, below: [{ value: 2, below: [] }] }, '{value: 1, below: [{value: 2, below: []}]}'],
  ['tTree', { value: 1, below: [{ value: 'x', below: [] }] }, 'null'],
];

for (const [name, given, value] of cases) {
  test(`${JSON.stringify(given)} as ${name} is ${value}`, async () => {
    const model = types + input('n', name) + decision('result', literal('n'), ['n']);
    const result = await evaluate(model, { n: given });
    assert.equal(show(result), value);
    assert.ok(result.kind === 'value');
    assert.equal(result.warnings.length > 0, value === 'null' && given !== null);
  });
}

test('a result is converted to the type of its decision, as by implicit conversion', async () => {
  assert.equal(
    show(await evaluate(decision('result', literal('@"2026-11-22"'), [], 'date and time'))),
    '2026-11-22T00:00:00Z',
  );
  assert.equal(show(await evaluate(decision('result', literal('"x"'), [], 'number'))), 'null');
  assert.equal(show(await evaluate(types + decision('result', literal('1'), [], 'tNumbers'))), '[1]');
});

test('expressions name the types of the model, and their components of several words', async () => {
  const model =
    types +
    input('i', 'tInvoice') +
    decision('result', literal('[i instance of tInvoice, i instance of tNumbers, i.net sum]'), ['i']);
  assert.equal(show(await evaluate(model, { i: { nr: 'A', 'net sum': 7 } })), '[true, false, 7]');
});
