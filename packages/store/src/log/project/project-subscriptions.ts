import type { EngineEvent } from '@krok/engine';
import { subscriptionId } from '@krok/exchange';
import { broadcastSignal } from '../../exchange/broadcast-signal.ts';
import { serveSubscription } from '../../exchange/carry-message.ts';
import type { Projection } from './project-steps.ts';

export type Subscribed = Extract<EngineEvent, { readonly kind: 'messageSubscribed' | 'signalSubscribed' }>;

/** Subscriptions that a step opens one after another, and what waits in the buffer for them. */
export async function subscribe({ work, of }: Projection, events: readonly Subscribed[]): Promise<void> {
  if (events.length === 0) return;
  const opened = await work.tx
    .insertInto('subscription')
    .values(
      events.map((event) => ({
        case_id: of.id,
        subscription: event.subscription,
        organisation_id: of.organisationId,
        kind: event.kind === 'messageSubscribed' ? ('message' as const) : ('signal' as const),
        process_id: of.processId,
        element: event.element,
        name: event.name,
        correlation_key: event.kind === 'messageSubscribed' ? event.correlationKey : null,
        opened_at: of.present,
      })),
    )
    .returning(['subscription', 'name', 'correlation_key', 'position'])
    .execute();
  const messages = opened.flatMap(({ correlation_key: correlationKey, ...row }) =>
    correlationKey === null ? [] : [{ ...row, correlationKey }],
  );
  const waiting = await waitingFor({ work, of }, messages);
  for (const { subscription, name, correlationKey, position } of messages) {
    if (!waiting.has(keyOf(name, correlationKey))) continue;
    await serveSubscription(
      work,
      of.organisationId,
      {
        id: subscriptionId(of.id, subscription),
        caseId: of.id,
        subscription,
        processId: of.processId,
        name,
        correlationKey,
        position,
        openedAt: of.present,
      },
      of.present,
    );
  }
}

/** Names and keys of which the buffer holds something. */
async function waitingFor(
  { work, of }: Pick<Projection, 'work' | 'of'>,
  messages: readonly { readonly name: string; readonly correlationKey: string }[],
): Promise<ReadonlySet<string>> {
  if (messages.length === 0) return new Set();
  const rows = await work.tx
    .selectFrom('message')
    .select(['name', 'correlation_key'])
    .distinct()
    .where('organisation_id', '=', of.organisationId)
    .where('correlation_key', 'in', [...new Set(messages.map(({ correlationKey }) => correlationKey))])
    .where('buffered', '=', true)
    .where('expires_at', '>', of.present)
    .execute();
  return new Set(rows.map((row) => keyOf(row.name, row.correlation_key)));
}

function keyOf(name: string, correlationKey: string): string {
  return JSON.stringify([name, correlationKey]);
}

export async function unsubscribe({ work, of }: Projection, subscriptions: readonly string[]): Promise<void> {
  if (subscriptions.length === 0) return;
  await work.tx
    .deleteFrom('subscription')
    .where('case_id', '=', of.id)
    .where('subscription', 'in', subscriptions)
    .execute();
}

export async function throwSignal(
  { work, of }: Projection,
  { name, variables }: Extract<EngineEvent, { readonly kind: 'signalThrown' }>,
): Promise<void> {
  if (of.rebuilding) return;
  await broadcastSignal(work, of.organisationId, { name, variables, scope: { kind: 'all' } }, of.id, of.present);
}
