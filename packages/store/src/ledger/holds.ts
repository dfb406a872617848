import { daysAfter } from '@krok/receivables';
import { StoreError } from '../errors.ts';
import { checkDebtor } from '../organisations/check-debtor.ts';
import type { NewMessage } from '../surface/exchange.ts';
import type { NewDispute, NewHold } from '../surface/ledger.ts';
import { settingOf } from '../settings/setting-rows.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { finishChange } from './finish-change.ts';
import { beginChange, type LedgerChange } from './ledger-change.ts';
import { invoiceOf, noSuchInvoice } from './ledger-checks.ts';

/** See `LedgerStore.setHold`. */
export function setHold(context: StoreContext, { creditorId, by, ...hold }: NewHold): Promise<string> {
  return transact(context, async (work) => {
    const change = await beginChange(work, creditorId, by);
    await checkDebtor(change.work, change.organisationId, hold.debtorId);
    const { id, told } = await holdIn(change, hold);
    await finishChange(change, told);
    return id;
  });
}

/** Within a change: what cases are to be told is the caller's to pass on. */
export async function holdIn(
  change: LedgerChange,
  hold: Omit<NewHold, 'creditorId' | 'by'>,
): Promise<{ readonly id: string; readonly told: readonly NewMessage[] }> {
  if (hold.invoiceId !== undefined) await invoiceOf(change, hold.invoiceId, hold.debtorId);
  await checkLength(change, hold.until ?? null);
  const id = await insertHold(change, { ...hold, kind: 'hold' });
  const variables = { holdUntil: hold.until ?? null };
  return { id, told: await toldOf(change, 'hold-set', hold.debtorId, hold.invoiceId ?? null, variables) };
}

/** See `LedgerStore.openDispute`. */
export function openDispute(context: StoreContext, { invoiceId, by, ...dispute }: NewDispute): Promise<string> {
  return transact(context, async (work) => {
    const of = isUuid(invoiceId)
      ? await work.tx.selectFrom('invoice').select('creditor_id').where('id', '=', invoiceId).executeTakeFirst()
      : undefined;
    if (of === undefined) throw noSuchInvoice(invoiceId);
    const change = await beginChange(work, of.creditor_id, by);
    const { id, told } = await disputeIn(change, { ...dispute, invoiceId });
    await finishChange(change, [told]);
    return id;
  });
}

/** Within a change: what cases are to be told is the caller's to pass on. */
export async function disputeIn(
  change: LedgerChange,
  { invoiceId, ...dispute }: Omit<NewDispute, 'by'>,
  debtorId?: string,
): Promise<{ readonly id: string; readonly told: NewMessage }> {
  const invoice = await invoiceOf(change, invoiceId, debtorId);
  const { amount } = dispute;
  if (amount !== undefined && (!Number.isSafeInteger(amount) || amount <= 0 || amount > invoice.open)) {
    throw new StoreError('WRONG_AMOUNT', `Expected 1 to ${invoice.open} grosze in dispute but got ${amount}.`);
  }
  const id = await insertHold(change, { ...dispute, debtorId: invoice.debtor_id, invoiceId, kind: 'dispute' });
  const variables = { disputedAmount: amount ?? invoice.open, openAmount: invoice.open };
  return { id, told: { name: 'invoice-disputed', correlationKey: invoiceId, variables } };
}

/** See `LedgerStore.endHold`. */
export function endHold(context: StoreContext, holdId: string, by: string | null): Promise<void> {
  return transact(context, async (work) => {
    const hold = isUuid(holdId)
      ? await work.tx.selectFrom('hold').selectAll().where('id', '=', holdId).executeTakeFirst()
      : undefined;
    if (hold === undefined) {
      throw new StoreError('NO_SUCH_HOLD', `Expected a hold ${holdId} but there is none.`, { holdId });
    }
    const change = await beginChange(work, hold.creditor_id, by);
    const ended = await work.tx
      .updateTable('hold')
      .set({ ended_at: change.at, ended_by: by })
      .where('id', '=', holdId)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (ended === undefined) return;
    change.touched.add(hold.debtor_id);
    const name = hold.kind === 'dispute' ? 'dispute-closed' : 'hold-ended';
    await finishChange(change, await toldOf(change, name, hold.debtor_id, hold.invoice_id, {}));
  });
}

/** The organisation's policy says how long a hold may last. */
async function checkLength({ work: { tx }, organisationId, today }: LedgerChange, until: string | null): Promise<void> {
  const { longestHoldDays } = (await settingOf(tx, organisationId, 'contactPolicy')).content;
  if (longestHoldDays === null) return;
  const last = daysAfter(today, longestHoldDays);
  if (until !== null && until <= last) return;
  throw new StoreError('HOLD_TOO_LONG', `Expected a hold that ends by ${last} but got ${until ?? 'none'}.`, { last });
}

async function insertHold(
  change: LedgerChange,
  hold: Omit<NewHold, 'creditorId' | 'by'> & {
    readonly kind: 'hold' | 'dispute';
    readonly amount?: number;
    readonly owner?: string;
  },
): Promise<string> {
  const id = newId();
  const { debtorId, invoiceId, kind, until, amount, owner, reason } = hold;
  await change.work.tx
    .insertInto('hold')
    .values({
      id,
      kind,
      reason,
      until: until ?? null,
      amount: amount ?? null,
      owner: owner ?? null,
      organisation_id: change.organisationId,
      creditor_id: change.creditorId,
      debtor_id: debtorId,
      invoice_id: invoiceId ?? null,
      set_by: change.by,
      set_at: change.at,
      ended_at: null,
      ended_by: null,
    })
    .execute();
  change.touched.add(debtorId);
  return id;
}

/** What holds a debtor holds each of its open invoices. */
async function toldOf(
  { work: { tx }, creditorId }: LedgerChange,
  name: string,
  debtorId: string,
  invoiceId: string | null,
  variables: NewMessage['variables'],
): Promise<NewMessage[]> {
  if (invoiceId !== null) return [{ name, correlationKey: invoiceId, variables }];
  const rows = await tx
    .selectFrom('invoice as i')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
    .select('i.id')
    .where('i.creditor_id', '=', creditorId)
    .where('i.debtor_id', '=', debtorId)
    .where('b.open', '>', 0)
    .orderBy('i.id')
    .execute();
  return rows.map(({ id }) => ({ name, correlationKey: id, variables }));
}
