import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkForm, splitForm } from '../src/forms/check-form.ts';
import { formFields } from '../src/forms/form-fields.ts';

const today = '2026-07-01';
const fields = formFields({
  type: 'default',
  components: [
    { type: 'text', text: '# Wizyta' },
    { type: 'textfield', key: 'who', label: 'Z kim', validate: { required: true, minLength: 2, maxLength: 20 } },
    { type: 'textfield', key: 'code', validate: { pattern: '^[A-Z]{3}$' } },
    { type: 'textarea', key: 'remarks' },
    { type: 'number', key: 'cars', validate: { min: 0, max: 5 } },
    { type: 'checkbox', key: 'sign', validate: { required: true } },
    {
      type: 'select',
      key: 'result',
      values: [
        { label: 'Tak', value: 'yes' },
        { label: 'Nie', value: 'no' },
      ],
    },
    { type: 'checklist', key: 'seen', values: [{ value: 'hall' }, { value: 'office' }] },
    { type: 'group', components: [{ type: 'datetime', key: 'on', subtype: 'date', validate: { required: true } }] },
    { type: 'textfield', key: 'email', validate: { validationType: 'email' } },
    { type: 'textfield', key: 'shown', disabled: true, validate: { required: true } },
    { type: 'textfield', key: 'maybe', conditional: { hide: '=true' }, validate: { required: true } },
    { type: 'button', key: 'go' },
  ],
});
const good = { who: 'Jan', cars: 2, sign: true, result: 'yes', seen: ['hall'], on: '2026-11-30' };

describe('a form checked again on the server', () => {
  it('refuses a day that has passed where the field says so, and takes today', () => {
    const [field] = formFields({
      components: [{ type: 'datetime', key: 'next', subtype: 'date', disallowPassedDates: true }],
    });
    assert.ok(field);
    assert.deepEqual(checkForm([field], { next: '2026-06-30' }, today), [
      { key: 'next', detail: 'Expected a day from 2026-07-01 on' },
    ]);
    for (const next of [today, '2026-07-02', null]) assert.deepEqual(checkForm([field], { next }, today), []);
  });

  it('takes what its fields ask for', () => assert.deepEqual(checkForm(fields, good, today), []));

  const table: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['a required text', { who: '' }, 'who'],
    ['a text too short', { who: 'J' }, 'who'],
    ['a text too long', { who: 'J'.repeat(21) }, 'who'],
    ['a number for a text', { who: 7 }, 'who'],
    ['a code that does not match', { code: 'ab' }, 'code'],
    ['a number too large', { cars: 6 }, 'cars'],
    ['a text for a number', { cars: 'many' }, 'cars'],
    ['a number written out too large', { cars: '6' }, 'cars'],
    ['a missing tick', { sign: false }, 'sign'],
    ['a value that cannot be chosen', { result: 'perhaps' }, 'result'],
    ['one of a list that cannot be chosen', { seen: ['hall', 'cellar'] }, 'seen'],
    ['a day that is none', { on: '2026-02-30' }, 'on'],
    ['a required day in a group', { on: undefined }, 'on'],
    ['an address that is none', { email: 'jan' }, 'email'],
    ['a field that the form has not', { admin: true }, 'admin'],
    ['a field that is only shown', { shown: 'x' }, 'shown'],
  ];
  for (const [what, change, key] of table) {
    it(`names the field of ${what}`, () => {
      const errors = checkForm(fields, { ...good, ...change }, today);
      assert.deepEqual(
        errors.map((error) => error.key),
        [key],
      );
      assert.match(errors[0]?.detail ?? '', /^Expected/);
    });
  }

  it('keeps free text out of variables; a text with a pattern is a code', () => {
    const split = splitForm(fields, { ...good, code: 'ABC', remarks: 'Brama zamknięta', email: '' });
    assert.deepEqual(split.texts, ['Jan', 'Brama zamknięta']);
    assert.deepEqual(split.variables, {
      code: 'ABC',
      cars: 2,
      sign: true,
      result: 'yes',
      seen: ['hall'],
      on: '2026-11-30',
    });
  });

  it('does not run a pattern that could stall', () => {
    const [field] = formFields({
      components: [{ type: 'textfield', key: 'a', validate: { pattern: '^(a+)+$' } }],
    });
    assert.ok(field);
    assert.deepEqual(checkForm([field], { a: `${'a'.repeat(40)}!` }, today), []);
  });

  it('asks nothing where the form is broken', () => assert.deepEqual(formFields({ components: 'none' }), []));
});
