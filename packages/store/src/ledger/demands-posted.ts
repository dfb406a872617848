import type { Db } from '../database.ts';
import { presentOf } from '../organisations/present.ts';
import type { DemandPosted } from '../surface/ledger.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';

/** See `LedgerStore.recordDemandPosted`. */
export function recordDemandPosted(context: StoreContext, demands: readonly DemandPosted[]): Promise<void> {
  return transact(context, async ({ tx }) => {
    for (const { invoiceId, bundleId, postedOn, amount, bureaus, reference } of demands) {
      const { organisation_id: organisationId } = await tx
        .selectFrom('bundle')
        .select('organisation_id')
        .where('id', '=', bundleId)
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('demand_posted')
        .values({
          invoice_id: invoiceId,
          bundle_id: bundleId,
          posted_on: postedOn,
          amount,
          bureaus: [...bureaus],
          reference,
          recorded_at: await presentOf(tx, organisationId),
        })
        .onConflict((conflict) => conflict.columns(['invoice_id', 'bundle_id']).doNothing())
        .execute();
    }
  });
}

export async function demandsPosted(db: Db, invoiceIds: readonly string[]): Promise<DemandPosted[]> {
  const ids = invoiceIds.filter(isUuid);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('demand_posted')
    .selectAll()
    .where('invoice_id', 'in', ids)
    .orderBy('posted_on')
    .execute();
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    bundleId: row.bundle_id,
    postedOn: row.posted_on,
    amount: row.amount,
    bureaus: row.bureaus,
    reference: row.reference,
  }));
}
