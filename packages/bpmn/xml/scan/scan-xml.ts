import type { FindingRule } from '../errors.ts';
import { uploadLimits } from '../limits.ts';
import {
  type AstralReference,
  checkCharacters,
  checkReferences,
  createLineCounter,
  resolveReferences,
  ScanProblem,
  utf8Length,
} from './xml-text.ts';

export interface ScannedElement {
  /** Qualified name as written. */
  readonly name: string;
  readonly id?: string;
  readonly line: number;
  readonly column: number;
  /** 0 of the root. */
  readonly depth: number;
}

/** Bounds of a file; the layout counts for bytes and depth only. */
export interface ScanLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
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
 * Strict first pass over an uploaded file, before any parser builds an object from it: well-formed XML 1.0 with namespaces,
 * without document type, entities or surprising characters, within the limits. Linear in the length of the text.
 * The answer's `xml` is the text with character references beyond U+FFFF resolved, which the BPMN reader cannot.
 */
export function scanXml(text: string, limits: ScanLimits = uploadLimits): Scan {
  try {
    if (text.length > limits.bytes || utf8Length(text) > limits.bytes) {
      throw new ScanProblem('file-too-large', 0, `Expected at most ${limits.bytes} bytes but the file is larger`);
    }
    checkCharacters(text);
    return new Scanner(text, limits).scan();
  } catch (problem) {
    if (!(problem instanceof ScanProblem)) throw problem;
    const { rule, message, offset } = problem;
    return { ok: false, rule, message, ...createLineCounter(text)(offset) };
  }
}

const name = String.raw`[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*`;
const tagName = new RegExp(`${name}(?::${name})?`, 'y');
const attribute = new RegExp(String.raw`\s+(${name}(?::${name})?)\s*=\s*("[^"<]*"|'[^'<]*')`, 'y');
const tagEnd = /\s*(\/?)>/y;

class Scanner {
  private readonly text: string;
  private readonly limits: ScanLimits;
  private readonly lines: (offset: number) => { line: number; column: number };
  private readonly elements: ScannedElement[] = [];
  private readonly references: AstralReference[] = [];
  private readonly open: { readonly name: string; readonly prefixes: readonly string[] }[] = [];
  /** How many open elements declare a prefix. */
  private readonly declared = new Map<string, number>([['xml', 1]]);
  private layoutDepth = 0;
  private counted = 0;
  private at = 0;

  constructor(text: string, limits: ScanLimits) {
    this.text = text;
    this.limits = limits;
    this.lines = createLineCounter(text);
    if (text.startsWith('\ufeff')) this.at = 1;
  }

  scan(): Scan {
    while (this.at < this.text.length) {
      const next = this.text.indexOf('<', this.at);
      this.checkText(next === -1 ? this.text.length : next);
      if (next === -1) break;
      this.at = next;
      this.markup();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) this.fail('xml-malformed', `Expected </${unclosed.name}> but the file ends`, this.text.length);
    if (this.elements.length === 0) this.fail('xml-malformed', 'Expected an XML file but there is no element', 0);
    return { ok: true, xml: resolveReferences(this.text, this.references), elements: this.elements };
  }

  private checkText(end: number): void {
    if (this.open.length === 0 && this.text.slice(this.at, end).replace('\ufeff', '').trim() !== '') {
      this.fail('xml-malformed', 'Expected one root element and nothing around it but there is other text');
    }
    this.references.push(...checkReferences(this.text, this.at, end));
  }

  private markup(): void {
    const starts = (opening: string) => this.text.startsWith(opening, this.at);
    if (starts('<!--')) this.skip('<!--', '-->', 'comment');
    else if (starts('<?')) this.skip('<?', '?>', 'processing instruction');
    else if (starts('<![CDATA[') && this.open.length > 0) this.skip('<![CDATA[', ']]>', 'CDATA section');
    else if (starts('<!')) this.fail('xml-doctype', 'Expected no document type or entity declaration but there is one');
    else if (starts('</')) this.endTag();
    else this.startTag();
  }

  private skip(opening: string, closing: string, what: string): void {
    const end = this.text.indexOf(closing, this.at + opening.length);
    if (end === -1) this.fail('xml-malformed', `Expected the end of this ${what} but the file ends`);
    this.at = end + closing.length;
  }

  private endTag(): void {
    const tag = this.match(tagName, this.at + 2)?.[0] ?? '';
    const end = this.match(tagEnd, this.at + 2 + tag.length);
    if (tag === '' || !end || end[1] === '/') this.fail('xml-malformed', 'Expected an end tag but it is not complete');
    const opened = this.open.pop();
    if (opened?.name !== tag) {
      this.fail(
        'xml-malformed',
        `Expected ${opened ? `</${opened.name}>` : 'the end of the file'} but there is </${tag}>`,
      );
    }
    this.closePrefixes(opened.prefixes);
    if (this.layoutDepth > this.open.length) this.layoutDepth = 0;
    this.at += 2 + tag.length + end[0].length;
  }

  private startTag(): void {
    const start = this.at;
    const tag = this.match(tagName, start + 1)?.[0] ?? '';
    if (tag === '') this.fail('xml-malformed', 'Expected a tag but there is only "<"');
    if (this.open.length === 0 && this.elements.length > 0) {
      this.fail('xml-malformed', `Expected one root element but there is a second, <${tag}>`);
    }
    this.at = start + 1 + tag.length;
    const attributes = this.attributes(tag);
    const end = this.match(tagEnd, this.at);
    if (!end) this.fail('xml-malformed', `Expected the end of tag <${tag}> but it is not complete`, start);
    this.checkLimits(tag, start);
    const prefixes = this.openPrefixes(tag, attributes, start);
    const id = attributes.get('id')?.trim();
    this.elements.push({ name: tag, ...(id !== undefined && { id }), ...this.lines(start), depth: this.open.length });
    this.at += end[0].length;
    if (end[1] === '/') {
      this.closePrefixes(prefixes);
      return;
    }
    this.open.push({ name: tag, prefixes });
    if (this.layoutDepth === 0 && /(^|:)(BPMNDiagram|DMNDI)$/.test(tag)) this.layoutDepth = this.open.length;
  }

  private attributes(tag: string): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let found = this.match(attribute, this.at); found; found = this.match(attribute, this.at)) {
      const [whole, key = '', quoted = '""'] = found;
      if (attributes.has(key)) this.fail('xml-malformed', `Expected attribute ${key} once but <${tag}> has it twice`);
      attributes.set(key, quoted.slice(1, -1));
      const valueEnd = this.at + whole.length - 1;
      this.references.push(...checkReferences(this.text, valueEnd - quoted.length + 2, valueEnd));
      this.at += whole.length;
    }
    return attributes;
  }

  /** Takes up the prefixes that a tag declares, then checks those that it uses (Namespaces in XML 1.0 §5). */
  private openPrefixes(tag: string, attributes: ReadonlyMap<string, string>, start: number): readonly string[] {
    const prefixes = [...attributes.keys()].filter((key) => key.startsWith('xmlns:')).map((key) => key.slice(6));
    for (const prefix of prefixes) this.declared.set(prefix, (this.declared.get(prefix) ?? 0) + 1);
    for (const used of [tag, ...attributes.keys()]) {
      const prefix = used.slice(0, Math.max(0, used.indexOf(':')));
      if (prefix === '' || prefix === 'xmlns' || (this.declared.get(prefix) ?? 0) > 0) continue;
      this.fail('xml-namespace', `Expected prefix "${prefix}" of ${used} to be declared but it is not`, start);
    }
    return prefixes;
  }

  private closePrefixes(prefixes: readonly string[]): void {
    for (const prefix of prefixes) this.declared.set(prefix, (this.declared.get(prefix) ?? 1) - 1);
  }

  private checkLimits(tag: string, start: number): void {
    if (this.open.length + 1 > this.limits.depth) {
      this.fail(
        'xml-too-deep',
        `Expected at most ${this.limits.depth} levels of nesting but <${tag}> is deeper`,
        start,
      );
    }
    if (this.layoutDepth > 0) return;
    this.counted += 1;
    if (this.counted > this.limits.elements) {
      this.fail('xml-too-many-elements', `Expected at most ${this.limits.elements} elements but there are more`, start);
    }
  }

  private match(pattern: RegExp, index: number): RegExpExecArray | null {
    pattern.lastIndex = index;
    return pattern.exec(this.text);
  }

  private fail(rule: FindingRule, message: string, offset = this.at): never {
    throw new ScanProblem(rule, offset, message);
  }
}
