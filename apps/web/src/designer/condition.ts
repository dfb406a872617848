/** What a decision can ask about a case: a variable, and how its answers look. */
export interface Fact {
  readonly variable: string;
  readonly kind: 'yesNo' | 'choice' | 'money' | 'number' | 'text';
  /** Of a choice. */
  readonly values?: readonly string[];
  /** Words of its values, where its author wrote them. */
  readonly words?: Readonly<Record<string, string>>;
  /** Its name as its author wrote it; absent: the dictionary has words for the variable. */
  readonly label?: string;
}

/** A condition that a plain field can show. Money is in grosze. */
export type Condition =
  | { readonly kind: 'yesNo'; readonly variable: string; readonly yes: boolean }
  | { readonly kind: 'choice'; readonly variable: string; readonly values: readonly string[] }
  | { readonly kind: 'compare'; readonly variable: string; readonly operator: Operator; readonly value: number };

export const operators = ['>', '>=', '<', '<=', '='] as const;
export type Operator = (typeof operators)[number];

/** What Krok itself tells a case, or its steps answer. */
export const knownFacts: readonly Fact[] = [
  { variable: 'paid', kind: 'yesNo' },
  {
    variable: 'outcome',
    kind: 'choice',
    values: ['promise', 'paid', 'dispute', 'noAnswer', 'refuses', 'callback'],
  },
  { variable: 'approved', kind: 'yesNo' },
  { variable: 'listed', kind: 'yesNo' },
  { variable: 'amount', kind: 'money' },
  { variable: 'openAmount', kind: 'money' },
  { variable: 'disputedAmount', kind: 'money' },
  { variable: 'debtorKind', kind: 'choice', values: ['business', 'consumer'] },
  {
    variable: 'courtAnswer',
    kind: 'choice',
    values: ['registered', 'orderIssued', 'orderServed', 'final', 'opposed', 'rejected', 'discontinued'],
  },
  { variable: 'registerStatus', kind: 'choice', values: ['listed', 'rejected'] },
];

const name = String.raw`([A-Za-z_][A-Za-z0-9_]*)`;
const truth = new RegExp(`^${name}\\s*(!?=)\\s*(true|false)$`);
const negated = new RegExp(`^not\\(\\s*${name}\\s*\\)$`);
const equal = new RegExp(`^${name}\\s*=\\s*"([^"\\\\]*)"$`);
const compared = new RegExp(`^${name}\\s*(>=|<=|>|<|=)\\s*(-?\\d+(?:\\.\\d+)?)$`);

/** Reads an expression without its leading `=`; null where it asks more than a plain field can show. */
export function readCondition(text: string): Condition | null {
  const trimmed = text.trim();
  const [, truthOf, sign, value] = truth.exec(trimmed) ?? [];
  if (truthOf !== undefined) return { kind: 'yesNo', variable: truthOf, yes: (sign === '=') === (value === 'true') };
  const [, negatedOf] = negated.exec(trimmed) ?? [];
  if (negatedOf !== undefined) return { kind: 'yesNo', variable: negatedOf, yes: false };
  const [, variable, operator, number] = compared.exec(trimmed) ?? [];
  const known = operators.find((each) => each === operator);
  if (variable !== undefined && known) return { kind: 'compare', variable, operator: known, value: Number(number) };
  const parts = trimmed.split(/\s+or\s+/).map((part) => equal.exec(part));
  const [first] = parts;
  const values = parts.flatMap((part) => (part && part[1] === first?.[1] ? [part[2] ?? ''] : []));
  if (!first?.[1] || values.length !== parts.length) return null;
  return { kind: 'choice', variable: first[1], values };
}

/** The expression, without a leading `=`. Anything but a known yes counts as no: a case may not know yet. */
export function writeCondition(condition: Condition): string {
  const { variable } = condition;
  switch (condition.kind) {
    case 'yesNo':
      return condition.yes ? `${variable} = true` : `${variable} != true`;
    case 'choice':
      return condition.values.map((value) => `${variable} = "${value.replaceAll(/["\\]/g, '')}"`).join(' or ');
    case 'compare':
      return `${variable} ${condition.operator} ${condition.value}`;
  }
}

/** The first answer that is offered once a fact is chosen. */
export function initialCondition({ variable, kind, values }: Fact): Condition {
  if (kind === 'yesNo') return { kind, variable, yes: true };
  if (kind === 'choice') return { kind, variable, values: values?.slice(0, 1) ?? [] };
  if (kind === 'text') return { kind: 'choice', variable, values: [''] };
  return { kind: 'compare', variable, operator: '>', value: 0 };
}
