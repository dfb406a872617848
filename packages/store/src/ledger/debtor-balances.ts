import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { moneyScope } from '../figures/money-scope.ts';
import { selectedMoney } from '../figures/selected-money.ts';
import type { BalanceFilter, DebtorBalance, LedgerStore } from '../surface/ledger.ts';

/** See `LedgerStore.balances`. */
export async function debtorBalances(
  db: Db,
  { organisationId, creditorId, search = '', overdueOnly = false, selection, page, size }: BalanceFilter,
): ReturnType<LedgerStore['balances']> {
  const scope = await moneyScope(db, organisationId, creditorId);
  const { today, creditorId: ofCreditor } = scope;
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const chosen = selection === undefined ? NOTHING_CHOSEN : selectedMoney(scope, selection);
  const { rows } = await sql<Row>`
    WITH chosen AS (
      SELECT debtor_id, creditor_id, currency, sum(amount)::bigint AS amount, count(DISTINCT invoice_id) AS invoices
      FROM (${chosen}) AS money GROUP BY debtor_id, creditor_id, currency
    ), owed AS (
      SELECT i.debtor_id, i.creditor_id, i.currency, i.due_on, b.open, b.open > c.tolerance AS is_open,
        b.open > c.tolerance AND i.due_on < ${today} AS is_overdue,
        EXISTS (SELECT 1 FROM process_case k WHERE k.organisation_id = i.organisation_id AND k.subject = i.id::text
          AND k.parent_case_id IS NULL AND k.status IN ('starting', 'active')) AS has_case
      FROM invoice i
      JOIN invoice_balance b ON b.invoice_id = i.id
      JOIN creditor c ON c.id = i.creditor_id
      WHERE i.organisation_id = ${organisationId}
        AND (${ofCreditor}::uuid IS NULL OR i.creditor_id = ${ofCreditor}::uuid)
        AND (${selection === undefined} OR (i.debtor_id, i.creditor_id, i.currency) IN (
          SELECT debtor_id, creditor_id, currency FROM chosen))
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
    SELECT b.*, k.amount AS "selectedAmount", k.invoices AS "selectedInvoices", count(*) OVER () AS total
    FROM balance b LEFT JOIN chosen k
      ON k.debtor_id = b."debtorId" AND k.creditor_id = b."creditorId" AND k.currency = b.currency
    WHERE NOT ${overdueOnly} OR b.overdue > 0
    ORDER BY k.amount DESC NULLS LAST, overdue DESC, open DESC, name, "debtorId", "creditorId", b.currency
    LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return { items: rows.map(balance), total: rows[0]?.total ?? 0 };
}

type Row = Omit<DebtorBalance, 'selected'> & {
  readonly selectedAmount: number | null;
  readonly selectedInvoices: number | null;
  readonly total: number;
};

const NOTHING_CHOSEN = sql`SELECT id AS invoice_id, debtor_id, creditor_id, currency, amount FROM invoice WHERE false`;

function balance({ selectedAmount, selectedInvoices, total: _total, ...rest }: Row): DebtorBalance {
  const selected = selectedAmount === null ? null : { amount: selectedAmount, invoices: selectedInvoices ?? 0 };
  return { ...rest, selected };
}
