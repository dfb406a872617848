import { RE2JS } from 're2js';
import type { Run } from '../link/run.ts';
import { translatePattern } from './pattern-translation.ts';

/** A regular expression that runs in time linear in the text (no back-references). */
interface Pattern {
  readonly expression: RE2JS;
  /** Steps that a text of so many characters costs. */
  readonly cost: (length: number) => number;
}

/**
 * Compiles a pattern of XML Schema with the flags of XPath (`s m i x`); null with a warning if it is none, or needs more
 * than linear time.
 */
export function compilePattern(pattern: string, flags: string, run: Run): Pattern | null {
  run.burn(pattern.length);
  const key = `${flags}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const compiled = build(pattern, flags);
  if (compiled === null) {
    return run.warn('NO_RESULT', `Expected a regular expression but got "${pattern}" with the flags "${flags}".`);
  }
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, compiled);
  return compiled;
}

// Compiled by content, so that whoever compiled it first makes no difference.
const cache = new Map<string, Pattern>();
const CACHE_SIZE = 256;
const MAX_PATTERN_LENGTH = 1000;

function build(pattern: string, flags: string): Pattern | null {
  if (/[^smix]/.test(flags) || pattern.length > MAX_PATTERN_LENGTH) return null;
  let mask = 0;
  if (flags.includes('s')) mask |= RE2JS.DOTALL;
  if (flags.includes('m')) mask |= RE2JS.MULTILINE;
  if (flags.includes('i')) mask |= RE2JS.CASE_INSENSITIVE;
  const translated = translatePattern(pattern, flags);
  if (translated === null) return null;
  try {
    const expression = RE2JS.compile(translated, mask);
    const size = expression.programSize();
    return { expression, cost: (length) => 1 + Math.ceil((length * size) / 8) };
  } catch {
    return null;
  }
}
