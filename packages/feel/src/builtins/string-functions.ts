import type { Run } from '../link/run.ts';
import { canonical, type FeelNumber, toDecimal, toInteger } from '../values/number.ts';
import { textOf } from '../values/text.ts';
import type { FeelList, FeelValue } from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';
import { toBase64 } from './base64.ts';
import { compilePattern } from './pattern.ts';

export const STRING_FUNCTIONS: readonly Overload[] = [
  builtin('substring', ['string: string', 'start position: number', 'length?: number'], substring),
  builtin('string length', ['string: string'], (_run, text) => lengthOf(text)),
  builtin('upper case', ['string: string'], (run, text) => costed(run, text).toUpperCase()),
  builtin('lower case', ['string: string'], (run, text) => costed(run, text).toLowerCase()),
  builtin('substring before', ['string: string', 'match: string'], (run, text, match) => {
    const at = costed(run, text).indexOf(match);
    return at < 0 ? '' : text.slice(0, at);
  }),
  builtin('substring after', ['string: string', 'match: string'], (run, text, match) => {
    const at = costed(run, text).indexOf(match);
    return at < 0 ? '' : text.slice(at + match.length);
  }),
  builtin('contains', ['string: string', 'match: string'], (run, text, match) => costed(run, text).includes(match)),
  builtin('starts with', ['string: string', 'match: string'], (run, text, match) =>
    costed(run, text).startsWith(match),
  ),
  builtin('ends with', ['string: string', 'match: string'], (run, text, match) => costed(run, text).endsWith(match)),
  builtin('matches', ['input: string', 'pattern: string', 'flags?: string | null'], (run, text, pattern, flags) => {
    const compiled = compilePattern(pattern, flags ?? '', run);
    if (compiled === null) return null;
    run.burn(compiled.cost(text.length));
    return compiled.expression.matcher(text).find();
  }),
  builtin('replace', ['input: string', 'pattern: string', 'replacement: string', 'flags?: string | null'], replace),
  builtin('split', ['string: string', 'delimiter: string'], split),
  builtin('extract', ['string: string', 'pattern: string'], extract),
  builtin('trim', ['string: string'], (run, text) => costed(run, text).trim()),
  builtin('to base64', ['value: string'], (run, text) => toBase64(costed(run, text))),
  builtin('is blank', ['string: string'], (run, text) => costed(run, text).trim() === ''),
  builtin('string join', ['list: list', 'delimiter?: any'], (run, list, delimiter = null) =>
    join(run, list, delimiter, '', ''),
  ),
  builtin(
    'string join',
    ['list: list', 'delimiter: any', 'prefix: string', 'suffix: string'],
    (run, list, delimiter, prefix, suffix) => join(run, list, delimiter, prefix, suffix),
  ),
];

/** What finding one more match costs beside the characters passed. */
const STEPS_PER_MATCH = 32;

/** Positions and lengths count code points, from 1, or backwards from -1. */
function substring(run: Run, text: string, start: FeelNumber, length?: FeelNumber): FeelValue {
  const position = wholePart(start);
  const count = length === undefined ? null : wholePart(length);
  const points = isPlain(costed(run, text)) ? text : Array.from(text);
  const valid = position !== null && position !== 0 && Math.abs(position) <= points.length;
  if (!valid || (length !== undefined && (count === null || count < 1))) {
    return run.warn('NO_RESULT', `Expected a part of a text of ${points.length} characters but got one beyond.`);
  }
  const from = position > 0 ? position - 1 : points.length + position;
  const part = points.slice(from, count === null ? points.length : from + count);
  return typeof part === 'string' ? part : part.join('');
}

function wholePart(n: FeelNumber): number | null {
  return toInteger(n) ?? toInteger(canonical(toDecimal(n).trunc()) ?? 0);
}

function lengthOf(text: string): number {
  if (isPlain(text)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether no character takes two units. */
function isPlain(text: string): boolean {
  return !/[\ud800-\udfff]/.test(text);
}

function costed(run: Run, text: string): string {
  run.burnText(text.length);
  return text;
}

function replace(run: Run, text: string, pattern: string, replacement: string, flags?: string | null): FeelValue {
  const compiled = compilePattern(pattern, flags ?? '', run);
  if (compiled === null) return null;
  run.burn(compiled.cost(text.length) + compiled.cost(0));
  if (compiled.expression.matcher('').find()) {
    return run.warn('NO_RESULT', `Expected a pattern that matches no empty text but got "${pattern}".`);
  }
  const pieces = replacementOf(replacement);
  if (pieces === null) {
    return run.warn('NO_RESULT', `Expected a replacement with $0 to $9, \\$ and \\\\ but got "${replacement}".`);
  }
  const matcher = compiled.expression.matcher(text);
  const groups = matcher.groupCount();
  let result = '';
  let at = 0;
  while (matcher.find()) {
    const before = result.length;
    result += text.slice(at, matcher.start());
    for (const piece of pieces) {
      if (typeof piece === 'string') result += piece;
      else result += groupText(piece, groups, (group) => matcher.group(group) ?? '');
    }
    at = matcher.end();
    run.burn(STEPS_PER_MATCH);
    run.burnText(result.length - before);
  }
  run.burnText(result.length + text.length - at);
  return result + text.slice(at);
}

/** The literal parts and group references of a replacement text (XPath functions 3.1 §5.6.4); null if it is malformed. */
function replacementOf(replacement: string): (string | { readonly digits: string })[] | null {
  const pieces: (string | { readonly digits: string })[] = [];
  for (const match of replacement.matchAll(/\\([\\$])|\$(\d+)|([^\\$]+)|[\\$]/gs)) {
    const [whole, escaped, digits, literal] = match;
    if (digits !== undefined) pieces.push({ digits });
    else if (escaped !== undefined || literal !== undefined) pieces.push(escaped ?? literal ?? whole);
    else return null;
  }
  return pieces;
}

/** The longest prefix of the digits that numbers a group is the reference; the rest is literal. */
function groupText(piece: { readonly digits: string }, groups: number, group: (n: number) => string): string {
  for (let length = piece.digits.length; length > 0; length -= 1) {
    const n = Number(piece.digits.slice(0, length));
    if (n <= groups) return group(n) + piece.digits.slice(length);
  }
  return piece.digits.slice(1);
}

function split(run: Run, text: string, delimiter: string): FeelValue {
  const compiled = compilePattern(delimiter, '', run);
  if (compiled === null) return null;
  run.burn(compiled.cost(text.length));
  const parts: string[] = [];
  let at = 0;
  const matcher = compiled.expression.matcher(text);
  while (matcher.find()) {
    // An empty match splits between characters, but never at the ends.
    if (matcher.end() === matcher.start() && (matcher.start() === 0 || matcher.start() >= text.length)) continue;
    run.burn(STEPS_PER_MATCH);
    parts.push(text.slice(at, matcher.start()));
    at = matcher.end();
  }
  parts.push(text.slice(at));
  return parts;
}

function extract(run: Run, text: string, pattern: string): FeelValue {
  const compiled = compilePattern(pattern, '', run);
  if (compiled === null) return null;
  run.burn(compiled.cost(text.length));
  const found: string[] = [];
  const matcher = compiled.expression.matcher(text);
  while (matcher.find()) {
    run.burn(STEPS_PER_MATCH);
    found.push(matcher.group() ?? '');
  }
  return found;
}

/** Null items are left out. */
function join(run: Run, list: FeelList, delimiter: FeelValue, prefix: string, suffix: string): FeelValue {
  run.burn(list.length);
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string') || (delimiter !== null && typeof delimiter !== 'string')) {
    return run.warn('WRONG_TYPE', 'Expected a list of strings to join but got one with other items.');
  }
  const separator = delimiter === null ? '' : textOf(delimiter, run);
  for (const text of texts) run.burnText(text.length + separator.length);
  return prefix + texts.join(separator) + suffix;
}
