import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Problem } from '../../designer/check/problem.ts';

export type ImportedDiagram =
  | { readonly kind: 'taken'; readonly name: string; readonly file: ProcedureFile }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** What no modeler can open. Everything else is opened with its problems marked, and nothing of it is lost. */
const unreadable = new Set(['file-too-large', 'bpmn-unreadable']);

/** Reads a BPMN file that somebody brings, of whichever modeler. One without a drawing is laid out. */
export async function importDiagram(file: File): Promise<ImportedDiagram> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [{ decodeXml, schemaForms }, { checkProcedure }] = await Promise.all([
    import('@krok/bpmn/xml/scan'),
    import('../../designer/check/check-procedure.ts'),
  ]);
  const written = decodeXml(bytes);
  const named = { kind: 'bpmn' as const, name: fileName(file.name), content: written };
  const { problems } = await checkProcedure([named]);
  const fatal = problems.filter(
    ({ rule, severity }) => severity === 'error' && (unreadable.has(rule) || rule.startsWith('xml-')),
  );
  if (fatal.length > 0) return { kind: 'refused', problems: fatal };
  // The designer reads as the compiler's reader does: what it would misread it would write back wrong.
  const content = schemaForms(written);
  const document = new DOMParser().parseFromString(content, 'application/xml');
  const process = [...document.getElementsByTagNameNS('*', 'process')].find((each) => each.getAttribute('name'));
  const name = process?.getAttribute('name') ?? file.name.replace(/\.\w+$/, '');
  if (document.getElementsByTagNameNS('*', 'BPMNShape').length > 0)
    return { kind: 'taken', name, file: { ...named, content } };
  const { layoutProcess } = await import('bpmn-auto-layout');
  return { kind: 'taken', name, file: { ...named, content: await layoutProcess(withBothEnds(document, content)) } };
}

/** The layout follows what elements say of their flows; files written by hand say it on the flows alone. */
function withBothEnds(document: Document, content: string): string {
  const space = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
  const byId = new Map([...document.getElementsByTagNameNS(space, '*')].map((each) => [each.getAttribute('id'), each]));
  const said = document.getElementsByTagNameNS(space, 'incoming').length;
  if (said > 0) return content;
  for (const flow of document.getElementsByTagNameNS(space, 'sequenceFlow')) {
    for (const [end, tag] of [
      ['sourceRef', 'outgoing'],
      ['targetRef', 'incoming'],
    ] as const) {
      const node = byId.get(flow.getAttribute(end));
      if (!node) continue;
      const prefix = node.prefix ? `${node.prefix}:` : '';
      const made = document.createElementNS(space, `${prefix}${tag}`);
      made.textContent = flow.getAttribute('id');
      node.insertBefore(made, placeOfFlows(node, tag));
    }
  }
  return new XMLSerializer().serializeToString(document);
}

/** BPMN's order: documentation and extensions, then incoming, then outgoing, then everything else. */
function placeOfFlows(node: Element, tag: 'incoming' | 'outgoing'): Element | null {
  const before = ['documentation', 'extensionElements', 'auditing', 'monitoring', 'incoming'];
  if (tag === 'outgoing') before.push('outgoing');
  return [...node.children].find((each) => !before.includes(each.localName)) ?? null;
}

function fileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}_ .()-]/gu, '_').replace(/^[^\p{L}\p{N}_]+/u, '');
  return plain === '' ? 'procedure.bpmn' : plain.slice(-120);
}
