import type { Run } from '../link/run.ts';
import { FeelFunction } from '../values/feel-function.ts';
import { type FeelValue, typeOf } from '../values/value.ts';
import { type Overload, coerce } from './builtin.ts';
import { BUSINESS_DAY_FUNCTIONS } from './business-day-functions.ts';
import { CONTEXT_FUNCTIONS } from './context-functions.ts';
import { CONVERSION_FUNCTIONS } from './conversion-functions.ts';
import { LIST_FUNCTIONS } from './list-functions.ts';
import { LOGIC_FUNCTIONS } from './logic-functions.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { ORDER_FUNCTIONS } from './order-functions.ts';
import { RANDOM_FUNCTIONS } from './random-functions.ts';
import { RANGE_FUNCTIONS } from './range-functions.ts';
import { STATISTICS_FUNCTIONS } from './statistics-functions.ts';
import { STRING_FUNCTIONS } from './string-functions.ts';
import { TEMPORAL_FUNCTIONS } from './temporal-functions.ts';

/** A function of the language, in all its signatures. */
interface Builtin {
  readonly name: string;
  readonly overloads: readonly Overload[];
}

export function findBuiltin(name: string): Builtin | null {
  return BUILTINS.get(name) ?? null;
}

/** The built-in of a name as a value, or null. */
export function builtinFunction(name: string): FeelFunction | null {
  const builtin = BUILTINS.get(name);
  const parameters = builtin?.overloads[0]?.parameters.map((parameter) => parameter.name);
  if (builtin === undefined || parameters === undefined) return null;
  return new FeelFunction(parameters, (values, run) => callBuiltin(builtin, values, null, run));
}

/** Calls the first signature that the arguments fit; null with a warning if none does. */
export function callBuiltin(
  builtin: Builtin,
  values: readonly FeelValue[],
  names: readonly string[] | null,
  run: Run,
): FeelValue {
  for (const overload of builtin.overloads) {
    const positional = names === null ? values : ordered(overload, values, names);
    if (positional === null) continue;
    const fitting = fit(overload, positional);
    if (fitting !== null) return overload.invoke(run, fitting);
  }
  const signatures = builtin.overloads.map((overload) => signature(overload)).join(' or ');
  return run.warn('WRONG_ARGUMENTS', `Expected ${signatures} but got (${values.map(typeOf).join(', ')}).`);
}

function ordered(overload: Overload, values: readonly FeelValue[], names: readonly string[]): FeelValue[] | null {
  const { parameters } = overload;
  if (names.some((name) => !parameters.some((parameter) => parameter.name === name))) return null;
  const result: (FeelValue | undefined)[] = parameters.map((parameter) => values[names.indexOf(parameter.name)]);
  for (const [i, parameter] of parameters.entries()) {
    if (result[i] !== undefined || parameter.optional) continue;
    // A missing argument is null, for those that take it.
    if (!parameter.kinds.includes('any')) return null;
    result[i] = null;
  }
  return result as FeelValue[];
}

function fit(overload: Overload, values: readonly FeelValue[]): (FeelValue | undefined)[] | null {
  const { parameters, variadic, required } = overload;
  if (variadic ? values.length === 0 : values.length < required || values.length > parameters.length) return null;
  const result: (FeelValue | undefined)[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const parameter = parameters[Math.min(i, parameters.length - 1)];
    const value = values[i];
    if (parameter === undefined) return null;
    if (value === undefined) {
      result.push(undefined);
      continue;
    }
    const coerced = coerce(value, parameter.kinds);
    if (coerced === undefined) return null;
    result.push(coerced);
  }
  return result;
}

function signature(overload: Overload): string {
  const parameters = overload.parameters.map((parameter) => parameter.name + (parameter.optional ? '?' : ''));
  return `${overload.name}(${parameters.join(', ')}${overload.variadic ? ', ...' : ''})`;
}

const BUILTINS: ReadonlyMap<string, Builtin> = collect([
  ...BUSINESS_DAY_FUNCTIONS,
  ...CONTEXT_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...LOGIC_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...ORDER_FUNCTIONS,
  ...RANDOM_FUNCTIONS,
  ...RANGE_FUNCTIONS,
  ...STATISTICS_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...TEMPORAL_FUNCTIONS,
]);

/** Every name that a call resolves without a variable of the name. */
export const builtinNames: readonly string[] = Object.freeze([...BUILTINS.keys()]);

function collect(overloads: readonly Overload[]): Map<string, Builtin> {
  const builtins = new Map<string, Builtin>();
  for (const overload of overloads) {
    const known = builtins.get(overload.name)?.overloads ?? [];
    builtins.set(overload.name, { name: overload.name, overloads: [...known, overload] });
  }
  return builtins;
}
