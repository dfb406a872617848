import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import type { DeploymentFile } from '@krok/store';
import { compileFiles, type SourceFile } from './compile-files.ts';
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

/** A diagram with its forms and decision tables, ready for deployment or refused with every finding. */
export async function compileProcedure(xml: string, sources: readonly SourceFile[] = []): Promise<CompiledProcedure> {
  const [diagram, beside] = await Promise.all([compileBpmn(xml), compileFiles(sources)]);
  const findings = [...diagram.findings, ...beside.findings];
  if (!diagram.deployable || findings.some(({ severity }) => severity === 'error'))
    return { deployable: false, findings };
  return { deployable: true, processes: diagram.processes, files: beside.files, findings };
}
