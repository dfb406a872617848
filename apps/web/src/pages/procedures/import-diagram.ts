import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Problem } from '../../designer/check/problem.ts';

export type ImportedDiagram =
  | { readonly kind: 'taken'; readonly name: string; readonly file: ProcedureFile }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** What no modeler can open. Everything else is opened with its problems marked, and nothing of it is lost. */
const unreadable = new Set(['file-too-large', 'bpmn-unreadable']);

/** Reads a BPMN file that somebody brings, of whichever modeler. One without a drawing is laid out. */
export async function importDiagram(file: File): Promise<ImportedDiagram> {
  const content = await file.text();
  const { checkProcedure } = await import('../../designer/check/check-procedure.ts');
  const named = { kind: 'bpmn' as const, name: fileName(file.name), content };
  const { problems } = await checkProcedure([named]);
  const fatal = problems.filter(
    ({ rule, severity }) => severity === 'error' && (unreadable.has(rule) || rule.startsWith('xml-')),
  );
  if (fatal.length > 0) return { kind: 'refused', problems: fatal };
  const document = new DOMParser().parseFromString(content, 'application/xml');
  const process = [...document.getElementsByTagNameNS('*', 'process')].find((each) => each.getAttribute('name'));
  const name = process?.getAttribute('name') ?? file.name.replace(/\.\w+$/, '');
  if (document.getElementsByTagNameNS('*', 'BPMNShape').length > 0) return { kind: 'taken', name, file: named };
  const { layoutProcess } = await import('bpmn-auto-layout');
  return { kind: 'taken', name, file: { ...named, content: await layoutProcess(content) } };
}

function fileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}_ .()-]/gu, '_').replace(/^[^\p{L}\p{N}_]+/u, '');
  return plain === '' ? 'procedure.bpmn' : plain.slice(-120);
}
