import { type RawBuilder, sql } from 'kysely';
import type { AgeBand, MoneyStanding, Stage } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';
import { casesAbout } from './steps-taken.ts';

/** A row of `openMoney`. */
export interface OpenMoney extends Readonly<Record<MoneyStanding, number>> {
  readonly invoice_id: string;
  readonly debtor_id: string;
  readonly creditor_id: string;
  readonly currency: string;
  readonly open: number;
  readonly band: AgeBand;
  readonly stage: Stage;
  /** Its open root case. */
  readonly case_id: string | null;
}

/** A query of every invoice that is owed more on than its creditor's tolerance, see `OpenMoney`. */
export function openMoney(scope: MoneyScope): RawBuilder<OpenMoney> {
  const { organisationId, creditorId, today } = scope;
  return sql<OpenMoney>`
    WITH balance AS MATERIALIZED (
      SELECT i.id, i.debtor_id, i.creditor_id, i.currency COLLATE "C" AS currency, i.due_on::date AS due_on, b.open
      FROM (SELECT invoice_id, sum(amount)::bigint AS open FROM posting WHERE organisation_id = ${organisationId}
        GROUP BY invoice_id HAVING sum(amount) > 0) AS b
      JOIN invoice AS i ON i.id = b.invoice_id AND i.organisation_id = ${organisationId} AND i.kind = 'invoice'
      JOIN creditor AS c ON c.id = i.creditor_id
      WHERE b.open > c.tolerance AND (${creditorId}::uuid IS NULL OR i.creditor_id = ${creditorId}::uuid)
    ), in_force AS MATERIALIZED (
      SELECT * FROM hold WHERE organisation_id = ${organisationId} AND ended_at IS NULL
        AND (until IS NULL OR until >= ${today})
    ), stopped AS (
      -- A dispute or hold of no invoice is about each of the debtor's to that creditor.
      SELECT b.id, sum(coalesce(h.amount, b.open)) FILTER (WHERE h.kind = 'dispute') AS disputed,
        bool_or(h.kind = 'hold') AS held
      FROM in_force AS h JOIN balance AS b ON b.debtor_id = h.debtor_id AND b.creditor_id = h.creditor_id
        AND (h.invoice_id IS NULL OR h.invoice_id = b.id)
      GROUP BY b.id
    ), planned AS (
      SELECT DISTINCT m.invoice_id FROM instalment_plan AS p JOIN plan_invoice AS m ON m.plan_id = p.id
      WHERE p.organisation_id = ${organisationId} AND p.state = 'running'
    ), promised AS (
      SELECT t.invoice_id, t.amount FROM promise AS p JOIN promise_item AS t ON t.promise_id = p.id
      WHERE p.organisation_id = ${organisationId} AND t.state = 'open'
    ), claimed AS (
      SELECT t.invoice_id, bool_or(e.state = 'final') AS final FROM claim AS e JOIN claim_item AS t ON t.claim_id = e.id
      WHERE e.organisation_id = ${organisationId} AND e.ended_at IS NULL AND e.state <> 'draft' GROUP BY t.invoice_id
    ), listed AS (
      SELECT DISTINCT t.invoice_id FROM listing AS e JOIN listing_item AS t ON t.listing_id = e.id
      WHERE e.organisation_id = ${organisationId} AND e.ended_at IS NULL AND e.state <> 'planned'
    ), demanded AS (
      SELECT DISTINCT d.invoice_id FROM demand_posted AS d JOIN balance AS b ON b.id = d.invoice_id
    ), concerned AS (SELECT id FROM balance), ${casesAbout(scope)}, reminded AS (SELECT DISTINCT id FROM reminder
    ), running AS (SELECT id, case_id FROM root WHERE status IN ('starting', 'active')
    ), standing AS (
      SELECT b.*, least(b.open, coalesce(s.disputed, 0))::bigint AS disputed,
        greatest(0, b.open - coalesce(s.disputed, 0))::bigint AS rest, coalesce(s.held, false) AS is_held,
        p.invoice_id IS NOT NULL AS is_planned, coalesce(o.amount, 0) AS promise,
        ${today}::date - b.due_on AS days, k.case_id,
        CASE WHEN c.final THEN 'order' WHEN c.invoice_id IS NOT NULL THEN 'epu' WHEN l.invoice_id IS NOT NULL THEN 'krd'
          WHEN d.invoice_id IS NOT NULL THEN 'demand' WHEN r.id IS NOT NULL THEN 'reminder'
          WHEN k.case_id IS NOT NULL THEN 'opened' ELSE 'outside' END COLLATE "C" AS stage
      FROM balance AS b
      LEFT JOIN stopped AS s ON s.id = b.id
      LEFT JOIN planned AS p ON p.invoice_id = b.id
      LEFT JOIN promised AS o ON o.invoice_id = b.id
      LEFT JOIN claimed AS c ON c.invoice_id = b.id
      LEFT JOIN listed AS l ON l.invoice_id = b.id
      LEFT JOIN demanded AS d ON d.invoice_id = b.id
      LEFT JOIN reminded AS r ON r.id = b.id
      LEFT JOIN running AS k ON k.id = b.id
    ), parts AS (
      SELECT *, CASE WHEN is_planned THEN rest ELSE 0 END AS planned,
        CASE WHEN is_planned THEN 0 ELSE least(rest, promise) END AS promised FROM standing
    )
    SELECT id AS invoice_id, debtor_id, creditor_id, currency, open, case_id, stage,
      CASE WHEN days <= 0 THEN 'notDue' WHEN days <= 30 THEN 'to30' WHEN days <= 60 THEN 'to60' WHEN days <= 90 THEN 'to90'
        WHEN days <= 180 THEN 'to180' WHEN days <= 360 THEN 'to360' ELSE 'over360' END COLLATE "C" AS band,
      disputed, planned, promised,
      CASE WHEN is_held THEN rest - planned - promised ELSE 0 END AS held,
      CASE WHEN is_held THEN 0 ELSE rest - planned - promised END AS asked
    FROM parts`;
}
