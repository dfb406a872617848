import { decidePublish } from '@krok/exchange';
import { checkVariables } from '../cases/case-bounds.ts';
import { exchangeLock, lockAll, publicationLock } from '../locks.ts';
import { presentOf } from '../organisations/present.ts';
import { sealJson } from '../seal.ts';
import type { ExchangeStore, NewMessage } from '../surface/exchange.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { deliverMessage, startByMessage } from './carry-message.ts';
import { messagePlace, messageView, type StoredMessage } from './message-rows.ts';

type Published = Awaited<ReturnType<ExchangeStore['publishMessage']>>;

/** See `ExchangeStore.publishMessage`. */
export async function publishMessage(
  context: StoreContext,
  organisationId: string,
  request: NewMessage,
): Promise<Published> {
  checkVariables(context, request.variables);
  return transact(context, async (work): Promise<Published> => {
    const message = { ...request, id: request.id ?? newId() };
    await lockMessages(work, organisationId, [message]);
    return publishLocked(work, organisationId, message, await presentOf(work.tx, organisationId));
  });
}

/** Several in one transaction with what they tell of; within it no other exchange keys are locked before or after. */
export async function publishMessages(
  work: Work,
  organisationId: string,
  requests: readonly NewMessage[],
  now: number,
): Promise<void> {
  const messages = requests.map((request) => ({ ...request, id: request.id ?? newId() }));
  await lockMessages(work, organisationId, messages);
  for (const message of messages) await publishLocked(work, organisationId, message, now);
}

type IdentifiedMessage = NewMessage & { readonly id: string };

async function lockMessages(
  { tx }: Work,
  organisationId: string,
  messages: readonly IdentifiedMessage[],
): Promise<void> {
  const locks = messages.flatMap(({ id, name, correlationKey }) => [
    publicationLock(organisationId, id),
    exchangeLock(organisationId, name, correlationKey),
  ]);
  await lockAll(tx, locks);
}

async function publishLocked(
  work: Work,
  organisationId: string,
  request: IdentifiedMessage,
  now: number,
): Promise<Published> {
  const { tx } = work;
  const { id: messageId, name, correlationKey, variables } = request;
  const view = await messageView(tx, organisationId, name, correlationKey);
  const alreadyPublished = await isPublished(work, organisationId, messageId, request.once === true ? null : now);
  const fresh: Omit<StoredMessage, 'position'> = {
    row: newId(),
    id: messageId,
    name,
    correlationKey,
    variables,
    publishedAt: now,
    expiresAt: now + (request.timeToLive ?? 0),
    served: [],
  };
  const decision = decidePublish({ ...fresh, position: 0 }, { ...view, alreadyPublished });
  if (decision.kind === 'duplicate') return { kind: 'duplicate' };

  const { position } = await tx
    .insertInto('message')
    .values({
      id: fresh.row,
      organisation_id: organisationId,
      message_id: messageId,
      name,
      correlation_key: correlationKey,
      published_at: now,
      expires_at: fresh.expiresAt,
      buffered: decision.buffer,
      served: [],
      payload: sealJson(work.keys.ofOrganisation(organisationId), messagePlace(fresh.row), variables),
    })
    .returning('position')
    .executeTakeFirstOrThrow();
  const message = { ...fresh, position };
  for (const receiver of decision.deliveries) await deliverMessage(work, organisationId, message, receiver, now);
  const started: string[] = [];
  for (const start of decision.startInstances) {
    started.push(await startByMessage(work, organisationId, message, start, now));
  }
  return { kind: 'published', messageId, delivered: decision.deliveries.length, started };
}

/** `aliveAt`: only a publication that had not expired then; null is any that is still known. */
async function isPublished(
  work: Work,
  organisationId: string,
  messageId: string,
  aliveAt: number | null,
): Promise<boolean> {
  let query = work.tx
    .selectFrom('message')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('message_id', '=', messageId);
  if (aliveAt !== null) query = query.where('expires_at', '>', aliveAt);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
