import type { Selectable } from 'kysely';
import { StoreError } from '../errors.ts';
import { checkDebtor } from '../organisations/check-debtor.ts';
import type { LedgerStore, NewPayment } from '../surface/ledger.ts';
import type { PaymentTable } from '../tables/ledger.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { finishChange } from './finish-change.ts';
import { beginChange, type LedgerChange } from './ledger-change.ts';
import { invoiceOf } from './ledger-checks.ts';
import { takeBack } from './take-back.ts';
import { keptBy } from './write-payments.ts';

/** See `LedgerStore.recordPayment`. */
export function recordPayment(
  context: StoreContext,
  request: NewPayment,
): Promise<{ readonly paymentId: string; readonly rest: number }> {
  return transact(context, async (work) => {
    const change = await beginChange(work, request.creditorId, request.by);
    const known = await work.tx
      .selectFrom('payment')
      .selectAll()
      .where('creditor_id', '=', request.creditorId)
      .where('bank_reference', '=', request.bankReference)
      .executeTakeFirst();
    if (known !== undefined) {
      checkSame(known, request);
      return { paymentId: known.id, rest: await restOf(work, known.id) };
    }
    if (!Number.isSafeInteger(request.amount) || request.amount <= 0) {
      throw new StoreError('WRONG_AMOUNT', `Expected an amount above 0 grosze but got ${request.amount}.`);
    }
    await checkDebtor(change.work, change.organisationId, request.debtorId);
    const named = request.invoiceId === undefined ? null : await invoiceOf(change, request.invoiceId, request.debtorId);
    if (named !== null && named.currency !== request.currency) {
      throw new StoreError('WRONG_CURRENCY', `Expected a payment in ${named.currency} but got ${request.currency}.`);
    }
    const paymentId = await insertPayment(change, request, named?.number ?? null);
    await finishChange(change);
    return { paymentId, rest: await restOf(work, paymentId) };
  });
}

/** See `LedgerStore.reversePayment`. */
export function reversePayment(
  context: StoreContext,
  { paymentId, bankReference, bookedOn, by }: Parameters<LedgerStore['reversePayment']>[0],
): Promise<void> {
  return transact(context, async (work) => {
    const read = () =>
      work.tx
        .selectFrom('payment as y')
        .leftJoin('payment as r', 'r.reverses', 'y.id')
        .selectAll('y')
        .select('r.bank_reference as reversed_by')
        .where('y.id', '=', paymentId)
        .where('y.amount', '>', 0)
        .executeTakeFirst();
    const found = isUuid(paymentId) ? await read() : undefined;
    if (found === undefined) {
      throw new StoreError('NO_SUCH_PAYMENT', `Expected a payment ${paymentId} but there is none.`, { paymentId });
    }
    const change = await beginChange(work, found.creditor_id, by);
    // As it stands under the lock.
    const payment = (await read()) ?? found;
    if (payment.reversed_by === bankReference) return;
    if (payment.reversed_by !== null) {
      throw new StoreError('PAYMENT_REVERSED', `Expected a payment that stands but ${paymentId} was taken back.`, {
        paymentId,
      });
    }
    await takeBack(change, payment, { bankReference, bookedOn });
    await finishChange(change);
  });
}

async function insertPayment(change: LedgerChange, request: NewPayment, named: string | null): Promise<string> {
  const id = newId();
  const { debtorId, bankReference, bookedOn, amount, currency, title } = request;
  await change.work.tx
    .insertInto('payment')
    .values({
      id,
      bank_reference: bankReference,
      booked_on: bookedOn,
      amount,
      currency,
      title: title ?? null,
      names_invoice: named,
      reverses: null,
      debtor_id: debtorId,
      ...keptBy(change),
    })
    .execute();
  change.touched.add(debtorId);
  return id;
}

async function restOf({ tx }: Work, paymentId: string): Promise<number> {
  const row = await tx.selectFrom('payment_rest').select('rest').where('payment_id', '=', paymentId).executeTakeFirst();
  return row?.rest ?? 0;
}

function checkSame(known: Selectable<PaymentTable>, { debtorId, bookedOn, amount, currency }: NewPayment): void {
  const same =
    known.debtor_id === debtorId &&
    known.booked_on === bookedOn &&
    known.amount === amount &&
    known.currency === currency;
  if (same) return;
  throw new StoreError(
    'PAYMENT_KNOWN',
    'Expected a bank reference of its own but a payment of another day, amount or debtor has it.',
    { paymentId: known.id },
  );
}
