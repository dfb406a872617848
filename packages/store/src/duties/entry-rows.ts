import type { StatedItem } from '@krok/receivables';
import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { EntryDetails } from '../surface/duties.ts';
import type { EntryTable, ItemTable } from '../tables/duties.ts';
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
  const id = sql.ref(`${entry}_id`);
  const { rows } = await sql<ItemTable & { entry_id: string }>`
    SELECT ${id} AS entry_id, invoice_id, original, stated, sending FROM ${sql.table(`${entry}_item`)}
    WHERE ${id} = ANY (${ids}) ORDER BY invoice_id`.execute(executor);
  const items = new Map<string, StatedItem[]>();
  for (const { entry_id: of, invoice_id: invoiceId, original, stated, sending } of rows) {
    items.set(of, [...(items.get(of) ?? []), { invoiceId, original, stated, sending }]);
  }
  return items;
}

/** All items of one entry in place of what was there. */
async function writeItems(
  { tx }: { readonly tx: Tx },
  entry: 'listing' | 'claim',
  id: string,
  items: readonly StatedItem[],
): Promise<void> {
  const [table, entryId] = [sql.table(`${entry}_item`), sql.ref(`${entry}_id`)];
  await sql`DELETE FROM ${table} WHERE ${entryId} = ${id}`.execute(tx);
  for (const { invoiceId, original, stated, sending } of items) {
    await sql`INSERT INTO ${table} (${entryId}, invoice_id, original, stated, sending)
      VALUES (${id}, ${invoiceId}, ${original}, ${stated}, ${sending})`.execute(tx);
  }
}

/** What ends with the entry itself: it asks for nothing more. */
export function endOf(
  now: Pick<EntryDetails, 'askAt' | 'nextDue'>,
  before: Pick<EntryDetails, 'endedAt'>,
  ended: boolean,
  at: number,
): Pick<EntryDetails, 'askAt' | 'nextDue' | 'endedAt'> {
  if (ended) return { askAt: null, nextDue: null, endedAt: before.endedAt ?? at };
  return { askAt: now.askAt, nextDue: now.nextDue, endedAt: null };
}

/** The events of one change, and the items where it changed them. */
export async function writeHappened(
  work: { readonly tx: Tx },
  entry: 'listing' | 'claim',
  before: EntryItems,
  after: EntryItems,
  events: readonly object[],
  at: number,
): Promise<void> {
  if (JSON.stringify(after.items) !== JSON.stringify(before.items)) {
    await writeItems(work, entry, after.id, after.items);
  }
  for (const event of events) {
    await sql`INSERT INTO ${sql.table(`${entry}_event`)} (${sql.ref(`${entry}_id`)}, at, event)
      VALUES (${after.id}, ${at}, ${JSON.stringify(event)})`.execute(work.tx);
  }
}

interface EntryItems {
  readonly id: string;
  readonly items: readonly StatedItem[];
}

export function checkId(code: 'NO_SUCH_LISTING' | 'NO_SUCH_CLAIM', id: string): void {
  if (!isUuid(id)) throw noSuchEntry(code, id);
}

export function noSuchEntry(code: 'NO_SUCH_LISTING' | 'NO_SUCH_CLAIM', id: string): StoreError {
  const what = code === 'NO_SUCH_LISTING' ? 'listing' : 'claim';
  return new StoreError(code, `Expected a ${what} ${id} but there is none.`, { [`${what}Id`]: id });
}
