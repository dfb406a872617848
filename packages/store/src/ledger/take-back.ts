import type { Selectable } from 'kysely';
import type { PaymentTable } from '../tables/ledger.ts';
import { newId } from '../uuid.ts';
import { type LedgerChange, post } from './ledger-change.ts';
import { keptBy } from './write-payments.ts';

/** A returned transfer: an inverse posting for whatever the payment still pays. */
export async function takeBack(
  change: LedgerChange,
  payment: Selectable<PaymentTable>,
  { bankReference, bookedOn }: { readonly bankReference: string; readonly bookedOn: string },
): Promise<void> {
  const { tx } = change.work;
  await tx
    .insertInto('payment')
    .values({
      id: newId(),
      bank_reference: bankReference,
      booked_on: bookedOn,
      amount: -payment.amount,
      currency: payment.currency,
      title: null,
      names_invoice: null,
      reverses: payment.id,
      debtor_id: payment.debtor_id,
      ...keptBy(change),
    })
    .execute();
  const paid = await tx
    .selectFrom('posting')
    .select(({ fn }) => ['invoice_id', fn.sum<string>('amount').as('amount')])
    .where('payment_id', '=', payment.id)
    .groupBy('invoice_id')
    .orderBy('invoice_id')
    .execute();
  await post(
    change,
    paid
      .filter(({ amount }) => Number(amount) !== 0)
      .map(({ invoice_id: invoiceId, amount }) => ({
        invoice_id: invoiceId,
        kind: 'reversal',
        amount: -Number(amount),
        booked_on: bookedOn,
        payment_id: payment.id,
      })),
  );
  change.touched.add(payment.debtor_id);
}
