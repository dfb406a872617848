import { createHash } from 'node:crypto';
import { canonicalJson, type ExecutableProcess } from '@krok/bpmn/executable';
import { link, type StartTrigger, startTriggers, type StepEnv } from '@krok/engine';
import type { DeployableProcess } from '@krok/store';

/**
 * A compiled process in the form in which the store keeps it: canonical bytes, their SHA-256, and what starts it from
 * outside. `env` dates the timer starts: a duration counts from the deployment.
 */
export function deployableProcess(executable: ExecutableProcess, env: StepEnv): DeployableProcess {
  const bytes = Buffer.from(canonicalJson(executable));
  const triggers = startTriggers(link(executable), env);
  return {
    processId: executable.processId,
    ...(executable.name !== undefined && { name: executable.name }),
    ...(executable.versionTag !== undefined && { versionTag: executable.versionTag }),
    properties: executable.properties,
    hash: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    messageStarts: namedStarts(triggers, 'message'),
    signalStarts: namedStarts(triggers, 'signal'),
    timerStarts: triggers.flatMap((trigger) => (trigger.kind === 'timer' ? [timerStart(trigger)] : [])),
  };
}

function namedStarts(triggers: readonly StartTrigger[], kind: 'message' | 'signal') {
  return triggers.flatMap((trigger) =>
    trigger.kind === kind ? [{ startEvent: trigger.startEvent, name: trigger.name }] : [],
  );
}

function timerStart({ startEvent, due, repeat, cycle }: Extract<StartTrigger, { kind: 'timer' }>) {
  return { startEvent, due, repeat, ...(cycle !== undefined && { cycle }) };
}
