import { RE2JS } from 're2js';
import type { Run } from '../link/run.ts';

/** A regular expression that runs in time linear in the text (no back-references). */
export interface Pattern {
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
  const text = flags.includes('x') ? withoutSpaces(pattern) : pattern;
  try {
    const expression = RE2JS.compile(translate(text), mask);
    const size = expression.programSize();
    return { expression, cost: (length) => 1 + ((length * size) >> 6) };
  } catch {
    return null;
  }
}

/** Flag `x` (XPath functions 3.1 §5.6.2): white space outside character classes does not count. */
function withoutSpaces(pattern: string): string {
  return pattern.replace(/\[(?:[^\]\\]|\\.)*\]|\\.|\s+/gs, (match) => (/^\s/.test(match) ? '' : match));
}

/** XML Schema's classes of name characters have no counterpart in RE2. */
function translate(pattern: string): string {
  return pattern.replace(/\\(.)/gs, (match, letter: string) => XML_CLASSES[letter] ?? match);
}

const XML_CLASSES: Readonly<Record<string, string>> = {
  i: '[\\p{L}_:]',
  I: '[^\\p{L}_:]',
  c: '[\\p{L}\\p{N}._:\\-]',
  C: '[^\\p{L}\\p{N}._:\\-]',
};
