import type { BusinessCalendar } from '@krok/calendar';
import type { Variables } from '@krok/engine';
import { fromJson, linkExpression, parseExpression, toJson } from '@krok/feel';
import { SimulatorError } from './errors.ts';

export interface AnswerEnv {
  /** Epoch ms. */
  readonly now: number;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
}

const FUEL = 100_000;

/** Replaces each text that begins with `=` by the value of that FEEL expression over the variables of the work. */
export function answerValues(values: Variables, variables: Variables, env: AnswerEnv): Variables {
  const answered: Record<string, Variables[string]> = {};
  for (const [name, value] of Object.entries(values)) {
    answered[name] =
      typeof value === 'string' && value.startsWith('=') ? evaluate(value.slice(1), variables, env) : value;
  }
  return answered;
}

/** The same for one text that must give a text. */
export function answerText(text: string, variables: Variables, env: AnswerEnv): string {
  if (!text.startsWith('=')) return text;
  const value = evaluate(text.slice(1), variables, env);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new SimulatorError('WRONG_EXPRESSION', `Expected "${text}" to give text but got ${JSON.stringify(value)}.`);
}

function evaluate(source: string, variables: Variables, env: AnswerEnv): Variables[string] {
  const parsed = parseExpression(source);
  if (parsed.kind === 'syntaxError')
    throw new SimulatorError('WRONG_EXPRESSION', `Expected FEEL but got "${source}": ${parsed.message}`);
  const lookup = (name: string) => (Object.hasOwn(variables, name) ? fromJson(variables[name] ?? null) : undefined);
  // A rehearsal gives the same when it is repeated; two answers differ unless they come at one instant.
  const random = { seed: `${env.now}/${source}`, drawn: 0 };
  const result = linkExpression(parsed.tree)(lookup, { ...env, fuel: { left: FUEL }, random });
  if (result.kind !== 'value')
    throw new SimulatorError('WRONG_EXPRESSION', `Expected a value but "${source}" gave none.`);
  const json = toJson(result.value);
  if (json.kind !== 'json')
    throw new SimulatorError('WRONG_EXPRESSION', `Expected a value that is JSON but got another from "${source}".`);
  return json.json;
}
