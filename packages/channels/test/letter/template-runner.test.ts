import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { templateRunner } from '../../src/index.ts';

describe('templates', () => {
  const runner = templateRunner({ limit: 30_000 });
  const strict = templateRunner({ limit: 1_500 });
  after(() => Promise.all([runner.close(), strict.close()]));
  const context = { name: 'Żółw & <b>', list: [1, 2], none: null, deep: { a: 'x' }, toString: 'own' };

  const good: [template: string, expected: string][] = [
    ['{{name}}', 'Żółw &amp; &lt;b&gt;'],
    ['{{#each list}}{{this}},{{/each}}', '1,2,'],
    ['{{#if none}}a{{else}}b{{/if}}{{#with deep}}{{a}}{{/with}}', 'bx'],
    ['{{toString}}', 'own'],
  ];
  for (const [template, expected] of good) {
    it(template, async () =>
      assert.deepEqual(await runner.fill(template, context), { kind: 'filled', text: expected }),
    );
  }

  const wrong = [
    '{{missing}}',
    '{{{name}}}',
    '{{&name}}',
    '{{> other}}',
    '{{#> other}}{{/other}}',
    '{{* decorate}}',
    '{{lookup this "constructor"}}',
    '{{log name}}',
    '{{constructor}}',
    '{{constructor.constructor}}',
    '{{__proto__}}',
    '{{deep.__proto__.polluted}}',
    '{{name.length.constructor}}',
    '{{#with (lookup this "constructor")}}{{/with}}',
    '{{#constructor}}{{/constructor}}',
    '{{#helperMissing}}{{/helperMissing}}',
    '{{name "a"}}',
    '{{#if',
    '{{/if}}',
    'x'.repeat(200_001),
  ];
  for (const template of wrong) {
    it(`refuses ${template.slice(0, 40)}`, async () => {
      assert.equal((await runner.fill(template, context)).kind, 'wrong');
    });
  }

  it('one without an end is ended, and the next goes on', async () => {
    const many = { list: Array.from({ length: 1_000 }, (_, index) => index) };
    const endless = `${'{{#each @root.list}}'.repeat(6)}${'{{/each}}'.repeat(6)}`;
    assert.equal((await strict.fill(endless, many)).kind, 'wrong');
    assert.deepEqual(await strict.fill('{{name}}', { name: 'a' }), { kind: 'filled', text: 'a' });
  });
});
