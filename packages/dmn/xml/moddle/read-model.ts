import { type ScannedElement, scanXml } from '@krok/bpmn/xml/scan';
import { DmnModdle, type ParseWarning } from 'dmn-moddle';
import type { Finding } from '../finding.ts';
import { uploadLimits } from '../limits.ts';
import { type DmnElement, isDmnElement, nearestId } from './dmn-element.ts';
import { isDmnNamespace, packagesFor } from './dmn-schema.ts';
import { findRepeatedChildren } from './repeated-children.ts';

/** 1-based place in the file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface ReadModel {
  /** Absent where the file could not be read. */
  readonly definitions?: DmnElement;
  /** Where the start tags of elements with an id are. */
  readonly positions?: ReadonlyMap<string, Position>;
  readonly findings: readonly Finding[];
}

/** Reads a file into the reader's tree, after a strict pass over its text. */
export async function readModel(xml: string): Promise<ReadModel> {
  const scan = scanXml(xml, uploadLimits);
  if (!scan.ok) {
    const { rule, message, line, column } = scan;
    return { findings: [{ rule, severity: 'error', message, line, column }] };
  }
  const uri = namespaceOf(scan.xml);
  if (!isDmnNamespace(uri)) return unreadable(`Expected DMN 1.1 to 1.5 but the namespace of the file is "${uri}"`);
  try {
    const { rootElement, warnings } = await readerFor(uri).fromXML(scan.xml);
    if (!isDmnElement(rootElement)) return unreadable('Expected DMN definitions but there are none');
    return {
      definitions: rootElement,
      positions: positionsOf(scan.elements),
      findings: [...findRepeatedChildren(scan.elements), ...warnings.filter(isOfLogic).map(findingOf)],
    };
  } catch (problem) {
    const message = problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : String(problem);
    return unreadable(`Expected DMN definitions but the reader stopped: ${message}`);
  }
}

function positionsOf(elements: readonly ScannedElement[]): ReadonlyMap<string, Position> {
  return new Map(
    elements.flatMap(({ id, line, column }) => (id === undefined ? [] : [[id, { line, column }] as const])),
  );
}

/** Readers hold schemas only; what is read never stays in them. */
const readers = new Map<string, DmnModdle>();

function readerFor(uri: string): DmnModdle {
  const known = readers.get(uri);
  if (known !== undefined) return known;
  const reader = new DmnModdle(packagesFor(uri));
  readers.set(uri, reader);
  return reader;
}

/** The namespace of the root element of well-formed XML. */
function namespaceOf(xml: string): string {
  const bare = xml.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  const [, prefix, attributes = ''] = /<(?:([^\s:/>]+):)?[^\s/>]+((?:"[^"]*"|'[^']*'|[^'">])*)>/.exec(bare) ?? [];
  const wanted = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
  for (const [, name, , double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*("([^"]*)"|'([^']*)')/g)) {
    if (name === wanted) return double ?? single ?? '';
  }
  return '';
}

/** Layout is not compiled: what is wrong there changes no decision. */
function isOfLogic(warning: ParseWarning): boolean {
  const ofLayout = isDmnElement(warning.element) && /^(dmndi|di|dc|biodi):/.test(warning.element.$type);
  return !ofLayout && !/<(dmndi|di|dc|biodi):/i.test(warning.message);
}

/** The reader tells in prose what it dropped. */
function findingOf(warning: ParseWarning): Finding {
  const encoding = warning.message.startsWith('unsupported document encoding');
  const element = isDmnElement(warning.element) ? nearestId(warning.element) : undefined;
  const nested = /line: (\d+)\s+column: (\d+)\s+nested error: (.*)$/s.exec(warning.message);
  // The reader counts from 0.
  const place = nested === null ? {} : { line: Number(nested[1]) + 1, column: Number(nested[2]) + 1 };
  return {
    rule: encoding ? 'xml-encoding' : 'dmn-unreadable',
    severity: 'error',
    message: encoding
      ? 'Expected UTF-8 but the file declares another encoding'
      : `Expected DMN but the reader says: ${nested?.[3] ?? warning.message}`,
    ...(element !== undefined && { element }),
    ...place,
  };
}

function unreadable(message: string): ReadModel {
  return { findings: [{ rule: 'dmn-unreadable', severity: 'error', message, line: 1, column: 1 }] };
}
