import type { Variables } from '@krok/engine';

/** Variables that a schema has checked: parsed from JSON, so that every value is JSON. */
export function engineVariables(checked: Readonly<Record<string, unknown>>): Variables {
  return checked as Variables;
}
