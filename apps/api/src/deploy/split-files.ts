import type { ProcedureFile } from '@krok/contracts/schemas';
import type { SourceFile } from '@krok/deployment';
import { ApiProblem } from '../errors.ts';

/** The diagram of a procedure, and the forms and decision tables beside it. */
export function splitFiles(files: readonly ProcedureFile[]): {
  readonly xml: string;
  readonly sources: readonly SourceFile[];
} {
  const xml = files.find(({ kind }) => kind === 'bpmn')?.content;
  if (xml === undefined) throw new ApiProblem('invalid-input', { detail: 'Expected a diagram but got none.' });
  const sources = files.flatMap(({ kind, name, content }) => (kind === 'bpmn' ? [] : [{ kind, name, content }]));
  return { xml, sources };
}
