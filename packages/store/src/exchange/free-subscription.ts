import { subscriptionId } from '@krok/exchange';
import type { Work } from '../work.ts';
import { serveSubscription } from './carry-message.ts';

/** The case has answered: a subscription that outlived its message (a non-interrupting event) may take the next one. */
export async function freeSubscription(work: Work, caseId: string, subscription: string, now: number): Promise<void> {
  const row = await work.tx
    .updateTable('subscription')
    .set({ busy_with: null })
    .where('case_id', '=', caseId)
    .where('subscription', '=', subscription)
    .where('kind', '=', 'message')
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return;
  await serveSubscription(
    work,
    row.organisation_id,
    {
      id: subscriptionId(caseId, subscription),
      caseId,
      subscription,
      processId: row.process_id,
      name: row.name,
      correlationKey: row.correlation_key ?? '',
      position: row.position,
      openedAt: row.opened_at,
    },
    now,
  );
}
