import { decideWriteOffs, type Rest } from '@krok/receivables';
import { sql } from 'kysely';
import { StoreError } from '../errors.ts';
import type { WriteOffOrder } from '../surface/ledger.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { finishChange } from './finish-change.ts';
import { beginChange, type LedgerChange, post } from './ledger-change.ts';
import { invoiceOf, noSuchInvoice } from './ledger-checks.ts';

/** Small rests of what has just moved are written off, and write-offs that are none any more taken back. */
export async function writeOffRests(change: LedgerChange): Promise<void> {
  const moved = Map.groupBy(
    change.posted.filter(({ kind }) => kind !== 'invoiced' && kind !== 'writeOff' && kind !== 'writeOffReversal'),
    (row) => row.invoice_id,
  );
  if (moved.size === 0) return;
  const rests = await restsOf(change, [...moved.keys()]);
  const orders = decideWriteOffs(
    rests.map((rest) => ({
      ...rest,
      lowered: (moved.get(rest.invoiceId) ?? []).reduce((sum, { amount }) => sum + amount, 0) < 0,
    })),
    change.tolerance,
  );
  const detail = JSON.stringify({ reason: 'tolerance', tolerance: change.tolerance });
  await post(
    change,
    orders.map(({ kind, invoiceId, amount }) => ({
      invoice_id: invoiceId,
      kind,
      amount,
      booked_on: change.today,
      detail,
    })),
  );
}

/** See `LedgerStore.writeOff`. */
export function writeOff(context: StoreContext, order: WriteOffOrder): Promise<void> {
  return transact(context, async (work) => {
    const change = await beginChange(work, await creditorOf(work, order.invoiceId), order.by);
    const { open, debtor_id: debtorId } = await invoiceOf(change, order.invoiceId);
    if (open <= 0 || open > change.tolerance) {
      throw new StoreError('WRONG_AMOUNT', `Expected a rest of 1 to ${change.tolerance} grosze but ${open} are open.`);
    }
    await posted(change, order, 'writeOff', -open);
    change.touched.add(debtorId);
    await finishChange(change);
  });
}

/** See `LedgerStore.reverseWriteOff`. */
export function reverseWriteOff(context: StoreContext, order: WriteOffOrder): Promise<void> {
  return transact(context, async (work) => {
    const change = await beginChange(work, await creditorOf(work, order.invoiceId), order.by);
    const { debtor_id: debtorId } = await invoiceOf(change, order.invoiceId);
    const [rest] = await restsOf(change, [order.invoiceId]);
    if (rest === undefined || rest.writtenOff <= 0) {
      throw new StoreError('NOTHING_WRITTEN_OFF', `Expected a write-off of ${order.invoiceId} but there is none.`);
    }
    await posted(change, order, 'writeOffReversal', rest.writtenOff);
    change.touched.add(debtorId);
    await finishChange(change);
  });
}

function posted(
  change: LedgerChange,
  { invoiceId, reason }: WriteOffOrder,
  kind: 'writeOff' | 'writeOffReversal',
  amount: number,
): Promise<void> {
  const detail = JSON.stringify({ reason });
  return post(change, [{ invoice_id: invoiceId, kind, amount, booked_on: change.today, detail }]);
}

async function creditorOf({ tx }: Work, invoiceId: string): Promise<string> {
  const row = isUuid(invoiceId)
    ? await tx.selectFrom('invoice').select('creditor_id').where('id', '=', invoiceId).executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchInvoice(invoiceId);
  return row.creditor_id;
}

async function restsOf({ work: { tx } }: LedgerChange, ids: readonly string[]): Promise<Omit<Rest, 'lowered'>[]> {
  const rows = await tx
    .selectFrom('posting')
    .select([
      'invoice_id',
      sql<number>`sum(amount)::bigint`.as('open'),
      sql<number>`coalesce(-sum(amount) FILTER (WHERE kind IN ('writeOff', 'writeOffReversal')), 0)::bigint`.as(
        'written_off',
      ),
      sql<boolean>`coalesce(bool_or(kind = 'writeOffReversal' AND recorded_by IS NOT NULL
        AND detail ->> 'reason' <> 'tolerance'), false)`.as('kept_open'),
    ])
    .where('invoice_id', 'in', ids)
    .groupBy('invoice_id')
    .orderBy('invoice_id')
    .execute();
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    open: row.open,
    writtenOff: row.written_off,
    keptOpen: row.kept_open,
  }));
}
