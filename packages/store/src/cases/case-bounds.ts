import type { Variables } from '@krok/engine';
import { StoreError } from '../errors.ts';

/**
 * `KROK_CASE_VARIABLES_KB`: what the variables of one case may take together, default 256, at most 1024: Temporal takes
 * 2 MB in one piece. Throws on anything else.
 */
export function caseBounds(environment: Readonly<Record<string, string | undefined>>): { mostVariables?: number } {
  const text = environment['KROK_CASE_VARIABLES_KB'];
  if (!text) return {};
  const kilobytes = Number(text);
  if (!Number.isInteger(kilobytes) || kilobytes < LEAST || kilobytes > MOST) {
    throw new Error(`Expected KROK_CASE_VARIABLES_KB to be from ${LEAST} to ${MOST} but got "${text}".`);
  }
  return { mostVariables: kilobytes * 1024 };
}

/** No case could take them, so that none is begun with them and nothing is kept for one. */
export function checkVariables({ mostVariables }: { readonly mostVariables: number }, variables: Variables): void {
  const size = JSON.stringify(variables).length;
  if (size <= mostVariables) return;
  const [most, got] = [mostVariables, size].map((each) => `${Math.ceil(each / 1024)} KB`);
  throw new StoreError('VARIABLES_TOO_LARGE', `Expected at most ${most} of variables for a case but got ${got}.`);
}

/** What one variable may take. */
const LEAST = 32;
const MOST = 1024;
