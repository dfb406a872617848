import type { FindingRule } from '../errors.ts';
import { uploadLimits } from '../limits.ts';

export interface ScannedElement {
  /** Qualified name as written. */
  readonly name: string;
  readonly id?: string;
  readonly line: number;
  readonly column: number;
  readonly depth: number;
}

export type Scan =
  | { readonly ok: true; readonly xml: string; readonly elements: readonly ScannedElement[] }
  | {
      readonly ok: false;
      readonly rule: FindingRule;
      readonly message: string;
      readonly line: number;
      readonly column: number;
    };

/**
 * Strict first pass over an uploaded file, before any parser builds an object from it: well-formed XML 1.0 without
 * document type, entities or surprising characters, within the limits. Linear in the length of the text.
 * The answer's `xml` is the text with character references beyond U+FFFF resolved, which the BPMN reader cannot.
 */
export function scanXml(text: string): Scan {
  try {
    return scan(text);
  } catch (problem) {
    if (problem instanceof ScanProblem) return { ok: false, rule: problem.rule, message: problem.message, ...placeOf(text, problem.offset) };
    throw problem;
  }
}

class ScanProblem extends Error {
  readonly rule: FindingRule;
  readonly offset: number;
  constructor(rule: FindingRule, offset: number, message: string) {
    super(message);
    this.rule = rule;
    this.offset = offset;
  }
}

const forbiddenCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;
const tagName = /[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*(?::[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*)?/y;
const attribute = /\s+([A-Za-z_\u0080-\uffff][\w.\-:\u0080-\uffff]*)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const tagEnd = /\s*(\/?)>/y;
const reference = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|amp|lt|gt|quot|apos);/y;

function scan(text: string): Scan {
  if (text.length > uploadLimits.bytes || utf8Length(text) > uploadLimits.bytes) {
    throw new ScanProblem('file-too-large', 0, `Expected at most ${uploadLimits.bytes} bytes but the file is larger`);
  }
  const strange = forbiddenCharacter.exec(text);
  if (strange) throw new ScanProblem('xml-character', strange.index, 'Expected text of a BPMN file but there is a character that XML does not allow');

  const elements: ScannedElement[] = [];
  const open: string[] = [];
  const astral: { start: number; end: number; text: string }[] = [];
  const lines = createLineCounter(text);
  let rootSeen = false;
  let interchangeDepth = 0;
  let counted = 0;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;

  while (at < text.length) {
    const next = text.indexOf('<', at);
    const textEnd = next === -1 ? text.length : next;
    if (open.length === 0 && text.slice(at, textEnd).trim() !== '') {
      throw new ScanProblem('xml-malformed', at, rootSeen ? 'Expected the end of the file but there is more text' : 'Expected a BPMN file but the text does not start with an element');
    }
    checkReferences(text, at, textEnd, astral);
    if (next === -1) break;
    at = next;
    if (text.startsWith('<!--', at)) at = skip(text, at, '<!--', '-->', 'comment');
    else if (text.startsWith('<?', at)) at = skip(text, at, '<?', '?>', 'processing instruction');
    else if (text.startsWith('<![CDATA[', at) && open.length > 0) at = skip(text, at, '<![CDATA[', ']]>', 'CDATA section');
    else if (text.startsWith('<!', at)) throw new ScanProblem('xml-doctype', at, 'Expected no document type or entity declaration but there is one');
    else if (text.startsWith('</', at)) at = closeTag();
    else at = openTag();
  }
  if (open.length > 0) throw new ScanProblem('xml-malformed', text.length, `Expected </${open.at(-1)}> but the file ends`);
  if (!rootSeen) throw new ScanProblem('xml-malformed', 0, 'Expected a BPMN file but there is no element');
  return { ok: true, xml: replaceAll(text, astral), elements };

  function closeTag(): number {
    const name = match(tagName, at + 2)?.[0];
    const end = name === undefined ? undefined : match(tagEnd, at + 2 + name.length);
    if (name === undefined || !end || end[1] === '/') throw new ScanProblem('xml-malformed', at, 'Expected an end tag but it is not complete');
    const expected = open.pop();
    if (expected !== name) throw new ScanProblem('xml-malformed', at, `Expected ${expected === undefined ? 'the end of the file' : `</${expected}>`} but there is </${name}>`);
    if (interchangeDepth > open.length) interchangeDepth = 0;
    return at + 2 + name.length + end[0].length;
  }

  function openTag(): number {
    const start = at;
    const name = match(tagName, start + 1)?.[0];
    if (name === undefined) throw new ScanProblem('xml-malformed', start, 'Expected a tag but there is only "<"');
    if (open.length === 0 && rootSeen) throw new ScanProblem('xml-malformed', start, `Expected one root element but there is a second, <${name}>`);
    rootSeen = true;
    let position = start + 1 + name.length;
    const names = new Set<string>();
    let id: string | undefined;
    for (;;) {
      const found = match(attribute, position);
      if (!found) break;
      const [whole, key = '', quoted = '""'] = found;
      if (names.has(key)) throw new ScanProblem('xml-malformed', position, `Expected attribute ${key} once but <${name}> has it twice`);
      names.add(key);
      const valueStart = position + whole.length - quoted.length + 1;
      checkReferences(text, valueStart, valueStart + quoted.length - 2, astral);
      if (key === 'id') id = quoted.slice(1, -1).trim();
      position += whole.length;
    }
    const end = match(tagEnd, position);
    if (!end) throw new ScanProblem('xml-malformed', position, `Expected the end of tag <${name}> but it is not complete`);
    if (open.length + 1 > uploadLimits.depth) throw new ScanProblem('xml-too-deep', start, `Expected at most ${uploadLimits.depth} levels of nesting but <${name}> is deeper`);
    if (interchangeDepth === 0) {
      counted += 1;
      if (counted > uploadLimits.elements) throw new ScanProblem('xml-too-many-elements', start, `Expected at most ${uploadLimits.elements} elements but there are more`);
    }
    elements.push({ name, ...(id !== undefined && { id }), ...lines(start), depth: open.length });
    if (end[1] !== '/') {
      open.push(name);
      if (interchangeDepth === 0 && /(^|:)BPMNDiagram$/.test(name)) interchangeDepth = open.length;
    }
    return position + end[0].length;
  }

  function match(pattern: RegExp, index: number): RegExpExecArray | null {
    pattern.lastIndex = index;
    return pattern.exec(text);
  }
}

function skip(text: string, at: number, opening: string, closing: string, what: string): number {
  const end = text.indexOf(closing, at + opening.length);
  if (end === -1) throw new ScanProblem('xml-malformed', at, `Expected the end of this ${what} but the file ends`);
  return end + closing.length;
}

function checkReferences(text: string, from: number, to: number, astral: { start: number; end: number; text: string }[]): void {
  // The slice keeps each search within its own stretch: searching the whole rest every time would be quadratic.
  const stretch = text.slice(from, to);
  for (let inner = stretch.indexOf('&'); inner !== -1; inner = stretch.indexOf('&', inner + 1)) {
    const at = from + inner;
    reference.lastIndex = at;
    const found = reference.exec(text);
    if (!found) throw new ScanProblem('xml-entity', at, 'Expected only the predefined entities of XML but there is another "&"');
    const digits = found[1] ?? found[2];
    if (digits === undefined) continue;
    const code = Number.parseInt(digits, found[1] === undefined ? 16 : 10);
    const character = code > 0x10ffff ? '\ufffe' : String.fromCodePoint(code);
    if (forbiddenCharacter.test(character)) throw new ScanProblem('xml-character', at, `Expected a character of XML but ${found[0]} is none`);
    if (code > 0xffff) astral.push({ start: at, end: at + found[0].length, text: character });
  }
}

function replaceAll(text: string, parts: readonly { start: number; end: number; text: string }[]): string {
  if (parts.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const part of parts) {
    pieces.push(text.slice(from, part.start), part.text);
    from = part.end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Offsets only grow during the scan, so that lines are counted once. */
function createLineCounter(text: string): (offset: number) => { line: number; column: number } {
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

function placeOf(text: string, offset: number): { line: number; column: number } {
  return createLineCounter(text)(offset);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}
