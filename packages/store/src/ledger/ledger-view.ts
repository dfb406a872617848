import { endOfLocalDay, localDate } from '@krok/calendar';
import { debtorKindOf, type InvoiceStanding, type LedgerView, standingOf } from '@krok/receivables';
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
  if (party === undefined) return { invoices: {}, debtorInsolvent: false, paymentsKnownThrough: null };
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
  };
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
