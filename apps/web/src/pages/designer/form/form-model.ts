/** A field of a form as a person sees it; `source` keeps everything that this screen does not show. */
export interface FormField {
  readonly type: FieldType | 'other';
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  /** One choice a line. */
  readonly choices: readonly string[];
  readonly source: Readonly<Record<string, unknown>>;
}

export const fieldTypes = ['textfield', 'textarea', 'number', 'date', 'checkbox', 'select', 'radio', 'text'] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface FormModel {
  readonly id: string;
  readonly fields: readonly FormField[];
  readonly source: Readonly<Record<string, unknown>>;
}

/** Reads a form; null where it is none. */
export function readForm(content: string): FormModel | null {
  let source: unknown;
  try {
    source = JSON.parse(content);
  } catch {
    return null;
  }
  if (!isRecord(source) || !Array.isArray(source['components'])) return null;
  return { id: text(source['id']), fields: source['components'].filter(isRecord).map(readField), source };
}

export function writeForm({ id, fields, source }: FormModel): string {
  return `${JSON.stringify({ ...source, id, components: fields.map(writeField) }, null, 2)}\n`;
}

/** A new field; `answers` are the choices that it begins with, where it has any. */
export function emptyField(type: FieldType, key: string, label: string, answers: readonly string[]): FormField {
  const choices = type === 'select' || type === 'radio' ? answers : [];
  return { type, key, label, required: false, choices, source: { id: `Field_${key}` } };
}

/** The field with another question. Its variable is called after it, as long as its author has not named it. */
export function relabelled(field: FormField, label: string, others: readonly FormField[]): FormField {
  const isOwn = !/^field\d+$/.test(field.key) && field.key !== variableOf(field.label);
  const key = variableOf(label);
  if (isOwn || key === '' || others.some((each) => each.key === key)) return { ...field, label };
  return { ...field, label, key };
}

/** `Wynik sporu` becomes `wynikSporu`: letters that FEEL takes without quotes. */
function variableOf(label: string): string {
  const words = label
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const [first = '', ...rest] = words.map((word) => word.toLowerCase());
  const joined = first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return /^[a-z]/.test(joined) ? joined.slice(0, 40) : '';
}

function readField(source: Record<string, unknown>): FormField {
  const isDate = source['type'] === 'datetime' && source['subtype'] === 'date';
  const type = isDate ? 'date' : fieldTypes.find((each) => each === source['type']);
  const validate = isRecord(source['validate']) ? source['validate'] : {};
  const values = Array.isArray(source['values']) ? source['values'].filter(isRecord) : [];
  return {
    type: type ?? 'other',
    key: text(source['key']),
    label: text(type === 'text' ? source['text'] : type === 'date' ? source['dateLabel'] : source['label']),
    required: validate['required'] === true,
    choices: values.map((each) => text(each['label'])),
    source,
  };
}

function writeField({ type, key, label, required, choices, source }: FormField): Record<string, unknown> {
  if (type === 'other') return { ...source };
  if (type === 'text') return { ...source, type, text: label };
  const validate = isRecord(source['validate']) ? source['validate'] : {};
  return {
    ...source,
    ...(type === 'date' ? { type: 'datetime', subtype: 'date', dateLabel: label } : { type, label }),
    key,
    validate: { ...validate, required },
    ...((type === 'select' || type === 'radio') && { values: writeChoices(choices, source['values']) }),
  };
}

/** Values of choices that were there keep theirs; a new one's value is its label. */
function writeChoices(choices: readonly string[], former: unknown): unknown[] {
  const known = Array.isArray(former) ? former.filter(isRecord) : [];
  return choices.map((label, index) => {
    const same =
      known.find((each) => each['label'] === label) ?? (known.length === choices.length ? known[index] : undefined);
    return same ? { ...same, label } : { label, value: label };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
