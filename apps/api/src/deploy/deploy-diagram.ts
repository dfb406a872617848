import { COMPILER_VERSION } from '@krok/bpmn/executable';
import { compileBpmn, type Finding } from '@krok/bpmn/xml';
import { deployableProcess } from '@krok/deployment';
import type { Store } from '@krok/store';
import { ApiProblem } from '../errors.ts';

interface Diagram {
  readonly organisationId: string;
  /** User id; null for the system itself. */
  readonly by: string | null;
  readonly name?: string;
  readonly xml: string;
}

/** Compiles a diagram and puts it in force; throws `diagram-refused` with the findings. */
export async function deployDiagram(
  store: Store,
  { organisationId, by, name, xml }: Diagram,
): Promise<{ readonly deploymentId: string; readonly warnings: Finding[] }> {
  const compiled = await compileBpmn(xml);
  if (!compiled.deployable) throw new ApiProblem('diagram-refused', { findings: compiled.findings });
  const [{ zone, calendar }, { now }] = await Promise.all([
    store.organisations.read(organisationId),
    store.clock.read(organisationId),
  ]);
  const processes = compiled.processes.map((process) => deployableProcess(process, { now, zone, calendar }));
  const { deploymentId } = await store.deployments.deploy({
    organisationId,
    by,
    name: name ?? compiled.processes[0]?.name ?? compiled.processes[0]?.processId ?? 'diagram',
    xml,
    compilerVersion: COMPILER_VERSION,
    processes,
  });
  return { deploymentId, warnings: [...compiled.findings] };
}
