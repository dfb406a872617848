import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Problem } from '../../designer/check/problem.ts';
import { readFile } from '../../designer/read-file.ts';
import { withDrawing } from '../../diagram/with-drawing.ts';

export type ImportedProcedure =
  | { readonly kind: 'taken'; readonly name: string; readonly files: readonly ProcedureFile[] }
  /** `file`: which one cannot be opened. */
  | { readonly kind: 'refused'; readonly file: string; readonly problems: readonly Problem[] };

/** What no editor can open. Everything else is opened with its problems marked, and nothing of it is lost. */
const unreadable = new Set(['file-too-large', 'bpmn-unreadable', 'dmn-unreadable', 'form-unreadable']);

/** Letters of a draft's name. */
const longestName = 200;

/**
 * Reads a BPMN file that somebody brings, of whichever modeler, with the forms and tables that were chosen along with it.
 * A diagram without a drawing is laid out.
 */
export async function importProcedure(chosen: readonly File[]): Promise<ImportedProcedure> {
  const [{ schemaForms }, { checkProcedure }] = await Promise.all([
    import('@krok/bpmn/xml/scan'),
    import('../../designer/check/check-procedure.ts'),
  ]);
  const files = await Promise.all(chosen.map(readFile));
  const [diagram, second] = files.filter(({ kind }) => kind === 'bpmn');
  const first = files[0]?.name ?? '';
  if (!diagram) return { kind: 'refused', file: first, problems: [alone] };
  if (second) return { kind: 'refused', file: second.name, problems: [twoDiagrams] };
  const { problems } = await checkProcedure(files);
  const fatal = problems.filter(
    ({ rule, severity }) => severity === 'error' && (unreadable.has(rule) || rule.startsWith('xml-')),
  );
  if (fatal.length > 0) return { kind: 'refused', file: fatal[0]?.file ?? diagram.name, problems: fatal };
  // The designer reads as the compiler's reader does: what it would misread it would write back wrong.
  const content = schemaForms(diagram.content);
  const document = new DOMParser().parseFromString(content, 'application/xml');
  const processes = [...document.getElementsByTagNameNS('*', 'process')];
  if (processes.length === 0) return { kind: 'refused', file: diagram.name, problems: [nothingDrawn] };
  const named = processes.map((each) => each.getAttribute('name')?.trim()).find((each) => each);
  const name = (named ?? diagram.name.replace(/\.\w+$/, '')).slice(0, longestName).trim();
  const drawn = { ...diagram, content: await withDrawing(content) };
  return { kind: 'taken', name, files: [drawn, ...files.filter((each) => each !== diagram)] };
}

const alone: Problem = {
  rule: 'diagram-missing',
  severity: 'error',
  pl: 'To formularz albo tabela decyzyjna. Wybierz razem z diagramem BPMN albo dodaj w projektancie, obok diagramu.',
  en: 'This is a form or a decision table. Choose it together with a BPMN diagram, or add it beside a diagram in the designer.',
};

const twoDiagrams: Problem = {
  rule: 'one-diagram',
  severity: 'error',
  pl: 'Wybierz jeden diagram: każdy staje się osobną procedurą. Formularze i tabele można wybrać razem z nim.',
  en: 'Choose one diagram: each becomes a procedure of its own. Forms and tables may be chosen along with it.',
};

const nothingDrawn: Problem = {
  rule: 'process-missing',
  severity: 'error',
  pl: 'W pliku nie ma procesu, więc nie ma czego narysować.',
  en: 'There is no process in the file, so there is nothing to draw.',
};
