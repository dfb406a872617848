import { localDate } from '@krok/calendar';
import { debtorKindOf, undisputed } from '@krok/receivables';
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { presentOf } from '../organisations/present.ts';
import type { InvoiceFilter, LedgerInvoice, Posting } from '../surface/ledger.ts';
import { isUuid } from '../uuid.ts';
import { noSuchInvoice } from './ledger-checks.ts';

/** See `LedgerStore.invoices`. */
export async function listInvoices(executor: Db | Tx, filter: InvoiceFilter): Promise<LedgerInvoice[]> {
  const { organisationId, creditorId, debtorId, ids, dueBy, dueFrom, withoutCase = false, paid } = filter;
  let query = invoiceRows(executor).where('i.organisation_id', '=', organisationId);
  if (creditorId !== undefined) query = query.where('i.creditor_id', '=', creditorId);
  if (debtorId !== undefined) query = query.where('i.debtor_id', '=', debtorId);
  if (ids !== undefined) {
    const wanted = ids.filter(isUuid);
    if (wanted.length === 0) return [];
    query = query.where('i.id', 'in', wanted);
  }
  if (dueBy !== undefined) query = query.where('i.due_on', '<=', dueBy);
  if (dueFrom !== undefined) query = query.where('i.due_on', '>=', dueFrom);
  if (withoutCase) query = query.where('k.id', 'is', null);
  if (paid !== undefined) {
    query = query.where((eb) => eb('b.open', paid ? '<=' : '>', eb.ref('c.tolerance')));
  }
  const rows = await query
    .orderBy('i.due_on')
    .orderBy('i.number')
    .limit(filter.limit ?? MOST)
    .execute();
  return toInvoices(executor, rows);
}

export async function readInvoice(executor: Db | Tx, id: string): Promise<LedgerInvoice> {
  const rows = isUuid(id) ? await invoiceRows(executor).where('i.id', '=', id).execute() : [];
  const [invoice] = await toInvoices(executor, rows);
  if (invoice === undefined) throw noSuchInvoice(id);
  return invoice;
}

export async function postingsOf(db: Db, invoiceId: string): Promise<Posting[]> {
  if (!isUuid(invoiceId)) throw noSuchInvoice(invoiceId);
  const rows = await db
    .selectFrom('posting as p')
    .leftJoin('invoice as k', 'k.id', 'p.correction_id')
    .selectAll('p')
    .select('k.number')
    .where('p.invoice_id', '=', invoiceId)
    .orderBy('p.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    amount: row.amount,
    bookedOn: row.booked_on,
    paymentId: row.payment_id,
    correctionNumber: row.number,
    dueOn: row.detail?.dueOn ?? null,
    reason: row.detail?.reason ?? null,
    recordedAt: row.recorded_at,
  }));
}

export async function balancesAt(
  db: Db,
  invoiceIds: readonly string[],
  day: string,
): Promise<Readonly<Record<string, number>>> {
  const ids = invoiceIds.filter(isUuid);
  const balances = Object.fromEntries(ids.map((id) => [id, 0]));
  if (ids.length === 0) return balances;
  const rows = await db
    .selectFrom('posting')
    .select(({ fn }) => ['invoice_id', fn.sum<string>('amount').as('amount')])
    .where('invoice_id', 'in', ids)
    .where('booked_on', '<=', day)
    .groupBy('invoice_id')
    .execute();
  for (const { invoice_id: id, amount } of rows) balances[id] = Number(amount);
  return balances;
}

/** Far above what one organisation starts or shows at once. */
const MOST = 20_000;

type InvoiceRow = Awaited<ReturnType<ReturnType<typeof invoiceRows>['execute']>>[number];

function invoiceRows(executor: Db | Tx) {
  return executor
    .selectFrom('invoice as i')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
    .innerJoin('creditor as c', 'c.id', 'i.creditor_id')
    .innerJoin('debtor as d', 'd.id', 'i.debtor_id')
    .leftJoin('process_case as k', (join) =>
      join
        .on(sql<boolean>`k.subject = i.id::text`)
        .onRef('k.organisation_id', '=', 'i.organisation_id')
        .on('k.parent_case_id', 'is', null)
        .on('k.status', 'in', ['starting', 'active']),
    )
    .selectAll('i')
    .select((eb) => [
      'b.open',
      'c.tolerance',
      'd.legal_form',
      'k.id as case_id',
      eb
        .selectFrom('posting as w')
        .select(sql<number>`-sum(w.amount)::bigint`.as('amount'))
        .whereRef('w.invoice_id', '=', 'i.id')
        .where('w.kind', 'in', ['writeOff', 'writeOffReversal'])
        .as('written_off'),
    ]);
}

async function toInvoices(executor: Db | Tx, rows: readonly InvoiceRow[]): Promise<LedgerInvoice[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const { zone } = await executor
    .selectFrom('organisation')
    .select('zone')
    .where('id', '=', first.organisation_id)
    .executeTakeFirstOrThrow();
  const today = localDate(await presentOf(executor, first.organisation_id), zone);
  const disputes = await executor
    .selectFrom('hold')
    .select(['invoice_id', 'kind', 'amount'])
    .where('organisation_id', '=', first.organisation_id)
    .where('kind', '=', 'dispute')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today)]))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    currency: row.currency,
    amount: row.amount,
    open: row.open,
    undisputed: undisputed(
      row.open,
      disputes.filter((dispute) => dispute.invoice_id === row.id),
    ),
    writtenOff: row.written_off ?? 0,
    claimKind: row.claim_kind,
    debtorKind: debtorKindOf(row.legal_form),
    paid: row.open <= row.tolerance,
    caseId: row.case_id,
  }));
}
