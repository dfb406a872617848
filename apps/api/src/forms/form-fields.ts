import { z } from 'zod';

/** What a field of a form-js schema demands of its value. */
export interface FormField {
  readonly key: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: 'email' | 'phone';
  /** The values that may be chosen; absent where they come from the case's data. */
  readonly options?: readonly unknown[];
  /** Of a `datetime`. */
  readonly subtype?: 'date' | 'time' | 'datetime';
  /** Of a `datetime`: no day that has passed. */
  readonly notPast?: true;
}

export type FieldType = z.infer<typeof fieldType>;

/** Fields of a form, those of its groups included; what has no key shows something and asks nothing. */
export function formFields(schema: Readonly<Record<string, unknown>>): FormField[] {
  const parsed = form.safeParse(schema);
  return parsed.success ? fieldsOf(parsed.data.components) : [];
}

const fieldType = z.enum([
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'radio',
  'select',
  'checklist',
  'taglist',
  'datetime',
]);
const form = z.looseObject({ components: z.array(z.unknown()) });
const group = z.looseObject({ components: z.array(z.unknown()), path: z.string().optional() });
const component = z.looseObject({
  type: fieldType,
  key: z.string().min(1),
  disabled: z.boolean().optional(),
  readonly: z.union([z.boolean(), z.string()]).optional(),
  subtype: z.enum(['date', 'time', 'datetime']).optional(),
  disallowPassedDates: z.boolean().optional(),
  values: z.array(z.looseObject({ value: z.unknown() })).optional(),
  conditional: z.looseObject({ hide: z.string().optional() }).optional(),
  validate: z
    .looseObject({
      required: z.boolean().optional(),
      min: z.coerce.number().optional(),
      max: z.coerce.number().optional(),
      minLength: z.coerce.number().optional(),
      maxLength: z.coerce.number().optional(),
      pattern: z.string().optional(),
      validationType: z.string().optional(),
    })
    .optional(),
});

function fieldsOf(components: readonly unknown[]): FormField[] {
  return components.flatMap((each) => {
    const field = component.safeParse(each);
    if (field.success) return fieldOf(field.data);
    const inner = group.safeParse(each);
    return inner.success ? fieldsOf(inner.data.components) : [];
  });
}

function fieldOf({
  type,
  key,
  disabled,
  readonly,
  subtype,
  disallowPassedDates,
  values,
  conditional,
  validate = {},
}: z.infer<typeof component>) {
  // Shown, not asked.
  if (disabled === true || readonly === true) return [];
  const { required = false, min, max, minLength, maxLength, pattern, validationType } = validate;
  const field: FormField = {
    key,
    type,
    // A hidden field asks nothing; whether it is hidden is known where the form is filled in.
    required: required && conditional?.hide === undefined,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern !== undefined && pattern !== '' && { pattern }),
    ...((validationType === 'email' || validationType === 'phone') && { format: validationType }),
    ...(values !== undefined && { options: values.map(({ value }) => value) }),
    ...(subtype !== undefined && { subtype }),
    ...(disallowPassedDates === true && { notPast: true as const }),
  };
  return [field];
}
