import type { ExecutableProcess } from '@krok/bpmn/executable';
import { MAX_LOOP_RUNS } from '@krok/engine';
import {
  drawsRandomness,
  type ExpressionTree,
  type FeelTypeName,
  type FeelValue,
  linkExpression,
  toJson,
  typeOf,
} from '@krok/feel/executable';
import { type ExpressionPlace, expressionPlaces, type Wanted } from './expression-places.ts';
import { DURATIONS, typesOf } from './feel-types.ts';
import type { Rule } from './rule.ts';

/**
 * Expressions that never give what the engine needs where they stand, whatever the data are: by what they are made of, or
 * because they ask for no data and always give the same. Each is an incident when a case comes there, or an event that
 * never comes.
 */
export const wrongValues: Rule = (process, add, { now }) => {
  const fuel = { left: STEPS };
  for (const place of expressionPlaces(process)) {
    const { element, expression, wanted, waits } = place;
    if (expression.kind === 'static') continue;
    const { tree } = expression;
    const value = constantOf(tree, now ?? SOME_DAY, fuel);
    const isWrong =
      value === undefined
        ? isNever(typesOf(tree.root), wanted)
        : !isTaken(value, wanted) || !isOneOf(process, place, value);
    const source = tree.source.length > 60 ? `${tree.source.slice(0, 57)}...` : tree.source;
    if (waits === true && (isWrong || value === false)) add('condition-never-true', 'warning', element, { source });
    else if (isWrong) add('value-wrong', 'warning', element, { source, ...WORDS[wanted] });
  }
};

/** The value of an expression that asks for no data; undefined where it does, or may give another value each time. */
function constantOf(tree: ExpressionTree, now: number, fuel: { left: number }): FeelValue | undefined {
  if (tree.reads.length > 0 || drawsRandomness(tree)) return undefined;
  const calendar = { version: '', zone: ZONE, holidays: [], weekend: [6, 7] };
  const result = linkExpression(tree)(() => undefined, { now, zone: ZONE, calendar, fuel });
  return result.kind === 'value' ? result.value : undefined;
}

function isNever(types: ReadonlySet<FeelTypeName> | null, wanted: Wanted): boolean {
  return types !== null && [...types].every((type) => !TAKEN[wanted].includes(type));
}

function isTaken(value: FeelValue, wanted: Wanted): boolean {
  if (!TAKEN[wanted].includes(typeOf(value))) return false;
  if (wanted === 'json') return toJson(value).kind !== 'notJson';
  if (wanted === 'list') return Array.isArray(value) && value.length <= MAX_LOOP_RUNS;
  // One of more digits than a number has is none.
  if (wanted === 'number') return typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (Array.isArray(value)) return wanted !== 'texts' || value.every((each) => typeof each === 'string');
  return typeof value !== 'string' || FORMS[wanted]?.test(value.trim()) !== false;
}

/** An ad-hoc sub-process names what it holds, and a task is urgent by a hundred at most. */
function isOneOf(process: ExecutableProcess, { element, expression }: ExpressionPlace, value: FeelValue): boolean {
  const at = process.elements.find(({ id }) => id === element);
  if (at?.type === 'userTask' && at.priority === expression) return typeof value !== 'number' || value <= 100;
  if (at?.type !== 'adHocSubProcess' || at.activeElements !== expression || !Array.isArray(value)) return true;
  return value.every((id) => at.children.some((child) => process.elements[child]?.id === id));
}

const JSON_TYPES: readonly FeelTypeName[] = [
  'null',
  'boolean',
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'list',
  'context',
  ...DURATIONS,
];
const TAKEN: Readonly<Record<Wanted, readonly FeelTypeName[]>> = {
  condition: ['boolean'],
  text: ['string'],
  key: ['string', 'number'],
  // A date is given as text.
  optionalText: ['string', 'null', 'date', 'time', 'date and time', ...DURATIONS],
  texts: ['list', 'null'],
  day: ['string', 'null', 'date', 'date and time'],
  number: ['number'],
  list: ['list'],
  json: JSON_TYPES,
  date: ['string', 'date', 'date and time'],
  duration: ['string', ...DURATIONS],
  cycle: ['string', ...DURATIONS],
};

/** What text must at least look like. */
const FORMS: Readonly<Partial<Record<Wanted, RegExp>>> = {
  day: /^[+-]?\d{4,9}-\d\d-\d\d/,
  date: /^[+-]?\d{4,9}-\d\d-\d\d/,
  duration: /^[+-]?P(?=.*\d)[\dYMWDTHS.,]+$/,
  cycle: /^R|^P|^@|\s/,
};

const WORDS: Readonly<Record<Wanted, { readonly wanted: string; readonly wantedPl: string }>> = {
  condition: { wanted: 'true or false', wantedPl: 'tak albo nie' },
  text: { wanted: 'text', wantedPl: 'tekst' },
  key: { wanted: 'text or a number', wantedPl: 'tekst albo liczba' },
  optionalText: { wanted: 'text', wantedPl: 'tekst' },
  texts: { wanted: 'a list of texts that fit here', wantedPl: 'lista tekstów, które tu pasują' },
  day: { wanted: 'a date', wantedPl: 'data' },
  number: { wanted: 'a whole number that fits here', wantedPl: 'liczba całkowita, która tu pasuje' },
  list: { wanted: 'a list', wantedPl: 'lista' },
  json: { wanted: 'a value that a variable can keep', wantedPl: 'wartość, którą można zapisać w danych sprawy' },
  date: { wanted: 'a date', wantedPl: 'data' },
  duration: { wanted: 'a duration such as P14D', wantedPl: 'czas trwania, na przykład P14D' },
  cycle: { wanted: 'a repetition such as R/P7D', wantedPl: 'powtarzanie, na przykład R/P7D' },
};

/** Of all expressions of a process together: a hostile file can't hold up whoever checks it. */
const STEPS = 200_000;
const ZONE = 'Europe/Warsaw';
/** The type of a value hardly ever depends on the day. */
const SOME_DAY = Date.UTC(2026, 0, 1);
