import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { roleOfLane } from '@krok/contracts/types';
import type { DeploymentFile } from '@krok/store';
import { bindDecisions, type FindDecision } from './bind-decisions.ts';
import { compileFiles, filesWithin, type SourceFile } from './compile-files.ts';
import type { ProcedureFinding } from './procedure-finding.ts';

export type CompiledProcedure =
  | {
      readonly deployable: true;
      readonly processes: readonly ExecutableProcess[];
      readonly files: readonly DeploymentFile[];
      /** Warnings only. */
      readonly findings: readonly ProcedureFinding[];
    }
  | { readonly deployable: false; readonly findings: readonly ProcedureFinding[] };

/**
 * A diagram with its forms and decision tables, ready for deployment or refused with every finding. Decisions are bound
 * here, for the life of the version: to the procedure's own files first, then to what `published` finds elsewhere.
 */
export async function compileProcedure(
  xml: string,
  sources: readonly SourceFile[] = [],
  published: FindDecision = async () => null,
): Promise<CompiledProcedure> {
  const [diagram, beside] = await Promise.all([compileBpmn(xml, { groupOfLane: roleOfLane }), compileFiles(sources)]);
  const within = diagram.deployable ? filesWithin(diagram.forms, beside.files) : { files: [], findings: [] };
  const findings: ProcedureFinding[] = [...diagram.findings, ...beside.findings, ...within.findings];
  if (!diagram.deployable || hasErrors(findings)) return { deployable: false, findings };
  const bound = await bindDecisions(diagram.processes, beside.decisions, published);
  findings.push(...bound.findings);
  if (hasErrors(findings)) return { deployable: false, findings };
  return { deployable: true, processes: bound.processes, files: [...beside.files, ...within.files], findings };
}

function hasErrors(findings: readonly ProcedureFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
