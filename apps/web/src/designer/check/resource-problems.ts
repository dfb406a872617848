import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import type { CheckedFile } from './check-file.ts';
import { ofFile, type Problem } from './problem.ts';

/**
 * Forms and tables that steps ask for and the procedure does not have, and ids that two files share. What was published
 * before may have them: only the server knows.
 */
export function resourceProblems(
  processes: readonly ExecutableProcess[],
  formsWithin: readonly string[],
  files: readonly CheckedFile[],
): readonly Problem[] {
  const idsOf = (kind: 'form' | 'dmn') => files.flatMap(({ file, ids }) => (file.kind === kind ? ids : []));
  const [forms, decisions] = [new Set([...formsWithin, ...idsOf('form')]), new Set(idsOf('dmn'))];
  // A file that cannot be read may be the one.
  const isUnread = (kind: 'form' | 'dmn') => files.some(({ file, ids }) => file.kind === kind && ids.length === 0);
  const asked = processes.flatMap(({ elements }) =>
    elements.flatMap((element): Problem[] => {
      const form = formOf(element);
      if (form !== undefined && !forms.has(form) && !isUnread('form')) return [formAway(element.id, form)];
      const decision = decisionOf(element);
      return decision === undefined || decisions.has(decision) || isUnread('dmn')
        ? []
        : [tableAway(element.id, decision)];
    }),
  );
  return [...asked, ...sharedIds(files)];
}

function formOf(element: ExecutableElement): string | undefined {
  const id = element.type === 'userTask' ? element.form?.formId : undefined;
  return id?.startsWith('=') ? undefined : id;
}

function decisionOf(element: ExecutableElement): string | undefined {
  return element.type === 'decisionTask' && element.decisionId.kind === 'static' ? element.decisionId.text : undefined;
}

function formAway(element: string, id: string): Problem {
  return {
    rule: 'form-away',
    severity: 'warning',
    element,
    pl: `Formularza „${id}” nie ma w tej procedurze: jeśli nie opublikowano go wcześniej, zadanie będzie bez formularza.`,
    en: `The form “${id}” is not in this procedure: unless it was published before, the task has no form.`,
  };
}

function tableAway(element: string, id: string): Problem {
  return {
    rule: 'table-away',
    severity: 'warning',
    element,
    pl: `Tabeli „${id}” nie ma w tej procedurze: jeśli nie opublikowano jej wcześniej, publikacja się nie uda.`,
    en: `The table “${id}” is not in this procedure: unless it was published before, publishing fails.`,
  };
}

function sharedIds(files: readonly CheckedFile[]): readonly Problem[] {
  const seen = new Set<string>();
  return files.flatMap(({ file, ids }) =>
    ids.flatMap((id) => {
      const key = `${file.kind} ${id}`;
      if (!seen.has(key)) return seen.add(key) && [];
      const pl = `Identyfikator „${id}” ma już inny plik tej procedury: zmień go albo usuń jeden z plików.`;
      const en = `Another file of this procedure has the id “${id}” too: change it or remove one of the files.`;
      return [ofFile(file, { rule: 'resource-twice', severity: 'error', pl, en })];
    }),
  );
}
