import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decision, evaluate, knowledge, literal, show } from './models.ts';

const part = (tag: string, content: string) => `<${tag}>${content}</${tag}>`;
const entry = (name: string, content: string, type = '') =>
  `<contextEntry><variable name="${name}" ${type === '' ? '' : `typeRef="${type}"`}/>${content}</contextEntry>`;
const result = (content: string) => `<contextEntry>${content}</contextEntry>`;
const conditional = (condition: string) =>
  part('conditional', part('if', literal(condition)) + part('then', literal('1')) + part('else', literal('2')));
const iterator = (kind: string, source: string, last: string, body: string) =>
  `<${kind} iteratorVariable="x">${part('in', literal(source))}${part(last, body)}</${kind}>`;
const filter = (source: string, match: string) =>
  part('filter', part('in', literal(source)) + part('match', literal(match)));
const column = (name: string, type = '') => `<column name="${name}" ${type === '' ? '' : `typeRef="${type}"`}/>`;
const row = (...cells: string[]) => part('row', cells.map((cell) => literal(cell)).join(''));
const parameter = (name: string, type = '') =>
  `<formalParameter name="${name}" ${type === '' ? '' : `typeRef="${type}"`}/>`;
const binding = (name: string, text: string) => part('binding', `<parameter name="${name}"/>${literal(text)}`);

const cases: readonly (readonly [name: string, logic: string, value: string])[] = [
  ['literal', literal('1 + 1'), '2'],
  ['literal of another type', literal('"a"', 'typeRef="number"'), 'null'],
  ['literal without text', literal(''), 'null'],
  [
    'context',
    part('context', entry('net sum', literal('100')) + entry('gross', literal('net sum * 1.23'))),
    '{net sum: 100, gross: 123}',
  ],
  ['context with a result', part('context', entry('a', literal('2')) + result(literal('a * a'))), '4'],
  ['context entry of another type', part('context', entry('a', literal('"x"'), 'number')), '{a: null}'],
  [
    'context within a context',
    part('context', entry('a', part('context', entry('b', literal('1')))) + result(literal('a.b'))),
    '1',
  ],
  ['list', part('list', literal('1') + literal('"b"') + part('list', '')), '[1, "b", []]'],
  [
    'relation',
    part('relation', column('a') + column('b b', 'number') + row('1', '2') + row('3', '"x"')),
    '[{a: 1, b b: 2}, {a: 3, b b: null}]',
  ],
  ['conditional, true', conditional('1 = 1'), '1'],
  ['conditional, false', conditional('1 = 2'), '2'],
  ['conditional, null', conditional('null'), '2'],
  ['conditional, neither', conditional('"x"'), 'null'],
  ['filter', filter('[1, 2, 3]', 'item > 1'), '[2, 3]'],
  ['filter by members', filter('[{a: 1}, {a: 2}]', 'a = 2'), '[{a: 2}]'],
  ['filter by position', filter('[3, 4]', '-1'), '4'],
  ['filter by what is no boolean', filter('[1, 2]', 'if item = 1 then true else "x"'), 'null'],
  ['filter of an empty list', filter('[]', '"x"'), '[]'],
  ['filter of nothing', filter('null', 'item > 1'), 'null'],
  ['for', iterator('for', '[1, 2]', 'return', literal('x * 2')), '[2, 4]'],
  ['for over a range', iterator('for', '[1..3]', 'return', literal('x')), '[1, 2, 3]'],
  [
    'for, partial',
    iterator('for', '[1, 2, 3]', 'return', literal('x + sum([0, sum(partial[item > 0])][item != null])')),
    '[1, 3, 7]',
  ],
  [
    'for with a boxed body',
    iterator('for', '[1, 2]', 'return', part('context', entry('twice', literal('2 * x')))),
    '[{twice: 2}, {twice: 4}]',
  ],
  ['some', iterator('some', '[1, 2]', 'satisfies', literal('x > 1')), 'true'],
  ['some, none', iterator('some', '[1, 2]', 'satisfies', literal('x > 2')), 'false'],
  ['every', iterator('every', '[1, 2]', 'satisfies', literal('x > 0')), 'true'],
  ['some, null', iterator('some', '[1, null]', 'satisfies', literal('x > 2')), 'null'],
  [
    'some, no boolean beside a true one',
    iterator('some', '[1, 2]', 'satisfies', literal('if x = 1 then true else "x"')),
    'null',
  ],
  ['every of an empty list', iterator('every', '[]', 'satisfies', literal('"x"')), 'true'],
  ['every of nothing', iterator('every', 'null', 'satisfies', literal('true')), 'null'],
  ['every, no boolean', iterator('every', '[1, 2]', 'satisfies', literal('x')), 'null'],
  [
    'function',
    part(
      'context',
      entry('f', part('functionDefinition', parameter('n', 'number') + literal('n + 1'))) + result(literal('f(1)')),
    ),
    '2',
  ],
  [
    'function that calls itself',
    part(
      'context',
      entry(
        'half of',
        part('functionDefinition', parameter('n', 'number') + literal('if n < 1 then n else half of(n / 2)')),
      ) + result(literal('half of(3)')),
    ),
    '0.75',
  ],
  [
    'function of a name that means something else around it',
    part(
      'context',
      entry('interest of', literal('function(sum) interest of(sum, 0.1)')) + result(literal('interest of(1000)')),
    ),
    '100',
  ],
  [
    'function, argument of another type',
    part(
      'context',
      entry('f', part('functionDefinition', parameter('n', 'number') + literal('1'))) + result(literal('f("a")')),
    ),
    'null',
  ],
  [
    'function, list of one for its item',
    part(
      'context',
      entry('f', part('functionDefinition', parameter('n', 'number') + literal('n + 1'))) + result(literal('f([1])')),
    ),
    '2',
  ],
  [
    'invocation',
    part('invocation', literal('interest of') + binding('sum', '1000') + binding('annual rate', '0.1')),
    '100',
  ],
  [
    'invocation, wrong parameter',
    part('invocation', literal('interest of') + binding('sum', '1000') + binding('rate', '0.1')),
    'null',
  ],
  ['invocation of a built-in', part('invocation', literal('abs') + binding('n', '-1')), '1'],
  ['call by position', literal('interest of(1000, 0.1)'), '100'],
  ['call by name', literal('interest of(annual rate: 0.1, sum: 1000)'), '100'],
];

for (const [name, logic, value] of cases) {
  test(name, async () => {
    const model =
      knowledge(
        'interest of',
        parameter('sum', 'number') + parameter('annual rate', 'number'),
        literal('sum * annual rate'),
      ) + decision('result', logic, ['k:interest of']);
    const evaluated = await evaluate(model);
    assert.equal(show(evaluated), value);
    assert.ok(evaluated.kind === 'value');
    const silent = ['literal without text', 'some, null'].includes(name);
    if (value === 'null' && !silent) assert.notEqual(evaluated.warnings.length, 0);
  });
}
