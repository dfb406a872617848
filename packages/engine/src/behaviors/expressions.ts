import type { Expression } from '@krok/bpmn/executable';
import { type FeelValue, toJson, typeOf } from '@krok/feel/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { IncidentCause, Json } from '../types/index.ts';
import { MAX_INTEGER, MAX_TEXT_LENGTH, MAX_VARIABLE_SIZE } from '../version.ts';
import { sizeOf } from './json-size.ts';

/** A condition. Null is no answer: an incident, as in Camunda 8. */
export function evaluateBoolean(
  run: Run,
  at: LiveInstance,
  expression: Expression,
  extra: Readonly<Record<string, Json>> | null = null,
): boolean | Problem {
  const value = run.evaluate(expression, at, extra);
  if (typeof value === 'boolean' || value instanceof Problem) return value;
  // A static condition can only be written as text.
  if (expression.kind === 'static' && (value === 'true' || value === 'false')) return value === 'true';
  return expected('condition', 'a boolean', expression, value);
}

/** Text, from an expression that must give text: job type, message name, error code. */
export function evaluateText(
  run: Run,
  at: LiveInstance,
  expression: Expression,
  cause: IncidentCause = 'expression',
): string | Problem {
  if (expression.kind === 'static') return storable(expression.text, cause);
  const value = run.evaluate(expression, at);
  if (value instanceof Problem) return value;
  return typeof value === 'string' ? storable(value, cause) : expected(cause, 'text', expression, value);
}

/** Text by which things are looked up outside, as the host can store it; anything else would stop the case for ever. */
export function storable(text: string, cause: IncidentCause): string | Problem {
  if (text.length > MAX_TEXT_LENGTH) {
    return new Problem(cause, `Expected text of at most ${MAX_TEXT_LENGTH} characters but got ${text.length}`);
  }
  return text.includes('\0') ? new Problem(cause, 'Expected text but got the character U+0000 in it') : text;
}

/** Text or nothing: an assignee that is null is not assigned. Dates are given as ISO text. */
export function evaluateOptionalText(
  run: Run,
  at: LiveInstance,
  expression: Expression | undefined,
): string | null | Problem {
  if (expression === undefined) return null;
  const value = evaluateJson(run, at, expression, null, 'expression');
  if (value === null || value instanceof Problem) return value;
  return typeof value === 'string' ? storable(value, 'expression') : expected('expression', 'text', expression, value);
}

/** A list of texts; static text is split at commas. */
export function evaluateTexts(
  run: Run,
  at: LiveInstance,
  expression: Expression | undefined,
): readonly string[] | Problem {
  if (expression === undefined) return [];
  if (expression.kind === 'static') return expression.text.split(',').map((each) => each.trim());
  const value = run.evaluate(expression, at);
  if (value instanceof Problem) return value;
  if (value === null) return [];
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
    return expected('expression', 'a list of texts', expression, value);
  }
  for (const each of value) {
    const problem = storable(each, 'expression');
    if (problem instanceof Problem) return problem;
  }
  return value;
}

export function evaluateInteger(run: Run, at: LiveInstance, expression: Expression): number | Problem {
  const value = run.evaluate(expression, at);
  if (value instanceof Problem) return value;
  const number = expression.kind === 'static' ? Number(expression.text) : value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= MAX_INTEGER) return number;
  return expected('expression', `a whole number from 0 to ${MAX_INTEGER}`, expression, value);
}

/** A value in the form in which a variable keeps it. */
export function evaluateJson(
  run: Run,
  at: LiveInstance,
  expression: Expression,
  extra: Readonly<Record<string, Json>> | null = null,
  cause: IncidentCause = 'mapping',
  maximumSize = MAX_VARIABLE_SIZE,
): Json | Problem {
  const value = run.evaluate(expression, at, extra);
  if (value instanceof Problem) return value;
  const result = toJson(value);
  if (result.kind === 'notJson') return new Problem(cause, `${sourceOf(expression)}: ${result.reason}`);
  if (sizeOf(result.json) > maximumSize) return tooLarge(sourceOf(expression));
  return result.json;
}

export function tooLarge(what: string): Problem {
  return new Problem(
    'variableTooLarge',
    `Expected ${what} to take at most ${MAX_VARIABLE_SIZE} bytes but it takes more`,
  );
}

function expected(cause: IncidentCause, what: string, expression: Expression, value: FeelValue): Problem {
  return new Problem(cause, `Expected ${what} from ${sourceOf(expression)} but got ${typeOf(value)}`);
}

function sourceOf(expression: Expression): string {
  return expression.kind === 'static' ? `"${expression.text}"` : `= ${expression.tree.source}`;
}
