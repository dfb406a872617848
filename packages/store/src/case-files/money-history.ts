import type { Db } from '../database.ts';
import type { HoldRecord, MoneyHistory, PostingRecord, PromiseRecord } from '../surface/case-files.ts';
import { isUuid } from '../uuid.ts';

/** See `CaseFileStore.money`. */
export async function moneyHistory(
  db: Db,
  of: { readonly invoiceIds: readonly string[]; readonly debtorId: string | null },
): Promise<MoneyHistory> {
  const ids = of.invoiceIds.filter(isUuid);
  const [holds, promises, postings] = await Promise.all([
    holdsOf(db, ids, of.debtorId),
    ids.length === 0 ? [] : promisesOf(db, ids),
    ids.length === 0 ? [] : postingsOf(db, ids),
  ]);
  return { holds, promises, postings };
}

async function holdsOf(db: Db, ids: readonly string[], debtorId: string | null): Promise<HoldRecord[]> {
  if (ids.length === 0 && debtorId === null) return [];
  const rows = await db
    .selectFrom('hold as h')
    .leftJoin('invoice as i', 'i.id', 'h.invoice_id')
    .leftJoin('app_user as setter', 'setter.id', 'h.set_by')
    .leftJoin('app_user as ender', 'ender.id', 'h.ended_by')
    .selectAll('h')
    .select(['i.number', 'setter.name as set_by_name', 'ender.name as ended_by_name'])
    .where((eb) =>
      eb.or([
        ...(ids.length > 0 ? [eb('h.invoice_id', 'in', ids)] : []),
        ...(debtorId === null ? [] : [eb.and([eb('h.invoice_id', 'is', null), eb('h.debtor_id', '=', debtorId)])]),
      ]),
    )
    .orderBy('h.set_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    creditorId: row.creditor_id,
    invoiceNumber: row.number,
    until: row.until,
    amount: row.amount,
    reason: row.reason,
    setAt: row.set_at,
    setBy: row.set_by_name,
    endedAt: row.ended_at,
    endedBy: row.ended_by_name,
  }));
}

async function promisesOf(db: Db, ids: readonly string[]): Promise<PromiseRecord[]> {
  const rows = await db
    .selectFrom('promise_item as t')
    .innerJoin('promise as p', 'p.id', 't.promise_id')
    .innerJoin('invoice as i', 'i.id', 't.invoice_id')
    .leftJoin('app_user as u', 'u.id', 'p.made_by')
    .select(['p.id', 'p.promised_on', 'p.made_at', 'u.name', 'i.number', 'i.currency'])
    .select(['t.amount', 't.state', 't.settled_at'])
    .where('t.invoice_id', 'in', ids)
    .orderBy('p.made_at')
    .execute();
  return rows.map((row) => ({
    id: `${row.id} ${row.number}`,
    promisedOn: row.promised_on,
    madeAt: row.made_at,
    madeBy: row.name,
    invoiceNumber: row.number,
    currency: row.currency,
    amount: row.amount,
    state: row.state,
    settledAt: row.settled_at,
  }));
}

async function postingsOf(db: Db, ids: readonly string[]): Promise<PostingRecord[]> {
  const rows = await db
    .selectFrom('posting as p')
    .innerJoin('invoice as i', 'i.id', 'p.invoice_id')
    .leftJoin('payment as y', 'y.id', 'p.payment_id')
    .leftJoin('app_user as u', 'u.id', 'p.recorded_by')
    .select(['p.id', 'p.kind', 'p.amount', 'p.booked_on', 'p.recorded_at', 'u.name', 'i.number', 'i.currency'])
    .select(['y.title', 'y.bank_reference'])
    .where('p.invoice_id', 'in', ids)
    .orderBy('p.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    invoiceNumber: row.number,
    currency: row.currency,
    amount: row.amount,
    bookedOn: row.booked_on,
    recordedAt: row.recorded_at,
    recordedBy: row.name,
    title: row.title,
    reference: row.bank_reference,
  }));
}
