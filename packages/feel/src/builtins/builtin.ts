import type { Run } from '../link/run.ts';
import type { DaysTimeDuration, YearsMonthsDuration } from '../values/durations.ts';
import { FeelDate } from '../values/feel-date.ts';
import { FeelDateTime } from '../values/feel-date-time.ts';
import { FeelFunction } from '../values/feel-function.ts';
import { FeelRange } from '../values/feel-range.ts';
import { FeelTime } from '../values/feel-time.ts';
import { isDuration } from '../values/arithmetic.ts';
import type { FeelNumber } from '../values/number.ts';
import { type FeelContext, type FeelList, type FeelValue, isContext, isList, isNumber } from '../values/value.ts';

/** One signature of a built-in function. */
export interface Overload {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Whether the last parameter takes any number of arguments. */
  readonly variadic: boolean;
  readonly required: number;
  /** Takes what `coerce` made of the arguments; undefined where an optional one is missing. */
  readonly invoke: (run: Run, values: readonly (FeelValue | undefined)[]) => FeelValue;
}

interface Parameter {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly optional: boolean;
}

/** What a parameter takes. */
interface KindValues {
  any: FeelValue;
  null: null;
  boolean: boolean;
  number: FeelNumber;
  string: string;
  date: FeelDate;
  time: FeelTime;
  'date and time': FeelDateTime;
  duration: DaysTimeDuration | YearsMonthsDuration;
  list: FeelList;
  context: FeelContext;
  range: FeelRange;
  function: FeelFunction;
}
export type Kind = keyof KindValues;

type ValueOf<K extends string> = K extends `${infer A} | ${infer B}`
  ? ValueOf<A> | ValueOf<B>
  : K extends Kind
    ? KindValues[K]
    : never;

type ArgumentOf<P extends string> = P extends `${string}?: ${infer K}`
  ? ValueOf<K> | undefined
  : P extends `${string}: ${infer K}`
    ? ValueOf<K>
    : never;

type ArgumentsOf<P extends readonly string[]> = P extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? First extends `...${infer Variadic}`
    ? ArgumentOf<Variadic>[]
    : [ArgumentOf<First>, ...ArgumentsOf<Rest>]
  : [];

/**
 * Declares a signature. A parameter reads `name: kind`, `name?: kind` where it may be left out, `...name: kind` where it
 * takes all that follow; kinds are joined by ` | `.
 */
export function builtin<const P extends readonly string[]>(
  name: string,
  parameters: P,
  invoke: (run: Run, ...values: ArgumentsOf<P>) => FeelValue,
): Overload {
  const parsed = parameters.map(parseParameter);
  return {
    name,
    parameters: parsed,
    variadic: parameters.at(-1)?.startsWith('...') ?? false,
    required: parsed.filter((parameter) => !parameter.optional).length,
    // The kinds of the parameters, which the type is made of, have been checked by `coerce`.
    invoke: (run, values) => invoke(run, ...(values as ArgumentsOf<P>)),
  };
}

/** The value as an argument of one of the kinds, or undefined. A list of one stands for its item and the reverse. */
export function coerce(value: FeelValue, kinds: readonly Kind[]): FeelValue | undefined {
  for (const kind of kinds) if (IS_KIND[kind](value)) return value;
  if (value === null) return undefined;
  if (kinds.includes('list')) return [value];
  if (isList(value) && value.length === 1) {
    const item = value[0] ?? null;
    for (const kind of kinds) if (IS_KIND[kind](item)) return item;
  }
  return undefined;
}

function parseParameter(text: string): Parameter {
  const [head = '', kinds = ''] = text.replace(/^\.\.\./, '').split(': ');
  return { name: head.replace(/\?$/, ''), kinds: kinds.split(' | ') as Kind[], optional: head.endsWith('?') };
}

const IS_KIND: Readonly<Record<Kind, (value: FeelValue) => boolean>> = {
  any: () => true,
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  number: isNumber,
  string: (value) => typeof value === 'string',
  date: (value) => value instanceof FeelDate,
  time: (value) => value instanceof FeelTime,
  'date and time': (value) => value instanceof FeelDateTime,
  duration: isDuration,
  list: isList,
  context: isContext,
  range: (value) => value instanceof FeelRange,
  function: (value) => value instanceof FeelFunction,
};
