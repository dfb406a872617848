import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { moneyScope } from '../figures/money-scope.ts';
import { selectedMoney } from '../figures/selected-money.ts';
import type { BalanceFilter, DebtorBalance, LedgerStore } from '../surface/ledger.ts';

/** See `LedgerStore.balances`. */
export async function debtorBalances(
  db: Db,
  { organisationId, creditorId, search = '', overdueOnly = false, currency, selection, page, size }: BalanceFilter,
): ReturnType<LedgerStore['balances']> {
  const scope = await moneyScope(db, organisationId, creditorId);
  const { today, creditorId: ofCreditor } = scope;
  const like = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const ofCurrency = currency ?? null;
  const chosen = selection === undefined ? NOTHING_CHOSEN : selectedMoney(scope, selection);
  const ofText = sql`SELECT id FROM debtor WHERE organisation_id = ${organisationId}
      AND (name ILIKE ${like} OR nip = ${search.replaceAll(/[\s-]/g, '')})
    UNION SELECT debtor_id FROM invoice WHERE organisation_id = ${organisationId} AND number ILIKE ${like}`;
  const order = sql`amount DESC NULLS LAST, overdue DESC, open DESC, name, debtor_id, creditor_id, currency`;
  const { rows } = await sql<Row>`
    WITH chosen AS (
      SELECT debtor_id, creditor_id, currency, sum(amount)::bigint AS amount, count(DISTINCT invoice_id) AS invoices
      FROM (${chosen}) AS money WHERE ${ofCurrency}::text IS NULL OR currency = ${ofCurrency}
      GROUP BY debtor_id, creditor_id, currency
    ), owed AS (
      SELECT i.debtor_id, i.creditor_id, i.currency,
        sum(CASE WHEN i.open > c.tolerance THEN i.open ELSE 0 END)::bigint AS open,
        sum(CASE WHEN i.open > c.tolerance AND i.due_on < ${today} THEN i.open ELSE 0 END)::bigint AS overdue
      FROM invoice AS i JOIN creditor AS c ON c.id = i.creditor_id
      WHERE i.organisation_id = ${organisationId} AND i.kind = 'invoice'
        AND (${ofCreditor}::uuid IS NULL OR i.creditor_id = ${ofCreditor}::uuid)
        AND (${ofCurrency}::text IS NULL OR i.currency = ${ofCurrency})
        AND (${search} = '' OR i.debtor_id IN (${ofText}))
      GROUP BY i.debtor_id, i.creditor_id, i.currency
    ), line AS MATERIALIZED (
      SELECT o.*, k.amount, k.invoices
      FROM owed AS o LEFT JOIN chosen AS k USING (debtor_id, creditor_id, currency)
      WHERE (NOT ${overdueOnly} OR o.overdue > 0) AND (${selection === undefined} OR k.amount IS NOT NULL)
    ), shown AS (
      SELECT l.*, d.name, d.legal_form, d.nip FROM line AS l JOIN debtor AS d ON d.id = l.debtor_id
      ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}
    )
    SELECT all_lines.total, s.debtor_id AS "debtorId", s.name, s.legal_form AS "legalForm", s.nip,
      s.creditor_id AS "creditorId", s.currency, s.open, s.overdue, items.*,
      s.amount AS "selectedAmount", s.invoices AS "selectedInvoices"
    FROM (SELECT count(*) AS total FROM line) AS all_lines
    LEFT JOIN shown AS s ON true
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE i.open > c.tolerance) AS "openInvoices",
        count(*) FILTER (WHERE i.open > c.tolerance AND i.due_on < ${today}) AS "overdueInvoices",
        min(i.due_on) FILTER (WHERE i.open > c.tolerance) AS "oldestDue", count(g.case_id) AS "openCases"
      FROM invoice AS i JOIN creditor AS c ON c.id = i.creditor_id LEFT JOIN invoice_progress AS g ON g.invoice_id = i.id
      WHERE i.debtor_id = s.debtor_id AND i.creditor_id = s.creditor_id AND i.currency = s.currency AND i.kind = 'invoice'
    ) AS items ON true
    ORDER BY ${order}`.execute(db);
  return { items: rows.flatMap((row) => (row.debtorId === null ? [] : [balance(row)])), total: rows[0]?.total ?? 0 };
}

type Line = Omit<DebtorBalance, 'selected'> & {
  readonly selectedAmount: number | null;
  readonly selectedInvoices: number | null;
  readonly total: number;
};

/** Past the last page there is the total alone. */
type Row = Line | { readonly debtorId: null; readonly total: number };

const NOTHING_CHOSEN = sql`SELECT id AS invoice_id, debtor_id, creditor_id, currency, amount FROM invoice WHERE false`;

function balance({ selectedAmount, selectedInvoices, total: _total, ...rest }: Line): DebtorBalance {
  const selected = selectedAmount === null ? null : { amount: selectedAmount, invoices: selectedInvoices ?? 0 };
  return { ...rest, selected };
}
