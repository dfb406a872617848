import { XMLParser } from 'fast-xml-parser';

/** An element to be written: attributes, then texts and children in their order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly children?: readonly (XmlElement | string | null)[];
}

/** Null children and undefined attributes are left out. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  ...children: readonly (XmlElement | string | null)[]
): XmlElement {
  return { name, attributes, children };
}

export function writeXml({ name, attributes = {}, children = [] }: XmlElement): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapeXml(String(value)).replaceAll('"', '&quot;')}"`,
  );
  const inner = children.map((child) =>
    child === null ? '' : typeof child === 'string' ? escapeXml(child) : writeXml(child),
  );
  return inner.length === 0
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${inner.join('')}</${name}>`;
}

/** XML 1.0 §2.2: what no document may hold is dropped. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A read element: its children by name (prefixes dropped), its own text. */
export interface XmlNode {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** All children of this name, in their order. */
  all(name: string): readonly XmlNode[];
  /** The first child of this name. */
  child(name: string): XmlNode | null;
  /** The first descendant of this name. */
  find(name: string): XmlNode | null;
}

/** Null for what is no well-formed XML, or declares a document type. */
export function readXml(source: string): XmlNode | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(source)) return null;
  try {
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      removeNSPrefix: true,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      processEntities: true,
      ignoreDeclaration: true,
    });
    const parsed: unknown = parser.parse(source, true);
    return nodeOf(parsed, {});
  } catch {
    return null;
  }
}

function nodeOf(content: unknown, attributes: unknown): XmlNode {
  const items = Array.isArray(content) ? content.filter(isRecord) : [];
  const children = items.flatMap((item) =>
    Object.entries(item)
      .filter(([name]) => name !== ':@' && name !== '#text')
      .map(([name, inner]) => ({ name, node: nodeOf(inner, item[':@']) })),
  );
  const all = (name: string): readonly XmlNode[] =>
    children.filter((child) => child.name === name).map(({ node }) => node);
  return {
    text: items.map((item) => ('#text' in item ? String(item['#text']) : '')).join(''),
    attributes: isRecord(attributes)
      ? Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]))
      : {},
    all,
    child: (name) => all(name)[0] ?? null,
    find(name) {
      for (const { name: own, node } of children) {
        const found = own === name ? node : node.find(name);
        if (found) return found;
      }
      return null;
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
