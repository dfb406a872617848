import { type Expression, expressionBuilder, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { wakeEntries } from '../outbox/enqueue.ts';
import type { EntryTable } from '../tables/duties.ts';
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
  for (const entry of ENTRIES) {
    const { rows } = await sql<{ id: string }>`
      SELECT DISTINCT e.id FROM ${sql.table(entry)} AS e
      JOIN ${sql.table(`${entry}_item`)} AS i ON ${sql.ref(`i.${entry}_id`)} = e.id
      WHERE i.invoice_id = ANY (${invoiceIds}) AND e.ended_at IS NULL`.execute(work.tx);
    await attendTo(work, organisationId, entry, idsOf(rows), at);
  }
}

/** Under a manual clock: what time alone changes by now. */
export function attendToDue(work: Work, organisationId: string, now: number): Promise<number> {
  return wakeThoseDue(work, organisationId, now, (due) => due('next_due', '<=', now));
}

/** The clock goes another way: due times map to other real delays. */
export async function attendToAll(work: Work, organisationId: string, now: number): Promise<void> {
  await wakeThoseDue(work, organisationId, now, (due) => due('next_due', 'is not', null));
}

/** Gives how many were woken. */
async function wakeThoseDue(
  work: Work,
  organisationId: string,
  now: number,
  isDue: (due: ExpressionBuilder<{ entry: EntryTable }, 'entry'>) => Expression<SqlBool>,
): Promise<number> {
  let woken = 0;
  for (const entry of ENTRIES) {
    const rows = await work.tx
      .selectFrom(entry)
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .where(isDue(expressionBuilder<{ entry: EntryTable }, 'entry'>()))
      .orderBy('id')
      .execute();
    await wakeEntries(work, organisationId, entry, idsOf(rows), now);
    woken += rows.length;
  }
  return woken;
}

const ENTRIES = ['listing', 'claim'] as const;

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id).sort();
}
