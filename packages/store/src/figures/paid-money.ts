import { type RawBuilder, sql } from 'kysely';
import type { PaidAfter } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';

/** A row of `paidMoney`: what one payment pays of one invoice. */
export interface PaidMoney {
  readonly payment_id: string;
  readonly invoice_id: string;
  readonly debtor_id: string;
  readonly creditor_id: string;
  readonly currency: string;
  readonly amount: number;
  readonly month: string;
  readonly after: PaidAfter;
}

/** A query of what payments that were booked in some months pay, see `PaidMoney`. Both months (`yyyy-mm`) are included. */
export function paidMoney(scope: MoneyScope, from: string, to: string): RawBuilder<PaidMoney> {
  const { organisationId, creditorId } = scope;
  return sql<PaidMoney>`
    WITH part AS MATERIALIZED (
      SELECT y.id AS payment_id, y.booked_on, -sum(p.amount)::bigint AS amount,
        i.id AS invoice_id, i.debtor_id, i.creditor_id, i.currency, i.due_on, g.demanded_on, g.reminded_on
      FROM payment AS y
      -- No null said though it follows: else all postings are counted on, and the larger side of a join kept in memory.
      JOIN posting AS p ON p.payment_id = y.id AND p.payment_id IS NOT NULL
      JOIN invoice AS i ON i.id = p.invoice_id
      LEFT JOIN invoice_progress AS g ON g.invoice_id = p.invoice_id
      WHERE y.organisation_id = ${organisationId} AND y.booked_on >= ${`${from}-01`} AND y.booked_on <= ${`${to}-31`}
        AND (${creditorId}::uuid IS NULL OR y.creditor_id = ${creditorId}::uuid)
      GROUP BY y.id, i.id, g.invoice_id HAVING sum(p.amount) <> 0
    )
    SELECT y.payment_id, y.invoice_id, y.debtor_id, y.creditor_id, y.currency, y.amount,
      left(y.booked_on, 7) COLLATE "C" AS month,
      CASE WHEN y.booked_on <= y.due_on THEN 'onTime'
        WHEN c.final_on < y.booked_on THEN 'order' WHEN c.filed_on < y.booked_on THEN 'epu'
        WHEN l.listed_on < y.booked_on THEN 'krd' WHEN y.demanded_on < y.booked_on THEN 'demand'
        WHEN y.reminded_on < y.booked_on THEN 'reminder' ELSE 'late' END COLLATE "C" AS after
    FROM part AS y
    LEFT JOIN (SELECT t.invoice_id, min(e.listed_on) AS listed_on FROM listing AS e
      JOIN listing_item AS t ON t.listing_id = e.id WHERE e.organisation_id = ${organisationId} GROUP BY t.invoice_id
    ) AS l ON l.invoice_id = y.invoice_id
    LEFT JOIN (SELECT t.invoice_id, min(e.filed_on) AS filed_on, min(e.final_on) AS final_on FROM claim AS e
      JOIN claim_item AS t ON t.claim_id = e.id WHERE e.organisation_id = ${organisationId} GROUP BY t.invoice_id
    ) AS c ON c.invoice_id = y.invoice_id`;
}
