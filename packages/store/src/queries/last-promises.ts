import type { Db } from '../database.ts';
import type { LastPromise } from '../surface/overview.ts';

/** See `OverviewStore.lastPromises`. */
export async function lastPromises(db: Db, invoiceIds: readonly string[]): Promise<ReadonlyMap<string, LastPromise>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('promise_item as t')
    .innerJoin('promise as p', 'p.id', 't.promise_id')
    .distinctOn('t.invoice_id')
    .select(['t.invoice_id', 't.state', 't.amount', 'p.promised_on'])
    .where('t.invoice_id', 'in', invoiceIds)
    .where('t.state', '!=', 'replaced')
    .orderBy('t.invoice_id')
    .orderBy('p.made_at', 'desc')
    .orderBy('p.id', 'desc')
    .execute();
  return new Map(
    rows.map(({ invoice_id: id, state, amount, promised_on: promisedOn }) => [id, { state, amount, promisedOn }]),
  );
}
