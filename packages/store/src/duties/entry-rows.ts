import type { StatedItem } from '@krok/receivables';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { EntryDetails } from '../surface/duties.ts';
import type { EntryTable } from '../tables/duties.ts';
import { isUuid } from '../uuid.ts';

export function toDetails(row: Selectable<EntryTable>): EntryDetails {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    deskKey: row.desk_key,
    bundleId: row.bundle_id,
    caseId: row.case_id,
    currency: row.currency,
    askAt: row.ask_at,
    nextDue: row.next_due,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

export async function itemsOf(
  executor: Db | Tx,
  entry: 'listing' | 'claim',
  ids: readonly string[],
): Promise<Map<string, StatedItem[]>> {
  if (ids.length === 0) return new Map();
  const rows =
    entry === 'listing'
      ? await executor
          .selectFrom('listing_item')
          .select(['listing_id as entry_id', 'invoice_id', 'original', 'stated', 'sending'])
          .where('listing_id', 'in', ids)
          .orderBy('invoice_id')
          .execute()
      : await executor
          .selectFrom('claim_item')
          .select(['claim_id as entry_id', 'invoice_id', 'original', 'stated', 'sending'])
          .where('claim_id', 'in', ids)
          .orderBy('invoice_id')
          .execute();
  const items = new Map<string, StatedItem[]>();
  for (const { entry_id: id, invoice_id: invoiceId, original, stated, sending } of rows) {
    items.set(id, [...(items.get(id) ?? []), { invoiceId, original, stated, sending }]);
  }
  return items;
}

/** All items of one entry in place of what was there. */
export async function writeItems(
  { tx }: { readonly tx: Tx },
  entry: 'listing' | 'claim',
  id: string,
  items: readonly StatedItem[],
): Promise<void> {
  const rows = items.map(({ invoiceId, original, stated, sending }) => ({
    invoice_id: invoiceId,
    original,
    stated,
    sending,
  }));
  if (entry === 'listing') {
    await tx.deleteFrom('listing_item').where('listing_id', '=', id).execute();
    if (rows.length === 0) return;
    await tx
      .insertInto('listing_item')
      .values(rows.map((row) => ({ ...row, listing_id: id })))
      .execute();
    return;
  }
  await tx.deleteFrom('claim_item').where('claim_id', '=', id).execute();
  if (rows.length === 0) return;
  await tx
    .insertInto('claim_item')
    .values(rows.map((row) => ({ ...row, claim_id: id })))
    .execute();
}

export function checkId(code: 'NO_SUCH_LISTING' | 'NO_SUCH_CLAIM', id: string): void {
  if (!isUuid(id)) throw noSuchEntry(code, id);
}

export function noSuchEntry(code: 'NO_SUCH_LISTING' | 'NO_SUCH_CLAIM', id: string): StoreError {
  const what = code === 'NO_SUCH_LISTING' ? 'listing' : 'claim';
  return new StoreError(code, `Expected a ${what} ${id} but there is none.`, { [`${what}Id`]: id });
}
