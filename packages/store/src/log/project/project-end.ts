import type { EngineEvent } from '@krok/engine';
import { type CaseEnd, decideCalledEnded, decideEndedInstance } from '@krok/exchange';
import { withdrawActs } from '../../acts/withdraw-act.ts';
import { startByMessage } from '../../exchange/carry-message.ts';
import { bufferedMessages, messageStarts } from '../../exchange/message-rows.ts';
import { enqueueCommand } from '../../outbox/enqueue.ts';
import { cancelCall } from './project-calls.ts';
import type { Projection } from './project-steps.ts';

/** Closes what is still open, tells the caller, frees the key of the message that started the case. */
export async function endCase(projection: Projection, end: CaseEnd): Promise<void> {
  const { work, of, now } = projection;
  const { tx } = work;
  await tx.deleteFrom('subscription').where('case_id', '=', of.id).execute();
  await tx
    .updateTable('job')
    .set({ status: 'cancelled' })
    .where('case_id', '=', of.id)
    .where('status', 'in', ['open', 'waiting', 'answered'])
    .execute();
  await tx
    .updateTable('incident')
    .set({ resolved_at: now })
    .where('case_id', '=', of.id)
    .where('resolved_at', 'is', null)
    .execute();
  await withdrawActs(work, of, null, 'the case has ended');
  await cancelCall(projection);
  await tellCaller(projection, end);
  if (of.startKey !== null) await startNext(projection, of.startKey);
}

/** An escalation that nothing in a called case caught is its call activity's. */
export async function tellEscalation(
  projection: Projection,
  { code, variables = {} }: Extract<EngineEvent, { readonly kind: 'escalationThrown' }>,
): Promise<void> {
  const { work, of } = projection;
  if (of.parent === null || !(await isCallOpen(projection))) return;
  const { organisationId, present: at } = of;
  const command = { kind: 'calledEscalated', call: of.parent.call, code, variables } as const;
  await enqueueCommand(work, { organisationId, caseId: of.parent.caseId, command, at });
}

async function isCallOpen({ work, of }: Projection): Promise<boolean> {
  if (of.parent === null) return false;
  const open = await work.tx
    .selectFrom('open_call')
    .select('call')
    .where('case_id', '=', of.parent.caseId)
    .where('call', '=', of.parent.call)
    .executeTakeFirst();
  return open !== undefined;
}

async function tellCaller(projection: Projection, end: CaseEnd): Promise<void> {
  const { work, of } = projection;
  if (of.parent === null) return;
  const decision = decideCalledEnded(of.parent, await isCallOpen(projection), end);
  if (decision.kind === 'nobody') return;
  const { caseId, ...command } = decision;
  await enqueueCommand(work, { organisationId: of.organisationId, caseId, command, at: of.present });
}

async function startNext({ work, of }: Projection, correlationKey: string): Promise<void> {
  const { organisationId, processId, present } = of;
  const starts = (await messageStarts(work.tx, organisationId)).filter((each) => each.processId === processId);
  if (starts.length === 0) return;
  const buffered = await bufferedMessages(work, organisationId, correlationKey, present);
  const next = decideEndedInstance({ processId, correlationKey }, { starts, buffered }, present);
  const message = buffered.find((each) => each.id === next?.message.id);
  if (next !== null && message) await startByMessage(work, organisationId, message, next.start, present);
}
