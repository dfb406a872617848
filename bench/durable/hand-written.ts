import type { CaseActivities, JobActivities } from '@krok/activities';
import type { Command, EngineEvent } from '@krok/engine';
import { proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';

const { openCase, commitSteps } = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 3, maximumInterval: '60 s' },
});
const { publishMessage } = proxyActivities<JobActivities>({
  startToCloseTimeout: '15 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 3, maximumAttempts: 4 },
});

/**
 * `procedure.ts` as somebody would write it by hand for Temporal: no interpreter, the same activities, the same rows in
 * the step log, its own timer. What the engine's cases are measured against.
 */
export async function handWritten({ caseId }: { readonly caseId: string }): Promise<void> {
  const { start, calendar, zone } = await openCase(caseId);
  const env = () => ({ now: Date.now(), zone, calendarVersion: calendar.version, engineVersion: 1 });
  let seq = 0;
  const commit = async (commandId: string, command: Command, events: readonly EngineEvent[], due: number | null) => {
    const at = env();
    const step = {
      seq: seq + 1,
      commandId,
      command,
      env: at,
      events: [{ kind: 'timePassed', now: at.now }, ...events],
    };
    // Literals lose their kind in the spread; the store's own type checks the rest.
    const answer = await commitSteps({ caseId, after: seq, steps: [step as never], nextDue: due });
    if (answer.kind !== 'committed') throw new Error(`Expected a commit but got ${answer.kind}.`);
    seq += 1;
  };
  const publish = async (job: string) => {
    await publishMessage({ caseId, job, effectKey: `${caseId}:${job}`, asOf: Date.now() });
    return { kind: 'completeJob', job, variables: {} } as const;
  };

  const command = start.command as Extract<Command, { kind: 'start' }>;
  const { variables } = command;
  await commit(
    start.id,
    command,
    [
      { kind: 'instanceStarted', instance: '1', engineVersion: 1 },
      { kind: 'variablesSet', scope: '1', variables },
      { kind: 'elementStarted', instance: '1' },
      { kind: 'elementActivated', instance: '2', element: 1, scope: '1' },
      { kind: 'elementCompleted', instance: '2', element: 1 },
      { kind: 'flowTaken', flow: 0, scope: '1' },
      { kind: 'elementActivated', instance: '3', element: 2, scope: '1', flow: 0 },
      { kind: 'elementStarted', instance: '3' },
      jobCreated('4', '3', 2, 'first', variables),
    ],
    null,
  );

  const first = await publish('4');
  const setAt = Date.now();
  const due = setAt + 1_000;
  await commit(
    'job:4@1',
    first,
    [
      ...left('4', '3', 2, 1),
      { kind: 'elementActivated', instance: '5', element: 3, scope: '1', flow: 1 },
      { kind: 'elementStarted', instance: '5' },
      { kind: 'timerSet', timer: '6', instance: '5', element: 3, due, repeat: 1, businessDays: false, setAt },
    ],
    due,
  );

  await sleep(Math.max(0, due - Date.now()));
  await commit(
    `time:${due}@2`,
    { kind: 'timeDue' },
    [
      { kind: 'timerFired', timer: '6' },
      { kind: 'elementCompleting', instance: '5' },
      { kind: 'elementCompleted', instance: '5', element: 3 },
      { kind: 'flowTaken', flow: 2, scope: '1' },
      { kind: 'elementActivated', instance: '7', element: 4, scope: '1', flow: 2 },
      { kind: 'elementStarted', instance: '7' },
      jobCreated('8', '7', 4, 'second', variables),
    ],
    null,
  );

  const second = await publish('8');
  await commit(
    'job:8@3',
    second,
    [
      ...left('8', '7', 4, 3),
      { kind: 'elementActivated', instance: '9', element: 5, scope: '1', flow: 3 },
      { kind: 'elementCompleted', instance: '9', element: 5 },
      { kind: 'elementCompleting', instance: '1' },
      { kind: 'instanceCompleted', variables },
    ],
    null,
  );
}

function jobCreated(
  job: string,
  instance: string,
  element: number,
  messageName: string,
  variables: Extract<Command, { kind: 'start' }>['variables'],
): EngineEvent {
  const headers = { messageName, timeToLive: '0' };
  return { kind: 'jobCreated', job, instance, element, type: 'publish-message', retries: 3, headers, variables };
}

function left(job: string, instance: string, element: number, flow: number): EngineEvent[] {
  return [
    { kind: 'jobCompleted', job, instance },
    { kind: 'elementCompleting', instance },
    { kind: 'elementCompleted', instance, element },
    { kind: 'flowTaken', flow, scope: '1' },
  ];
}
