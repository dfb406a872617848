/**
 * Rewrites a regular expression of XPath (functions and operators 3.1 §5.6.1) into the syntax of RE2; null for what has
 * no counterpart there, above all back-references, which no linear algorithm can follow.
 */
export function translatePattern(pattern: string, flags: string): string | null {
  const source = flags.includes('x') ? withoutSpaces(pattern) : pattern;
  let result = '';
  for (let at = 0; at < source.length; ) {
    const char = source[at] ?? '';
    if (char === '[') {
      const part = translateClass(source, at);
      if (part === null) return null;
      result += part.text;
      at = part.end;
    } else if (char === '\\') {
      const part = translateEscape(source, at, false);
      if (part === null) return null;
      result += part.text;
      at = part.end;
    } else {
      result += char === '.' && !flags.includes('s') ? '[^\\n\\r]' : char;
      at += 1;
    }
  }
  return result;
}

interface Part {
  readonly text: string;
  readonly end: number;
}

/** Flag `x`: white space outside character classes does not count. */
function withoutSpaces(pattern: string): string {
  return pattern.replace(/\[(?:[^\]\\]|\\.)*\]|\s+/gs, (match) => (match.startsWith('[') ? match : ''));
}

function translateEscape(source: string, at: number, inClass: boolean): Part | null {
  const letter = source[at + 1] ?? '';
  if (letter === '' || /\d/.test(letter)) return null;
  if (letter === 'p' || letter === 'P') {
    const match = /^\{(\^?)(\w[\w-]*)\}/.exec(source.slice(at + 2));
    if (match === null) return null;
    const end = at + 2 + match[0].length;
    const block = BLOCKS[match[2] ?? ''];
    if (block === undefined) return (match[2] ?? '').startsWith('Is') ? null : { text: source.slice(at, end), end };
    if (letter === 'p') return { text: inClass ? block : `[${block}]`, end };
    return inClass ? null : { text: `[^${block}]`, end };
  }
  const members = MEMBERS[letter];
  if (members !== undefined) return { text: inClass ? members : `[${members}]`, end: at + 2 };
  const complement = MEMBERS[letter.toLowerCase()];
  if (complement !== undefined) {
    if (inClass && letter !== 'W' && letter !== 'D') return null;
    const text = inClass ? (COMPLEMENTS[letter] ?? '') : `[^${complement}]`;
    return { text, end: at + 2 };
  }
  return /[a-mo-qsu-zA-Z]/.test(letter) ? null : { text: source.slice(at, at + 2), end: at + 2 };
}

/** A character class from its bracket on, with a subtraction at its end if there is one: `[a-z-[aeiou]]`. */
function translateClass(source: string, start: number): Part | null {
  const negated = source[start + 1] === '^';
  let text = '';
  let at = start + (negated ? 2 : 1);
  const first = at;
  while (at < source.length) {
    const char = source[at] ?? '';
    if (char === ']' && at > first) return { text: `[${negated ? '^' : ''}${text}]`, end: at + 1 };
    if (char === '-' && source[at + 1] === '[') {
      const removed = translateClass(source, at + 1);
      if (removed === null || source[removed.end] !== ']' || negated) return null;
      const difference = subtract(text, removed.text);
      return difference === null ? null : { text: difference, end: removed.end + 1 };
    }
    if (char === '[') return null;
    const part = char === '\\' ? translateEscape(source, at, true) : { text: char, end: at + 1 };
    if (part === null) return null;
    text += part.text;
    at = part.end;
  }
  return null;
}

type Range = readonly [from: number, to: number];

/** The characters of a class without those of another; both of plain characters and ranges. */
function subtract(text: string, removed: string): string | null {
  const negated = removed.startsWith('[^');
  const kept = rangesOf(text);
  const others = rangesOf(removed.slice(negated ? 2 : 1, -1));
  if (kept === null || others === null) return null;
  const holes = negated ? inverted(others) : others;
  let rest = kept;
  for (const [from, to] of holes) {
    rest = rest.flatMap(([a, b]): Range[] => {
      if (to < a || from > b) return [[a, b]];
      const parts: Range[] = [
        [a, from - 1],
        [to + 1, b],
      ];
      return parts.filter(([x, y]) => x <= y);
    });
  }
  const hex = (point: number) => `\\x{${point.toString(16)}}`;
  return rest.length === 0 ? '[^\\x{0}-\\x{10FFFF}]' : `[${rest.map(([a, b]) => `${hex(a)}-${hex(b)}`).join('')}]`;
}

function rangesOf(text: string): Range[] | null {
  if (/\\[pPxwWdDsS]/.test(text)) return null;
  const points = Array.from(text.matchAll(/\\(.)|(.)/gsu), (match) => ({
    char: match[1] ?? match[2] ?? '',
    raw: match[0],
  }));
  const ranges: Range[] = [];
  for (let i = 0; i < points.length; i += 1) {
    const from = CONTROLS[points[i]?.raw ?? ''] ?? points[i]?.char.codePointAt(0) ?? 0;
    const isRange = points[i + 1]?.raw === '-' && i + 2 < points.length;
    const to = isRange ? (points[i + 2]?.char.codePointAt(0) ?? from) : from;
    ranges.push([from, to]);
    if (isRange) i += 2;
  }
  return ranges;
}

function inverted(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  let next = 0;
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (from > next) result.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= 0x10ffff) result.push([next, 0x10ffff]);
  return result;
}

const CONTROLS: Readonly<Record<string, number>> = { '\\n': 10, '\\r': 13, '\\t': 9 };

/** XML Schema's multi-character escapes as members of a class (XML Schema 1.1 part 2 §G.4.2.5). */
const MEMBERS: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{M}\\p{N}\\p{S}',
  s: ' \\t\\n\\r',
  i: '\\p{L}_:',
  c: '\\p{L}\\p{M}\\p{N}._:\\-',
};
const COMPLEMENTS: Readonly<Record<string, string>> = { D: '\\P{Nd}', W: '\\p{P}\\p{Z}\\p{C}' };

/** The Unicode blocks that European texts need. */
const BLOCKS: Readonly<Record<string, string>> = {
  IsBasicLatin: '\\x{0}-\\x{7F}',
  'IsLatin-1Supplement': '\\x{80}-\\x{FF}',
  'IsLatinExtended-A': '\\x{100}-\\x{17F}',
  'IsLatinExtended-B': '\\x{180}-\\x{24F}',
  IsGreek: '\\x{370}-\\x{3FF}',
  IsGreekandCoptic: '\\x{370}-\\x{3FF}',
  IsCyrillic: '\\x{400}-\\x{4FF}',
  IsHebrew: '\\x{590}-\\x{5FF}',
  IsArabic: '\\x{600}-\\x{6FF}',
  IsGeneralPunctuation: '\\x{2000}-\\x{206F}',
  IsCurrencySymbols: '\\x{20A0}-\\x{20CF}',
};
