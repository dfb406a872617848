import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Problem } from '../../designer/check/problem.ts';
import { withDrawing } from '../../diagram/with-drawing.ts';

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
  return { kind: 'taken', name, file: { ...named, content: await withDrawing(content) } };
}

function fileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}_ .()-]/gu, '_').replace(/^[^\p{L}\p{N}_]+/u, '');
  return plain === '' ? 'procedure.bpmn' : plain.slice(-120);
}
