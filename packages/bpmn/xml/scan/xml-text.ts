import type { FindingRule } from '../errors.ts';

/** Ends a scan; turned into a finding by `scanXml`. */
export class ScanProblem extends Error {
  readonly rule: FindingRule;
  readonly offset: number;
  constructor(rule: FindingRule, offset: number, message: string) {
    super(message);
    this.rule = rule;
    this.offset = offset;
  }
}

/** A reference to a character beyond U+FFFF, and the character. */
export interface AstralReference {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const reference = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|amp|lt|gt|quot|apos);/y;

/** XML 1.0 §2.2: no control characters, no halves of surrogate pairs. */
export function checkCharacters(text: string): void {
  const found = forbidden.exec(text);
  if (found) {
    throw new ScanProblem(
      'xml-character',
      found.index,
      'Expected text but there is a character that XML does not allow',
    );
  }
}

/** Only predefined entities and references to characters; gives those that the BPMN reader cannot resolve. */
export function checkReferences(text: string, from: number, to: number): readonly AstralReference[] {
  const astral: AstralReference[] = [];
  // The slice keeps each search within its own stretch: searching the whole rest every time would be quadratic.
  const stretch = text.slice(from, to);
  for (let inner = stretch.indexOf('&'); inner !== -1; inner = stretch.indexOf('&', inner + 1)) {
    const at = from + inner;
    reference.lastIndex = at;
    const found = reference.exec(text);
    if (!found) {
      throw new ScanProblem('xml-entity', at, 'Expected only the predefined entities of XML but there is another "&"');
    }
    const digits = found[1] ?? found[2];
    if (digits === undefined) continue;
    const code = Number.parseInt(digits, found[1] === undefined ? 16 : 10);
    const character = code > 0x10ffff ? '\ufffe' : String.fromCodePoint(code);
    if (forbidden.test(character)) {
      throw new ScanProblem('xml-character', at, `Expected a character of XML but ${found[0]} is none`);
    }
    if (code > 0xffff) astral.push({ start: at, end: at + found[0].length, text: character });
  }
  return astral;
}

export function resolveReferences(text: string, references: readonly AstralReference[]): string {
  if (references.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text: character } of references) {
    pieces.push(text.slice(from, start), character);
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Line and column of an offset, both from 1. Offsets must not shrink from call to call, so that lines are counted once. */
export function createLineCounter(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  let nextBreak = text.indexOf('\n');
  return (offset) => {
    while (nextBreak !== -1 && nextBreak < offset) {
      line += 1;
      lineStart = nextBreak + 1;
      nextBreak = text.indexOf('\n', lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}

export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
