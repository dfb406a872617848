import { type RawBuilder, sql } from 'kysely';
import type { AgeBand, MoneyStanding, Stage } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';

/** `band` of a row is an index here. */
export const BANDS: readonly AgeBand[] = ['notDue', 'to30', 'to60', 'to90', 'to180', 'to360', 'over360'];
/** `stage` of a row is an index here. */
export const STAGES: readonly Stage[] = ['outside', 'opened', 'reminder', 'demand', 'krd', 'epu', 'order'];

/** A row of `openMoney`. */
export interface OpenMoney extends Readonly<Record<MoneyStanding, number>> {
  readonly invoice_id: string;
  readonly debtor_id: string;
  readonly creditor_id: string;
  readonly currency: string;
  readonly open: number;
  readonly band: number;
  readonly stage: number;
  /** Its open root case. */
  readonly case_id: string | null;
}

/** A query of every invoice that is owed more on than its creditor's tolerance, see `OpenMoney`. */
export function openMoney(scope: MoneyScope): RawBuilder<OpenMoney> {
  const { organisationId, creditorId, today } = scope;
  return sql<OpenMoney>`
    WITH in_force AS (
      SELECT * FROM hold WHERE organisation_id = ${organisationId} AND ended_at IS NULL
        AND (until IS NULL OR until >= ${today})
    ), stopped AS (
      -- A dispute or hold of no invoice is about each of the debtor's to that creditor.
      SELECT i.id, sum(coalesce(h.amount, i.open)) FILTER (WHERE h.kind = 'dispute')::bigint AS disputed,
        bool_or(h.kind = 'hold') AS held
      FROM in_force AS h JOIN invoice AS i ON i.debtor_id = h.debtor_id AND i.creditor_id = h.creditor_id
        AND (h.invoice_id IS NULL OR h.invoice_id = i.id)
      GROUP BY i.id
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
    ), standing AS (
      SELECT i.id, i.debtor_id, i.creditor_id, i.currency, i.open, g.case_id, i.due_on,
        least(i.open, coalesce(s.disputed, 0)) AS disputed, greatest(0, i.open - coalesce(s.disputed, 0)) AS rest, coalesce(s.held, false) AS is_held,
        p.invoice_id IS NOT NULL AS is_planned, coalesce(o.amount, 0) AS promise,
        CASE WHEN c.final THEN 6 WHEN c.invoice_id IS NOT NULL THEN 5 WHEN l.invoice_id IS NOT NULL THEN 4
          WHEN g.demanded_on IS NOT NULL THEN 3 WHEN g.reminded THEN 2 WHEN g.case_id IS NOT NULL THEN 1 ELSE 0 END AS stage
      FROM invoice AS i
      JOIN creditor AS r ON r.id = i.creditor_id
      LEFT JOIN invoice_progress AS g ON g.invoice_id = i.id
      LEFT JOIN stopped AS s ON s.id = i.id
      LEFT JOIN planned AS p ON p.invoice_id = i.id
      LEFT JOIN promised AS o ON o.invoice_id = i.id
      LEFT JOIN claimed AS c ON c.invoice_id = i.id
      LEFT JOIN listed AS l ON l.invoice_id = i.id
      WHERE i.organisation_id = ${organisationId} AND i.kind = 'invoice' AND i.open > 0 AND i.open > r.tolerance
        AND (${creditorId}::uuid IS NULL OR i.creditor_id = ${creditorId}::uuid)
    ), parts AS (
      SELECT *, CASE WHEN is_planned THEN rest ELSE 0 END AS planned,
        CASE WHEN is_planned THEN 0 ELSE least(rest, promise) END AS promised FROM standing
    )
    SELECT id AS invoice_id, debtor_id, creditor_id, currency, open, case_id, stage, ${bandOf(today)} AS band,
      disputed, planned, promised,
      CASE WHEN is_held THEN rest - planned - promised ELSE 0 END AS held,
      CASE WHEN is_held THEN 0 ELSE rest - planned - promised END AS asked
    FROM parts`;
}

/** By the last due day of each band: ISO dates as text, in whose order nothing has to be read. */
function bandOf(today: string): RawBuilder<number> {
  const dueFrom = (days: number) => sql`due_on COLLATE "C" >= ${daysBefore(today, days)}`;
  return sql<number>`CASE WHEN ${dueFrom(0)} THEN 0 WHEN ${dueFrom(30)} THEN 1 WHEN ${dueFrom(60)} THEN 2
    WHEN ${dueFrom(90)} THEN 3 WHEN ${dueFrom(180)} THEN 4 WHEN ${dueFrom(360)} THEN 5 ELSE 6 END`;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}
