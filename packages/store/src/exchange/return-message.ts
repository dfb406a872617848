import { decideRefused, type MessageSubscription, subscriptionId } from '@krok/exchange';
import { sql } from 'kysely';
import { presentOf } from '../organisations/present.ts';
import type { Work } from '../work.ts';
import { deliverMessage, startByMessage } from './carry-message.ts';
import { messageView, toMessage } from './message-rows.ts';

/** Finds another way for a message whose subscription was gone. The caller holds the lock of its key. */
export async function returnMessage(
  work: Work,
  organisationId: string,
  messageRow: string,
  caseId: string,
  subscription: string,
): Promise<void> {
  const { tx } = work;
  const now = await presentOf(tx, organisationId);
  await tx.deleteFrom('subscription').where('case_id', '=', caseId).where('subscription', '=', subscription).execute();
  const row = await tx.selectFrom('message').selectAll().where('id', '=', messageRow).executeTakeFirstOrThrow();
  const message = toMessage(work, row);
  const { process_id: processId } = await tx
    .selectFrom('process_case')
    .select('process_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const refused: MessageSubscription = {
    id: subscriptionId(caseId, subscription),
    caseId,
    subscription,
    processId,
    name: row.name,
    correlationKey: row.correlation_key,
    position: 0,
    openedAt: 0,
  };
  const view = await messageView(tx, organisationId, row.name, row.correlation_key);
  const decision = decideRefused(message, refused, view, now);
  switch (decision.kind) {
    case 'redeliver':
      await deliverMessage(work, organisationId, message, decision.subscription, now);
      break;
    case 'start':
      await startByMessage(work, organisationId, message, decision.start, now);
      break;
    case 'buffer':
      await tx
        .updateTable('message')
        .set({ buffered: true, served: sql`array_remove(served, ${processId})` })
        .where('id', '=', messageRow)
        .execute();
      break;
    case 'drop':
      break;
  }
}
