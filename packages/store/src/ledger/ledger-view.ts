import { endOfLocalDay, localDate } from '@krok/calendar';
import { debtorKindOf, type InvoiceStanding, type LedgerView, standingOf } from '@krok/receivables';
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { isUuid } from '../uuid.ts';

export interface ViewedPair {
  readonly creditorId: string;
  readonly debtorId: string;
  /** Epoch ms on the organisation's clock. */
  readonly now: number;
  readonly zone: string;
}

/** How the invoices of a debtor to a creditor stand; only those of `subjects` where given. */
export async function ledgerView(
  executor: Db | Tx,
  { creditorId, debtorId, now, zone }: ViewedPair,
  subjects?: readonly (string | null)[],
): Promise<LedgerView> {
  const today = localDate(now, zone);
  const party = await executor
    .selectFrom('creditor as c')
    .innerJoin('debtor as d', (join) => join.on('d.id', '=', debtorId))
    .select(['c.payments_known_through', 'c.tolerance', 'd.legal_form', 'd.insolvent_since'])
    .where('c.id', '=', creditorId)
    .executeTakeFirst();
  if (party === undefined) return NOBODY;
  const wanted = subjects?.filter((id) => id !== null && isUuid(id)).map((id) => id ?? '');
  const rows = wanted?.length === 0 ? [] : await invoicesOf(executor, creditorId, debtorId, wanted);
  const holds = await holdsInForce(executor, creditorId, debtorId);
  const invoices: Record<string, InvoiceStanding> = {};
  for (const { id, due_on: dueOn, claim_kind: claimKind, open, promised_on: promisedOn, planned } of rows) {
    const facts = {
      open,
      tolerance: party.tolerance,
      dueOn,
      claimKind,
      debtorKind: debtorKindOf(party.legal_form),
      holds: [
        ...holds.filter((hold) => hold.invoice_id === null || hold.invoice_id === id),
        ...(planned ? [PLAN] : []),
      ],
      promisedOn,
    };
    invoices[id] = standingOf(facts, today, (day) => endOfLocalDay(day, zone));
  }
  return {
    invoices,
    debtorInsolvent: party.insolvent_since !== null && party.insolvent_since <= today,
    paymentsKnownThrough: party.payments_known_through,
    formal: await formalOf(executor, creditorId, debtorId, party.tolerance),
  };
}

/** What the books say of somebody whom they do not know. */
export const NOBODY: LedgerView = { invoices: {}, debtorInsolvent: false, formal: [], paymentsKnownThrough: null };

/** Invoices still owed that were formally demanded, or are in an entry of a register or in a claim that has not ended. */
async function formalOf(
  executor: Db | Tx,
  creditorId: string,
  debtorId: string,
  tolerance: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT i.id FROM invoice AS i JOIN invoice_balance AS b ON b.invoice_id = i.id
    WHERE i.creditor_id = ${creditorId} AND i.debtor_id = ${debtorId} AND b.open > ${tolerance} AND (
      EXISTS (SELECT 1 FROM demand_posted AS d WHERE d.invoice_id = i.id)
      OR EXISTS (SELECT 1 FROM listing_item AS t JOIN listing AS e ON e.id = t.listing_id
        WHERE t.invoice_id = i.id AND e.ended_at IS NULL)
      OR EXISTS (SELECT 1 FROM claim_item AS t JOIN claim AS e ON e.id = t.claim_id
        WHERE t.invoice_id = i.id AND e.ended_at IS NULL))
    ORDER BY i.id`.execute(executor);
  return rows.map(({ id }) => id);
}

/** Until its parts are paid, or one is missed, nobody is asked for more. */
const PLAN = { kind: 'hold', until: null, amount: null } as const;

export function holdsInForce(executor: Db | Tx, creditorId: string, debtorId: string) {
  return executor
    .selectFrom('hold')
    .selectAll()
    .where('creditor_id', '=', creditorId)
    .where('debtor_id', '=', debtorId)
    .where('ended_at', 'is', null)
    .orderBy('set_at')
    .execute();
}

function invoicesOf(executor: Db | Tx, creditorId: string, debtorId: string, wanted: readonly string[] | undefined) {
  let query = executor
    .selectFrom('invoice as i')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
    .leftJoin('promise_item as t', (join) => join.onRef('t.invoice_id', '=', 'i.id').on('t.state', '=', 'open'))
    .leftJoin('promise as p', 'p.id', 't.promise_id')
    .select(({ exists, selectFrom }) => [
      'i.id',
      'i.due_on',
      'i.claim_kind',
      'b.open',
      'p.promised_on',
      exists(
        selectFrom('plan_invoice as m')
          .innerJoin('instalment_plan as a', 'a.id', 'm.plan_id')
          .select('m.plan_id')
          .whereRef('m.invoice_id', '=', 'i.id')
          .where('a.state', '=', 'running'),
      ).as('planned'),
    ])
    .where('i.creditor_id', '=', creditorId)
    .where('i.debtor_id', '=', debtorId);
  if (wanted !== undefined) query = query.where('i.id', 'in', wanted);
  return query.execute();
}
