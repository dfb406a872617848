import { z } from 'zod';
import type { FormField } from './form-fields.ts';

/** A value that its field refuses; `detail` says what was expected. */
export interface FormError {
  readonly key: string;
  readonly detail: string;
}

/**
 * The values of a form, checked against its fields again: what a browser sends is not what it showed. `today` is that of
 * the organisation's clock.
 */
export function checkForm(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
  today: string,
): readonly FormError[] {
  const known = new Set(fields.map(({ key }) => key));
  const strange = Object.keys(values).filter((key) => !known.has(key));
  return [
    ...strange.map((key) => ({ key, detail: 'Expected a field of the form but it has none of this key' })),
    ...fields.flatMap((field) => {
      const detail = expected(field, values[field.key], today);
      return detail === null ? [] : [{ key: field.key, detail }];
    }),
  ];
}

/**
 * What becomes variables of the cases, and what is free text and is kept beside the work: text counts as free unless its
 * field has a pattern, which makes it a code.
 */
export function splitForm(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
): { readonly variables: Readonly<Record<string, unknown>>; readonly texts: readonly string[] } {
  const variables: Record<string, unknown> = {};
  const texts: string[] = [];
  for (const { key, type, pattern } of fields) {
    const value = values[key];
    if (isEmpty(value)) continue;
    if ((type === 'textfield' || type === 'textarea') && pattern === undefined) texts.push(String(value));
    else variables[key] = value;
  }
  return { variables, texts };
}

function expected(field: FormField, value: unknown, today: string): string | null {
  if (isEmpty(value)) return field.required ? 'Expected a value but it is empty' : null;
  const issue = schemaOf(field).safeParse(value).error?.issues[0];
  if (issue) return issue.message;
  const isPast = field.notPast === true && field.subtype !== 'time' && String(value).slice(0, 10) < today;
  return isPast ? `Expected a day from ${today} on` : null;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function schemaOf(field: FormField): z.ZodType {
  switch (field.type) {
    case 'number':
      return numberOf(field);
    case 'checkbox':
      return field.required ? z.literal(true, 'Expected a tick') : z.boolean('Expected true or false');
    case 'radio':
    case 'select':
      return optionOf(field);
    case 'checklist':
    case 'taglist':
      return z.array(optionOf(field), 'Expected a list').max(200, 'Expected at most 200 values');
    case 'datetime':
      return dateOf(field);
    case 'textfield':
    case 'textarea':
      return textOf(field);
  }
}

function numberOf({ min = -1e15, max = 1e15 }: FormField): z.ZodType {
  const number = z.number('Expected a number').min(min, `Expected at least ${min}`).max(max, `Expected at most ${max}`);
  // form-js may keep numbers as text, with all their digits.
  return z.union(
    [
      number,
      z
        .string()
        .regex(/^-?\d{1,15}(\.\d{1,15})?$/)
        .transform(Number)
        .pipe(number),
    ],
    {
      error: ({ input }) =>
        typeof input === 'number' || (typeof input === 'string' && /^-?[\d.]+$/.test(input))
          ? `Expected ${min} to ${max}`
          : 'Expected a number',
    },
  );
}

function optionOf({ options }: FormField): z.ZodType {
  const plain = z.union([z.string().max(1000), z.number(), z.boolean()], 'Expected a value that can be chosen');
  if (options === undefined) return plain;
  return plain.refine((value) => options.includes(value), 'Expected one of the values that the form offers');
}

function dateOf({ subtype = 'date' }: FormField): z.ZodType {
  if (subtype === 'time') return z.string().regex(/^\d{2}:\d{2}/, 'Expected a time such as 14:30');
  return subtype === 'date'
    ? z.iso.date('Expected a date such as 2026-11-30')
    : z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/, 'Expected a day and time such as 2026-11-30T14:30');
}

function textOf({ type, minLength = 0, maxLength, pattern, format }: FormField): z.ZodType {
  const most = Math.min(maxLength ?? 4000, type === 'textarea' ? 4000 : 1000);
  const text = z
    .string('Expected text')
    .min(minLength, `Expected at least ${minLength} characters`)
    .max(most, `Expected at most ${most} characters`);
  if (format === 'email') return text.regex(/^[^\s@]+@[^\s@]+$/, 'Expected an e-mail address');
  if (format === 'phone') return text.regex(/^\+?[\d\s()-]{6,20}$/, 'Expected a telephone number');
  if (pattern === undefined) return text;
  const matches = linearPattern(pattern);
  return matches === null ? text : text.refine(matches, 'Expected text of the form that the field asks for');
}

/**
 * The pattern comes with a form that somebody drew: one that can stall (nested repetition) is not run here, the
 * browser's own check of it stands alone.
 */
function linearPattern(pattern: string): ((text: string) => boolean) | null {
  if (pattern.length > 200 || /\([^)]*[*+{][^)]*\)\s*[*+{]/.test(pattern) || /\\[1-9]/.test(pattern)) return null;
  try {
    const compiled = new RegExp(pattern, 'u');
    return (text) => text.length <= 1000 && compiled.test(text);
  } catch {
    return null;
  }
}
