import { createHash } from 'node:crypto';
import { canonicalJson, type ExecutableProcess } from '@krok/bpmn/executable';
import { link, startTriggers, type StepEnv } from '@krok/engine';
import type { DeployableProcess } from '@krok/store';

/** A compiled process in the form in which the store keeps it. */
export function deployableProcess(
  executable: ExecutableProcess,
  env: StepEnv,
): { readonly executable: ExecutableProcess; readonly row: DeployableProcess } {
  const bytes = Buffer.from(canonicalJson(executable));
  const triggers = startTriggers(link(executable), env);
  const startsOf = (kind: 'message' | 'signal') =>
    triggers.flatMap((each) => (each.kind === kind ? [{ startEvent: each.startEvent, name: each.name }] : []));
  return {
    executable,
    row: {
      processId: executable.processId,
      ...(executable.name === undefined ? {} : { name: executable.name }),
      ...(executable.versionTag === undefined ? {} : { versionTag: executable.versionTag }),
      properties: executable.properties,
      hash: createHash('sha256').update(bytes).digest('hex'),
      bytes,
      messageStarts: startsOf('message'),
      signalStarts: startsOf('signal'),
    },
  };
}
