import { type RawBuilder, sql } from 'kysely';
import type { PaidAfter } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';
import { firstSteps } from './steps-taken.ts';

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
    WITH paid AS MATERIALIZED (
      SELECT y.id AS payment_id, i.id AS invoice_id, i.debtor_id, i.creditor_id, i.currency COLLATE "C" AS currency, i.due_on,
        y.booked_on,
        -sum(p.amount)::bigint AS amount
      FROM payment AS y JOIN posting AS p ON p.payment_id = y.id JOIN invoice AS i ON i.id = p.invoice_id
      WHERE y.organisation_id = ${organisationId} AND y.booked_on >= ${`${from}-01`} AND y.booked_on <= ${`${to}-31`}
        AND (${creditorId}::uuid IS NULL OR y.creditor_id = ${creditorId}::uuid)
      GROUP BY y.id, i.id HAVING sum(p.amount) <> 0
    ), concerned AS (SELECT DISTINCT invoice_id AS id FROM paid WHERE booked_on > due_on
    ), ${firstSteps(scope)}
    SELECT y.payment_id, y.invoice_id, y.debtor_id, y.creditor_id, y.currency, y.amount,
      left(y.booked_on, 7) COLLATE "C" AS month,
      CASE WHEN y.booked_on <= y.due_on THEN 'onTime'
        WHEN s.final_on < y.booked_on THEN 'order' WHEN s.filed_on < y.booked_on THEN 'epu'
        WHEN s.listed_on < y.booked_on THEN 'krd' WHEN s.demanded_on < y.booked_on THEN 'demand'
        WHEN s.reminded_on < y.booked_on THEN 'reminder' ELSE 'late' END COLLATE "C" AS after
    FROM paid AS y LEFT JOIN step AS s ON s.id = y.invoice_id`;
}
