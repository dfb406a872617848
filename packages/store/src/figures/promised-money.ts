import { type RawBuilder, sql } from 'kysely';
import type { PromiseEnd } from '../surface/figures.ts';
import type { MoneyScope } from './money-scope.ts';

/** A row of `promisedMoney`: what was promised of one invoice. */
export interface PromisedMoney {
  readonly invoice_id: string;
  readonly debtor_id: string;
  readonly creditor_id: string;
  readonly currency: string;
  readonly amount: number;
  readonly month: string;
  readonly end: PromiseEnd;
}

/** A query of what was promised for some months (`yyyy-mm`, both included), see `PromisedMoney`. */
export function promisedMoney(scope: MoneyScope, from: string, to: string): RawBuilder<PromisedMoney> {
  const { organisationId, creditorId } = scope;
  return sql<PromisedMoney>`
    SELECT i.id AS invoice_id, i.debtor_id, i.creditor_id, i.currency, t.amount,
      left(p.promised_on, 7) AS month, t.state AS "end"
    FROM promise AS p
    JOIN promise_item AS t ON t.promise_id = p.id
    JOIN invoice AS i ON i.id = t.invoice_id
    WHERE p.organisation_id = ${organisationId} AND p.promised_on >= ${`${from}-01`} AND p.promised_on <= ${`${to}-31`}
      AND t.state <> 'replaced'
      AND (${creditorId}::uuid IS NULL OR p.creditor_id = ${creditorId}::uuid)`;
}
