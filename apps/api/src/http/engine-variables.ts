import { refusalOf, type Variables } from '@krok/engine';
import { ApiProblem } from '../errors.ts';

/**
 * Variables that a schema has checked: parsed from JSON, so that every value is JSON. The engine counts their size otherwise (a
 * long list of small numbers takes more than its text), and whoever sends them hears now what it would refuse.
 */
export function engineVariables(checked: Readonly<Record<string, unknown>>): Variables {
  const variables = checked as Variables;
  const refusal = refusalOf(variables);
  if (refusal === null) return variables;
  throw new ApiProblem('invalid-input', { errors: [{ pointer: '/variables', detail: refusal.message }] });
}
