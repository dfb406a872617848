import { localDate } from '@krok/calendar';
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { presentOf } from '../organisations/present.ts';
import type { BalanceFilter, DebtorBalance, LedgerStore } from '../surface/ledger.ts';

/** See `LedgerStore.balances`. */
export async function debtorBalances(
  db: Db,
  { organisationId, creditorId, search = '', overdueOnly = false, page, size }: BalanceFilter,
): ReturnType<LedgerStore['balances']> {
  const { zone } = await db
    .selectFrom('organisation')
    .select('zone')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const today = localDate(await presentOf(db, organisationId), zone);
  const ofCreditor = creditorId ?? null;
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const { rows } = await sql<DebtorBalance & { total: number }>`
    WITH owed AS (
      SELECT i.debtor_id, i.creditor_id, i.currency, i.due_on, b.open, b.open > c.tolerance AS is_open,
        b.open > c.tolerance AND i.due_on < ${today} AS is_overdue,
        EXISTS (SELECT 1 FROM process_case k WHERE k.organisation_id = i.organisation_id AND k.subject = i.id::text
          AND k.parent_case_id IS NULL AND k.status IN ('starting', 'active')) AS has_case
      FROM invoice i
      JOIN invoice_balance b ON b.invoice_id = i.id
      JOIN creditor c ON c.id = i.creditor_id
      WHERE i.organisation_id = ${organisationId}
        AND (${ofCreditor}::uuid IS NULL OR i.creditor_id = ${ofCreditor}::uuid)
    ), balance AS (
      SELECT d.id AS "debtorId", d.name, d.legal_form AS "legalForm", d.nip, o.creditor_id AS "creditorId", o.currency,
        coalesce(sum(o.open) FILTER (WHERE o.is_open), 0)::bigint AS open,
        coalesce(sum(o.open) FILTER (WHERE o.is_overdue), 0)::bigint AS overdue,
        count(*) FILTER (WHERE o.is_open) AS "openInvoices",
        count(*) FILTER (WHERE o.is_overdue) AS "overdueInvoices",
        min(o.due_on) FILTER (WHERE o.is_open) AS "oldestDue",
        count(*) FILTER (WHERE o.has_case) AS "openCases"
      FROM owed o JOIN debtor d ON d.id = o.debtor_id
      WHERE ${search} = '' OR d.name ILIKE ${like} OR d.nip = ${search.replaceAll(/[\s-]/g, '')}
        OR EXISTS (SELECT 1 FROM invoice n WHERE n.debtor_id = d.id AND n.number ILIKE ${like})
      GROUP BY d.id, o.creditor_id, o.currency
    )
    SELECT *, count(*) OVER () AS total FROM balance WHERE NOT ${overdueOnly} OR overdue > 0
    ORDER BY overdue DESC, open DESC, name, "debtorId", "creditorId", currency
    LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}
