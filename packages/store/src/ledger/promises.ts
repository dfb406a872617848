import { isOverdue } from '@krok/receivables';
import { localDate } from '@krok/calendar';
import { StoreError } from '../errors.ts';
import { checkDebtor } from '../organisations/check-debtor.ts';
import { termsOf } from '../organisations/present.ts';
import type { NewMessage } from '../surface/exchange.ts';
import type { NewPromise } from '../surface/ledger.ts';
import { wakeDaily } from '../outbox/enqueue-wakes.ts';
import { settingOf } from '../settings/setting-rows.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { finishChange } from './finish-change.ts';
import { beginChange, type LedgerChange } from './ledger-change.ts';
import { invoiceOf } from './ledger-checks.ts';

/** See `LedgerStore.recordPromise`. */
export function recordPromise(context: StoreContext, { creditorId, by, ...promise }: NewPromise): Promise<string> {
  return transact(context, async (work) => {
    const change = await beginChange(work, creditorId, by);
    await checkDebtor(change.work, change.organisationId, promise.debtorId);
    const { id, told } = await promiseIn(change, promise);
    await finishChange(change, told);
    await wakeDaily(work, change.organisationId, change.at);
    return id;
  });
}

/** Within a change: what cases are to be told is the caller's to pass on. */
export async function promiseIn(
  change: LedgerChange,
  { debtorId, promisedOn, items }: Omit<NewPromise, 'creditorId' | 'by'>,
): Promise<{ readonly id: string; readonly told: readonly NewMessage[] }> {
  const id = newId();
  await change.work.tx
    .insertInto('promise')
    .values({
      id,
      organisation_id: change.organisationId,
      creditor_id: change.creditorId,
      debtor_id: debtorId,
      promised_on: promisedOn,
      made_by: change.by,
      made_at: change.at,
    })
    .execute();
  const told: NewMessage[] = [];
  for (const { invoiceId, amount } of new Map(items.map((item) => [item.invoiceId, item])).values()) {
    const { open } = await invoiceOf(change, invoiceId, debtorId);
    const promised = amount ?? open;
    if (!Number.isSafeInteger(promised) || promised <= 0 || promised > open) {
      throw new StoreError('WRONG_AMOUNT', `Expected a promise of 1 to ${open} grosze but got ${promised}.`);
    }
    await promiseItem(change, id, { invoiceId, promised, open });
    const variables = { promiseDate: promisedOn, promisedAmount: promised };
    told.push({ name: 'promise-made', correlationKey: invoiceId, variables });
  }
  change.touched.add(debtorId);
  return { id, told };
}

/** See `LedgerStore.breakPromises`: each creditor's books in a transaction of their own. */
export async function breakPromises(context: StoreContext, organisationId: string): Promise<{ broken: number }> {
  const creditors = await context.db
    .selectFrom('promise_item as t')
    .innerJoin('promise as p', 'p.id', 't.promise_id')
    .select('p.creditor_id')
    .distinct()
    .where('p.organisation_id', '=', organisationId)
    .where('t.state', '=', 'open')
    .execute();
  let broken = 0;
  for (const { creditor_id: creditorId } of creditors) {
    broken += await transact(context, (work) => breakOf(work, organisationId, creditorId));
  }
  return { broken };
}

async function breakOf(work: Work, organisationId: string, creditorId: string): Promise<number> {
  const change = await beginChange(work, creditorId, null);
  const { calendar, zone } = await termsOf(work.tx, organisationId);
  const today = localDate(change.at, zone);
  const items = await work.tx
    .selectFrom('promise_item as t')
    .innerJoin('promise as p', 'p.id', 't.promise_id')
    .innerJoin('creditor as c', 'c.id', 'p.creditor_id')
    .select(['t.promise_id', 't.invoice_id', 'p.promised_on', 'p.debtor_id', 'c.payments_known_through'])
    .where('p.creditor_id', '=', creditorId)
    .where('t.state', '=', 'open')
    .orderBy('t.invoice_id')
    .execute();
  const { content: policy } = await settingOf(work.tx, organisationId, 'contactPolicy');
  const overdue = items.filter((item) =>
    isOverdue(item.promised_on, item.payments_known_through, today, calendar, policy.promiseGraceDays),
  );
  for (const { promise_id: promiseId, invoice_id: invoiceId, debtor_id: debtorId } of overdue) {
    await work.tx
      .updateTable('promise_item')
      .set({ state: 'broken', settled_at: change.at })
      .where('promise_id', '=', promiseId)
      .where('invoice_id', '=', invoiceId)
      .execute();
    change.touched.add(debtorId);
  }
  await finishChange(
    change,
    overdue.map((item) => ({
      name: 'promise-broken',
      correlationKey: item.invoice_id,
      variables: { promiseDate: item.promised_on },
    })),
  );
  return overdue.length;
}

async function promiseItem(
  { work: { tx }, at }: LedgerChange,
  promiseId: string,
  { invoiceId, promised, open }: { readonly invoiceId: string; readonly promised: number; readonly open: number },
): Promise<void> {
  await tx
    .updateTable('promise_item')
    .set({ state: 'replaced', settled_at: at })
    .where('invoice_id', '=', invoiceId)
    .where('state', '=', 'open')
    .execute();
  await tx
    .insertInto('promise_item')
    .values({ promise_id: promiseId, invoice_id: invoiceId, amount: promised, open_before: open, settled_at: null })
    .execute();
}
