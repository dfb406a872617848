import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeText } from '../src/index.ts';

const values = new Map<string, string | number | boolean>([
  ['name', 'Żółw'],
  ['amount', 12],
  ['invoice.number', 'FV/1'],
  ['evil', '{{name}}'],
]);

describe('merging a text', () => {
  const merged: [template: string, expected: string][] = [
    ['Dzień dobry, {{name}}!', 'Dzień dobry, Żółw!'],
    ['{{ amount }} / {{invoice.number}}', '12 / FV/1'],
    ['{{evil}}', '{{name}}'],
    ['a } b }} c { d', 'a } b }} c { d'],
    ['', ''],
  ];
  for (const [template, expected] of merged) {
    it(JSON.stringify(template), () =>
      assert.deepEqual(mergeText(template, values), { kind: 'merged', text: expected }),
    );
  }

  const wrong = [
    '{{',
    '{{name',
    '{{}}',
    '{{{name}}}',
    '{{#if name}}',
    '{{name()}}',
    '{{missing}}',
    '{{constructor}}',
    '{{__proto__}}',
  ];
  for (const template of wrong) {
    it(`${template} is a problem`, () => assert.equal(mergeText(template, values).kind, 'wrong'));
  }
});
