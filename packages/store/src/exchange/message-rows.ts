import type { BufferedMessage, MessageStart, MessageSubscription, MessageView } from '@krok/exchange';
import { subscriptionId } from '@krok/exchange';
import type { Variables } from '@krok/engine';
import type { Selectable } from 'kysely';
import type { Tx } from '../database.ts';
import { openJson } from '../seal.ts';
import type { MessageTable } from '../tables/outbox.ts';
import type { Work } from '../work.ts';

/** A message with its row's id. */
export interface StoredMessage extends BufferedMessage {
  readonly row: string;
}

export function messagePlace(row: string): string {
  return `message ${row}`;
}

export function toMessage(work: Work, row: Selectable<MessageTable>): StoredMessage {
  return {
    row: row.id,
    id: row.message_id,
    name: row.name,
    correlationKey: row.correlation_key,
    variables: openJson<Variables>(work.keys.ofOrganisation(row.organisation_id), messagePlace(row.id), row.payload),
    position: row.position,
    publishedAt: row.published_at,
    expiresAt: row.expires_at,
    served: row.served,
  };
}

/** Living buffered messages of a key; of one name where given. */
export async function bufferedMessages(
  work: Work,
  organisationId: string,
  correlationKey: string,
  now: number,
  name?: string,
): Promise<StoredMessage[]> {
  let query = work.tx
    .selectFrom('message')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('correlation_key', '=', correlationKey)
    .where('buffered', '=', true)
    .where('expires_at', '>', now);
  if (name !== undefined) query = query.where('name', '=', name);
  const rows = await query.execute();
  return rows.map((row) => toMessage(work, row));
}

/** What the deciders see of a message's name and key, read under the key's lock. */
export async function messageView(
  tx: Tx,
  organisationId: string,
  name: string,
  correlationKey: string,
): Promise<MessageView> {
  const free = await tx
    .selectFrom('subscription')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'message')
    .where('name', '=', name)
    .where('correlation_key', '=', correlationKey)
    .where('busy_with', 'is', null)
    .execute();
  const starts = await messageStarts(tx, organisationId, name);
  const open = new Set(await processesOpenByKey(tx, organisationId, starts, correlationKey));
  return {
    subscriptions: free.map(
      (row): MessageSubscription => ({
        id: subscriptionId(row.case_id, row.subscription),
        caseId: row.case_id,
        subscription: row.subscription,
        processId: row.process_id,
        name: row.name,
        correlationKey,
        position: row.position,
        openedAt: row.opened_at,
      }),
    ),
    starts,
    openByStart: (processId) => open.has(processId),
  };
}

export async function messageStarts(tx: Tx, organisationId: string, name?: string): Promise<MessageStart[]> {
  let query = tx
    .selectFrom('start_subscription')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'message');
  if (name !== undefined) query = query.where('name', '=', name);
  const rows = await query.execute();
  return rows.map((row) => ({
    processId: row.process_id,
    deployment: row.deployment_id,
    startEvent: row.start_event,
    name: row.name,
  }));
}

async function processesOpenByKey(
  tx: Tx,
  organisationId: string,
  starts: readonly MessageStart[],
  correlationKey: string,
): Promise<string[]> {
  if (starts.length === 0 || correlationKey === '') return [];
  const rows = await tx
    .selectFrom('process_case')
    .select('process_id')
    .distinct()
    .where('organisation_id', '=', organisationId)
    .where('process_id', 'in', [...new Set(starts.map((each) => each.processId))])
    .where('start_key', '=', correlationKey)
    .where('status', 'in', ['starting', 'active'])
    .execute();
  return rows.map((row) => row.process_id);
}
