import { wakeEntries } from '../outbox/enqueue.ts';
import type { Work } from '../work.ts';

/** Its workflow looks at it, soon; until then nothing here is at rest. */
export async function attendTo(
  work: Work,
  organisationId: string,
  entry: 'listing' | 'claim',
  ids: readonly string[],
  at: number,
): Promise<void> {
  if (ids.length === 0) return;
  await work.tx.updateTable(entry).set({ attention: true }).where('id', 'in', ids).execute();
  await wakeEntries(work, organisationId, entry, ids, at);
}

/** The money of these invoices moved: open listings and claims about them look again. */
export async function attendToInvoices(
  work: Work,
  organisationId: string,
  invoiceIds: readonly string[],
  at: number,
): Promise<void> {
  if (invoiceIds.length === 0) return;
  const listings = await work.tx
    .selectFrom('listing as e')
    .innerJoin('listing_item as i', 'i.listing_id', 'e.id')
    .select('e.id')
    .distinct()
    .where('i.invoice_id', 'in', invoiceIds)
    .where('e.ended_at', 'is', null)
    .execute();
  const claims = await work.tx
    .selectFrom('claim as e')
    .innerJoin('claim_item as i', 'i.claim_id', 'e.id')
    .select('e.id')
    .distinct()
    .where('i.invoice_id', 'in', invoiceIds)
    .where('e.ended_at', 'is', null)
    .execute();
  await attendTo(work, organisationId, 'listing', idsOf(listings), at);
  await attendTo(work, organisationId, 'claim', idsOf(claims), at);
}

/** Under a manual clock: what time alone changes by now. */
export async function attendToDue(work: Work, organisationId: string, now: number): Promise<number> {
  let woken = 0;
  for (const entry of ['listing', 'claim'] as const) {
    const rows = await work.tx
      .selectFrom(entry)
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .where('next_due', '<=', now)
      .orderBy('id')
      .execute();
    await wakeEntries(work, organisationId, entry, idsOf(rows), now);
    woken += rows.length;
  }
  return woken;
}

/** The clock goes another way: due times map to other real delays. */
export async function attendToAll(work: Work, organisationId: string, now: number): Promise<void> {
  for (const entry of ['listing', 'claim'] as const) {
    const rows = await work.tx
      .selectFrom(entry)
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .where('next_due', 'is not', null)
      .orderBy('id')
      .execute();
    await wakeEntries(work, organisationId, entry, idsOf(rows), now);
  }
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id).sort();
}
