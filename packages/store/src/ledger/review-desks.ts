import { reviewBundle } from '../acts/review-bundle.ts';
import { lockDesks } from '../locks.ts';
import { termsOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { LedgerChange } from './ledger-change.ts';

/** Acts of the touched debtors: planned demands that may no longer go out leave their bundles, those that wait are looked at again. */
export async function reviewDesks(change: LedgerChange): Promise<void> {
  const { work, organisationId, creditorId, at } = change;
  const keys = [...change.touched].map((debtorId) => `${creditorId}:${debtorId}`);
  if (keys.length === 0) return;
  const busy = await work.tx
    .selectFrom('act')
    .select('desk_key')
    .distinct()
    .where('desk_key', 'in', keys)
    .where('state', 'in', ['due', 'planned'])
    .execute();
  const desks = busy.map((row) => row.desk_key);
  if (desks.length === 0) return;
  await lockDesks(work.tx, desks);
  const { calendar } = await termsOf(work.tx, organisationId);
  const bundles = await work.tx
    .selectFrom('bundle')
    .selectAll()
    .where('desk_key', 'in', desks)
    .where('status', 'in', ['planned', 'posting'])
    .where('kind', '=', 'demand')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  for (const bundle of bundles) await reviewBundle(work, bundle, at, calendar);
  await work.tx
    .updateTable('act')
    .set({ plan_at: at })
    .where('desk_key', 'in', desks)
    .where('state', '=', 'due')
    .where('kind', '=', 'demand')
    .where('due_at', '<=', at)
    .execute();
  await wakeDesks(work, organisationId, desks, at);
}
