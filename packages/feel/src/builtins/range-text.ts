import type { Run } from '../link/run.ts';
import { unescape } from '../syntax/string-literal.ts';
import { parseNumber } from '../values/number.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { order } from '../values/order.ts';
import { comparisonRange, type FeelRange } from '../values/feel-range.ts';
import { makeRange } from '../values/range-order.ts';
import type { FeelValue } from '../values/value.ts';

/** Reads the text of a range with literal ends: `[1..5)`, `["a".."z"]`, `(@"2026-01-01"..)` (DMN 1.5 §10.3.4.1). */
export function parseRange(text: string, run: Run): FeelValue {
  run.burnText(text.length);
  const match = /^\s*([[\](])\s*(.*?)\s*([\])[])\s*$/s.exec(text);
  const inner = match?.[2] ?? '';
  const split = splitAt(inner);
  if (match === null || split === null) return none(run, text);
  const low = endOf(inner.slice(0, split).trim());
  const high = endOf(inner.slice(split + 2).trim());
  const lowIncluded = match[1] === '[';
  const highIncluded = match[3] === ']';
  const bad =
    low === undefined || high === undefined || (low === null && lowIncluded) || (high === null && highIncluded);
  if (bad || (low === null && high === null)) return none(run, text);
  if (low !== null && high !== null && (order(low, high) ?? 0) > 0) return none(run, text);
  return openRange(low, high, lowIncluded, highIncluded) ?? makeRange(low, high, lowIncluded, highIncluded, run);
}

/** An end that is left out is open. */
function openRange(low: FeelValue, high: FeelValue, lowIncluded: boolean, highIncluded: boolean): FeelRange | null {
  if (low === null && high !== null) return comparisonRange(highIncluded ? '<=' : '<', high);
  return high === null && low !== null ? comparisonRange(lowIncluded ? '>=' : '>', low) : null;
}

function none(run: Run, text: string): null {
  return run.warn('NO_RESULT', `Expected the text of a range but got "${text}".`);
}

/** Where the two dots outside a string are. */
function splitAt(inner: string): number | null {
  let quoted = false;
  for (let i = 0; i < inner.length - 1; i += 1) {
    if (inner[i] === '\\') i += 1;
    else if (inner[i] === '"') quoted = !quoted;
    else if (!quoted && inner[i] === '.' && inner[i + 1] === '.') return i;
  }
  return null;
}

/** A literal end; null for an open one, undefined for what is no literal. */
function endOf(text: string): FeelValue | undefined {
  if (text === '' || text === 'null') return null;
  if (/^"(?:[^"\\]|\\.)*"$/s.test(text)) return unescape(text);
  if (/^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text)) return parseNumber(text) ?? undefined;
  const temporal =
    /^@?"(.*)"$/s.exec(text)?.[1] ?? /^(?:date and time|date|time|duration)\s*\(\s*"(.*)"\s*\)$/s.exec(text)?.[1];
  return temporal === undefined ? undefined : (parseTemporal(temporal) ?? undefined);
}
