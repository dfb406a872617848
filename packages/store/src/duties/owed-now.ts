import { localDate } from '@krok/calendar';
import type { DutyFacts } from '@krok/receivables';
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { EntryDetails, ListingRecord } from '../surface/duties.ts';

/** What the ledger says about the invoices of a listing or a claim. */
export async function factsOf(
  executor: Db | Tx,
  { creditorId, items }: Pick<EntryDetails, 'creditorId'> & Pick<ListingRecord, 'items'>,
  now: number,
  zone: string,
): Promise<DutyFacts> {
  const today = localDate(now, zone);
  const { tolerance } = await executor
    .selectFrom('creditor')
    .select('tolerance')
    .where('id', '=', creditorId)
    .executeTakeFirstOrThrow();
  const ids = items.map(({ invoiceId }) => invoiceId);
  const rows =
    ids.length === 0
      ? []
      : await executor
          .selectFrom('invoice_balance as b')
          .select((eb) => [
            'b.invoice_id',
            'b.open',
            eb
              .selectFrom('posting as p')
              .select(sql<string>`max(p.booked_on)`.as('day'))
              .whereRef('p.invoice_id', '=', 'b.invoice_id')
              .as('changed_on'),
          ])
          .where('b.invoice_id', 'in', ids)
          .execute();
  const owed = Object.fromEntries(
    rows.map((row) => [row.invoice_id, { open: row.open, changedOn: row.changed_on ?? today }]),
  );
  return { now, today, tolerance, owed };
}
