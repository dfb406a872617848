import type { EngineEvent } from '@krok/engine';
import { subscriptionId } from '@krok/exchange';
import { broadcastSignal } from '../../exchange/broadcast-signal.ts';
import { serveSubscription } from '../../exchange/carry-message.ts';
import type { Projection } from './project-steps.ts';

type Subscribed = Extract<EngineEvent, { readonly kind: 'messageSubscribed' | 'signalSubscribed' }>;

export async function subscribe({ work, of }: Projection, event: Subscribed): Promise<void> {
  const { subscription, element, name } = event;
  const correlationKey = event.kind === 'messageSubscribed' ? event.correlationKey : null;
  const { position } = await work.tx
    .insertInto('subscription')
    .values({
      case_id: of.id,
      subscription,
      organisation_id: of.organisationId,
      kind: event.kind === 'messageSubscribed' ? 'message' : 'signal',
      process_id: of.processId,
      element,
      name,
      correlation_key: correlationKey,
      opened_at: of.present,
    })
    .returning('position')
    .executeTakeFirstOrThrow();
  if (correlationKey === null) return;
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

export async function unsubscribe({ work, of }: Projection, subscription: string): Promise<void> {
  await work.tx
    .deleteFrom('subscription')
    .where('case_id', '=', of.id)
    .where('subscription', '=', subscription)
    .execute();
}

export async function throwSignal(
  { work, of }: Projection,
  { name, variables }: Extract<EngineEvent, { readonly kind: 'signalThrown' }>,
): Promise<void> {
  await broadcastSignal(work, of.organisationId, { name, variables, scope: { kind: 'all' } }, of.id, of.present);
}
