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

/** What one variable may take. */
const LEAST = 32;
const MOST = 1024;
