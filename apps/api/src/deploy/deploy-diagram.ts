import { canonicalJson, COMPILER_VERSION, type ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn, type Finding } from '@krok/bpmn/xml';
import type { BusinessCalendar } from '@krok/calendar';
import { link, startTriggers } from '@krok/engine';
import type { DeployableProcess, Store } from '@krok/store';
import { createHash } from 'node:crypto';
import { ApiProblem } from '../errors.ts';

interface Diagram {
  readonly organisationId: string;
  /** User id; null for the system itself. */
  readonly by: string | null;
  readonly name?: string;
  readonly xml: string;
}

interface Environment {
  readonly now: number;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
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
  const processes = compiled.processes.map((process) => deployable(process, { now, zone, calendar }));
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

function deployable(process: ExecutableProcess, env: Environment): DeployableProcess {
  const bytes = Buffer.from(canonicalJson(process));
  const triggers = startTriggers(link(process), env);
  return {
    processId: process.processId,
    ...(process.name !== undefined && { name: process.name }),
    ...(process.versionTag !== undefined && { versionTag: process.versionTag }),
    properties: process.properties,
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    messageStarts: triggers.flatMap((trigger) =>
      trigger.kind === 'message' ? [{ startEvent: trigger.startEvent, name: trigger.name }] : [],
    ),
    signalStarts: triggers.flatMap((trigger) =>
      trigger.kind === 'signal' ? [{ startEvent: trigger.startEvent, name: trigger.name }] : [],
    ),
    timerStarts: triggers.flatMap((trigger) =>
      trigger.kind === 'timer'
        ? [
            {
              startEvent: trigger.startEvent,
              due: trigger.due,
              repeat: trigger.repeat,
              ...(trigger.cycle !== undefined && { cycle: trigger.cycle }),
            },
          ]
        : [],
    ),
  };
}
