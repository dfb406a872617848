import type { ActChannel } from '@krok/contracts/types';
import type { EngineEvent } from '@krok/engine';
import { insertAct } from '../../acts/insert-act.ts';
import { planAlone } from '../../acts/plan-alone.ts';
import { withdrawActs } from '../../acts/withdraw-act.ts';
import type { Projection } from './project-steps.ts';

type Created = Extract<EngineEvent, { readonly kind: 'userTaskCreated' }>;

/**
 * Work of a person. What approaches the debtor (header `channel: call`) goes by the desk, which joins it with others;
 * everything else is in the worklist at once.
 */
export async function createUserTask(projection: Projection, event: Created): Promise<void> {
  const { work, of, now } = projection;
  const { userTask, element, headers, variables } = event;
  const channel = channelOf(headers['channel']);
  const task = {
    assignee: event.assignee ?? null,
    candidateGroups: event.candidateGroups,
    candidateUsers: event.candidateUsers,
    dueDate: event.dueDate ?? null,
    followUpDate: event.followUpDate ?? null,
    priority: event.priority,
    formId: event.formId ?? null,
  };
  const actKind = channel === 'call' ? 'demand' : 'internal';
  const source = { kind: 'userTask' as const, id: userTask };
  const actId = await insertAct(work, of, {
    source,
    attempt: 1,
    element,
    type: null,
    retries: 0,
    channel,
    actKind,
    dueAt: now,
    payload: { headers, variables, task },
  });
  if (channel === 'call') projection.desk = true;
  else await planAlone(work, of, actId, { channel, actKind, task, now });
}

export async function endUserTask({ work, of }: Projection, id: string, reason: string): Promise<void> {
  await withdrawActs(work, of, { kind: 'userTask', id }, reason);
}

function channelOf(header: string | undefined): Extract<ActChannel, 'task' | 'call' | 'approval'> {
  return header === 'call' || header === 'approval' ? header : 'task';
}
