import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileDmn } from '@krok/dmn/xml';
import { decision, definitions, escape, evaluate, input, show } from './models.ts';

type Rule = readonly [test: string, ...outputs: string[]];

interface Table {
  readonly policy: string;
  readonly outputs: readonly { name?: string; values?: string; fallback?: string; type?: string }[];
  readonly rules: readonly Rule[];
  readonly allowed?: string;
}

function table({ policy, outputs, rules, allowed }: Table): string {
  const text = (tag: string, content: string | undefined) =>
    content === undefined ? '' : `<${tag}><text>${escape(content)}</text></${tag}>`;
  const clauses = outputs.map(
    ({ name = '', values, fallback, type = '' }) =>
      `<output name="${name}" ${type === '' ? '' : `typeRef="${type}"`}>${text('outputValues', values)}${text('defaultOutputEntry', fallback)}</output>`,
  );
  const rows = rules.map(
    ([first, ...results]) =>
      `<rule>${text('inputEntry', first)}${results.map((result) => text('outputEntry', result)).join('')}</rule>`,
  );
  return `<decisionTable id="table" ${policy}><input>${text('inputExpression', 'days')}${text('inputValues', allowed)}</input>${clauses.join('')}${rows.join('')}</decisionTable>`;
}

const rules: readonly Rule[] = [
  ['> 0', '"mail"'],
  ['> 7', '"call"'],
  ['> 14', '"letter"'],
  ['> 30', '"letter"'],
];
const amounts: readonly Rule[] = [
  ['> 0', '10'],
  ['> 7', '40'],
  ['> 14', '0.5'],
];
const values = '"letter", "call", "mail"';

const cases: readonly (readonly [policy: string, days: number, value: string, fired: readonly number[], Table])[] = [
  ['UNIQUE', 5, '"mail"', [1], { policy: '', outputs: [{}], rules }],
  ['UNIQUE, two match', 8, 'null', [1, 2], { policy: 'hitPolicy="UNIQUE"', outputs: [{}], rules }],
  ['UNIQUE, none matches', 0, 'null', [], { policy: '', outputs: [{}], rules }],
  ['UNIQUE, default', 0, '"wait"', [], { policy: '', outputs: [{ fallback: '"wait"' }], rules }],
  ['ANY, agreeing', 31, '"letter"', [1, 2], { policy: 'hitPolicy="ANY"', outputs: [{}], rules: rules.slice(2) }],
  ['ANY, disagreeing', 31, 'null', [1, 2, 3, 4], { policy: 'hitPolicy="ANY"', outputs: [{}], rules }],
  ['FIRST', 31, '"mail"', [1], { policy: 'hitPolicy="FIRST"', outputs: [{}], rules }],
  ['PRIORITY', 31, '"letter"', [3], { policy: 'hitPolicy="PRIORITY"', outputs: [{ values }], rules }],
  ['PRIORITY, few match', 8, '"call"', [2], { policy: 'hitPolicy="PRIORITY"', outputs: [{ values }], rules }],
  [
    'RULE ORDER',
    15,
    '["mail", "call", "letter"]',
    [1, 2, 3],
    { policy: 'hitPolicy="RULE ORDER"', outputs: [{}], rules },
  ],
  [
    'OUTPUT ORDER',
    31,
    '["letter", "letter", "call", "mail"]',
    [1, 2, 3, 4],
    { policy: 'hitPolicy="OUTPUT ORDER"', outputs: [{ values }], rules },
  ],
  ['COLLECT', 8, '["mail", "call"]', [1, 2], { policy: 'hitPolicy="COLLECT"', outputs: [{}], rules }],
  ['COLLECT SUM', 15, '50.5', [1, 2, 3], collect('SUM')],
  ['COLLECT MIN', 15, '0.5', [1, 2, 3], collect('MIN')],
  ['COLLECT MAX', 15, '40', [1, 2, 3], collect('MAX')],
  ['COLLECT COUNT', 15, '3', [1, 2, 3], collect('COUNT')],
  ['COLLECT, none matches', 0, 'null', [], collect('SUM')],
  [
    'several outputs',
    8,
    '{act: "call", again: 3}',
    [2],
    {
      policy: '',
      outputs: [{ name: 'act' }, { name: 'again' }],
      rules: [
        ['< 8', '"mail"', '7'],
        ['>= 8', '"call"', '3'],
      ],
    },
  ],
  [
    'several outputs, defaults',
    0,
    '{act: "wait", again: null}',
    [],
    { policy: '', outputs: [{ name: 'act', fallback: '"wait"' }, { name: 'again' }], rules: [['> 8', '"mail"', '7']] },
  ],
  [
    'PRIORITY of several outputs: the left one decides first',
    8,
    '{act: "call", again: 2}',
    [3],
    {
      policy: 'hitPolicy="PRIORITY"',
      outputs: [
        { name: 'act', values },
        { name: 'again', values: '2, 3, 7' },
      ],
      rules: [
        ['-', '"mail"', '2'],
        ['-', '"call"', '3'],
        ['-', '"call"', '2'],
      ],
    },
  ],
  [
    'no value of the input is allowed but these',
    5,
    'null',
    [],
    { policy: '', outputs: [{}], rules, allowed: '[10..20]' },
  ],
  ['an output of another type is null', 5, 'null', [1], { policy: '', outputs: [{ type: 'number' }], rules }],
  [
    'a test may speak of the input as ?',
    8,
    '"even"',
    [1],
    { policy: '', outputs: [{}], rules: [['even(?)', '"even"']] },
  ],
  ['an empty test matches', 8, '"any"', [1], { policy: '', outputs: [{}], rules: [['', '"any"']] }],
  ['a list of tests', 8, '"yes"', [1], { policy: '', outputs: [{}], rules: [['1, 2, [8..9]', '"yes"']] }],
  ['a negated test', 8, '"yes"', [1], { policy: '', outputs: [{}], rules: [['not(1, 2)', '"yes"']] }],
];

describe('hit policies: the value and the rules that made it', () => {
  for (const [name, days, value, fired, each] of cases) {
    test(name, async () => {
      const model = input('days', 'number') + decision('result', table(each), ['days']);
      const result = await evaluate(model, { days });
      assert.equal(show(result), value);
      assert.ok(result.kind === 'value');
      const stopped = name.startsWith('no value');
      assert.deepEqual(result.fired, stopped ? [] : [{ element: '_result', table: 'table', rules: fired }]);
      assert.equal(result.warnings.length > 0, value === 'null', JSON.stringify(result.warnings));
    });
  }
});

describe('a table that says nothing sensible is refused', () => {
  const refused: readonly (readonly [rule: string, Table])[] = [
    ['hit-policy', { policy: 'hitPolicy="LAST"', outputs: [{}], rules }],
    [
      'hit-policy',
      { policy: 'hitPolicy="COLLECT" aggregation="SUM"', outputs: [{ name: 'a' }, { name: 'b' }], rules: [] },
    ],
    ['output-values', { policy: 'hitPolicy="PRIORITY"', outputs: [{}], rules }],
    ['name-missing', { policy: '', outputs: [{ name: 'a' }, {}], rules: [] }],
    ['table-shape', { policy: '', outputs: [], rules: [] }],
    ['table-shape', { policy: '', outputs: [{}], rules: [['-', '1', '2']] }],
    ['feel-syntax', { policy: '', outputs: [{}], rules: [['> >', '1']] }],
    ['type-unknown', { policy: '', outputs: [{ type: 'money' }], rules }],
  ];
  for (const [rule, each] of refused) {
    test(`${rule}: ${each.policy} ${JSON.stringify(each.outputs)}`, async () => {
      const result = await compileDmn(definitions(input('days') + decision('result', table(each), ['days'])));
      assert.equal(result.deployable, false);
      assert.ok(
        result.findings.some((finding) => finding.rule === rule),
        JSON.stringify(result.findings),
      );
      assert.ok(
        result.findings.every(({ element, message }) => element !== undefined && message.startsWith('Expected ')),
      );
    });
  }
});

function collect(aggregation: string): Table {
  return { policy: `hitPolicy="COLLECT" aggregation="${aggregation}"`, outputs: [{}], rules: amounts };
}
