import { COMPILER_VERSION } from '@krok/bpmn/executable';
import { compileProcedure, deployableProcess, type ProcedureFinding, type SourceFile } from '@krok/deployment';
import type { Store } from '@krok/store';
import { ApiProblem } from '../errors.ts';
import { publishedDecision } from './published-decision.ts';
import { startRuleFindings } from './start-rule-findings.ts';

interface Diagram {
  readonly organisationId: string;
  /** User id; null for the system itself. */
  readonly by: string | null;
  readonly name?: string;
  readonly xml: string;
  readonly files?: readonly SourceFile[];
  readonly note?: string;
  /** User id of whoever asked for it, where that is another person. */
  readonly requestedBy?: string;
  /** See `DeployRequest.over`. */
  readonly over?: string | null;
}

/** Compiles a diagram with its forms and decisions and puts it in force; throws `diagram-refused` with the findings. */
export async function deployDiagram(
  store: Store,
  { organisationId, by, name, xml, files, note, requestedBy, over }: Diagram,
): Promise<{ readonly deploymentId: string; readonly created: boolean; readonly warnings: ProcedureFinding[] }> {
  const compiled = await compileProcedure(xml, files, publishedDecision(store, organisationId));
  const unstarted = startRuleFindings(compiled);
  if (!compiled.deployable || unstarted.length > 0) {
    throw new ApiProblem('diagram-refused', { findings: [...compiled.findings, ...unstarted] });
  }
  const [{ zone, calendar }, { now }] = await Promise.all([
    store.organisations.read(organisationId),
    store.clock.read(organisationId),
  ]);
  const processes = compiled.processes.map((process) => deployableProcess(process, { now, zone, calendar }));
  const { deploymentId, created } = await store.deployments.deploy({
    organisationId,
    by,
    name: name ?? compiled.processes[0]?.name ?? compiled.processes[0]?.processId ?? 'diagram',
    xml,
    compilerVersion: COMPILER_VERSION,
    processes,
    files: compiled.files,
    ...(note !== undefined && { note }),
    ...(requestedBy !== undefined && { requestedBy }),
    ...(over !== undefined && { over }),
  });
  return { deploymentId, created, warnings: [...compiled.findings] };
}
