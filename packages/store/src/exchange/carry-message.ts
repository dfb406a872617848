import { decideSubscribe, type MessageStart, type MessageSubscription } from '@krok/exchange';
import { sql } from 'kysely';
import { insertCase } from '../cases/insert-case.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { Work } from '../work.ts';
import { bufferedMessages, type StoredMessage } from './message-rows.ts';

/** Puts a message on its way to a subscription, which is busy until its case has answered. */
export async function deliverMessage(
  work: Work,
  organisationId: string,
  message: StoredMessage,
  receiver: MessageSubscription,
  now: number,
): Promise<void> {
  const { caseId, subscription } = receiver;
  const id = await enqueueCommand(work, {
    organisationId,
    caseId,
    command: { kind: 'correlateMessage', subscription, messageId: message.id, variables: message.variables },
    at: now,
    message: { row: message.row, subscription },
  });
  await work.tx
    .updateTable('subscription')
    .set({ busy_with: id })
    .where('case_id', '=', caseId)
    .where('subscription', '=', subscription)
    .execute();
  await markServed(work, message.row, receiver.processId);
}

/** Gives the new case's id. */
export async function startByMessage(
  work: Work,
  organisationId: string,
  message: StoredMessage,
  start: MessageStart,
  now: number,
): Promise<string> {
  await markServed(work, message.row, start.processId);
  return insertCase(work, {
    organisationId,
    processId: start.processId,
    deploymentId: start.deployment,
    command: { kind: 'start', startEvent: start.startEvent, variables: message.variables },
    at: now,
    startKey: message.correlationKey === '' ? null : message.correlationKey,
  });
}

/** Offers the buffer to a subscription that has opened or is free again. */
export async function serveSubscription(
  work: Work,
  organisationId: string,
  subscription: MessageSubscription,
  now: number,
): Promise<void> {
  const { correlationKey, name } = subscription;
  const buffered = await bufferedMessages(work, organisationId, correlationKey, now, name);
  const chosen = decideSubscribe(subscription, buffered, now);
  const message = buffered.find((each) => each.id === chosen?.id);
  if (message) await deliverMessage(work, organisationId, message, subscription, now);
}

async function markServed(work: Work, row: string, processId: string): Promise<void> {
  await work.tx
    .updateTable('message')
    .set({ served: sql`array_append(array_remove(served, ${processId}), ${processId})` })
    .where('id', '=', row)
    .execute();
}
