import type { Db } from '../database.ts';
import type { DebtorLedger, Hold, Payment, PromiseToPay } from '../surface/ledger.ts';
import { isUuid } from '../uuid.ts';
import { listInvoices } from './invoice-queries.ts';
import { holdsInForce } from './ledger-view.ts';
import { plansOf } from './plan-rows.ts';

/** See `LedgerStore.debtor`. */
export async function debtorLedgers(db: Db, debtorId: string): Promise<DebtorLedger[]> {
  if (!isUuid(debtorId)) return [];
  const creditors = await db
    .selectFrom('creditor as c')
    .select(['c.id', 'c.organisation_id', 'c.payments_known_through'])
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('invoice as i')
            .select('i.id')
            .whereRef('i.creditor_id', '=', 'c.id')
            .where('i.debtor_id', '=', debtorId),
        ),
        exists(
          selectFrom('debtor_number as n')
            .select('n.number')
            .whereRef('n.creditor_id', '=', 'c.id')
            .where('n.debtor_id', '=', debtorId),
        ),
      ]),
    )
    .orderBy('c.name')
    .execute();
  const ledgers: DebtorLedger[] = [];
  for (const { id: creditorId, organisation_id: organisationId, payments_known_through: known } of creditors) {
    ledgers.push({
      creditorId,
      invoices: await listInvoices(db, { organisationId, creditorId, debtorId }),
      payments: await paymentsOf(db, creditorId, debtorId),
      holds: (await holdsInForce(db, creditorId, debtorId)).map(toHold),
      promises: await promisesOf(db, creditorId, debtorId),
      plans: await plansOf(db, creditorId, debtorId),
      paymentsKnownThrough: known,
    });
  }
  return ledgers;
}

async function paymentsOf(db: Db, creditorId: string, debtorId: string): Promise<Payment[]> {
  const rows = await db
    .selectFrom('payment as y')
    .leftJoin('payment_rest as r', 'r.payment_id', 'y.id')
    .selectAll('y')
    .select('r.rest')
    .where('y.creditor_id', '=', creditorId)
    .where('y.debtor_id', '=', debtorId)
    .orderBy('y.booked_on', 'desc')
    .orderBy('y.id', 'desc')
    .execute();
  const ids = rows.map(({ id }) => id);
  const postings =
    ids.length === 0
      ? []
      : await db
          .selectFrom('posting')
          .select(({ fn }) => ['payment_id', 'invoice_id', fn.sum<string>('amount').as('amount')])
          .where('payment_id', 'in', ids)
          .groupBy(['payment_id', 'invoice_id'])
          .execute();
  return rows.map((row) => ({
    id: row.id,
    bankReference: row.bank_reference,
    bookedOn: row.booked_on,
    amount: row.amount,
    currency: row.currency,
    title: row.title,
    namesInvoice: row.names_invoice,
    reverses: row.reverses,
    rest: row.rest ?? 0,
    allocations: postings
      .filter((each) => each.payment_id === row.id && Number(each.amount) !== 0)
      .map((each) => ({ invoiceId: each.invoice_id, amount: -Number(each.amount) })),
  }));
}

async function promisesOf(db: Db, creditorId: string, debtorId: string): Promise<PromiseToPay[]> {
  const rows = await db
    .selectFrom('promise as p')
    .innerJoin('promise_item as t', 't.promise_id', 'p.id')
    .select(['p.id', 'p.promised_on', 'p.made_at', 'p.made_by', 't.invoice_id', 't.amount', 't.state'])
    .where('p.creditor_id', '=', creditorId)
    .where('p.debtor_id', '=', debtorId)
    .orderBy('p.made_at', 'desc')
    .orderBy('p.id', 'desc')
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, items]) => {
    const [first] = items;
    if (first === undefined) return [];
    return {
      id,
      promisedOn: first.promised_on,
      madeAt: first.made_at,
      madeBy: first.made_by,
      items: items.map(({ invoice_id: invoiceId, amount, state }) => ({ invoiceId, amount, state })),
    };
  });
}

function toHold(row: Awaited<ReturnType<typeof holdsInForce>>[number]): Hold {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    kind: row.kind,
    until: row.until,
    amount: row.amount,
    owner: row.owner,
    reason: row.reason,
    setBy: row.set_by,
    setAt: row.set_at,
  };
}
