import { StoreError } from '../errors.ts';
import { isUuid } from '../uuid.ts';
import type { LedgerChange } from './ledger-change.ts';

/** An invoice of the change's creditor (and of a debtor) with its open amount. */
export async function invoiceOf({ work: { tx }, creditorId }: LedgerChange, invoiceId: string, debtorId?: string) {
  const row = isUuid(invoiceId)
    ? await tx
        .selectFrom('invoice as i')
        .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
        .select(['i.id', 'i.number', 'i.debtor_id', 'i.currency', 'i.due_on', 'b.open'])
        .where('i.id', '=', invoiceId)
        .where('i.creditor_id', '=', creditorId)
        .executeTakeFirst()
    : undefined;
  if (row === undefined || (debtorId !== undefined && row.debtor_id !== debtorId)) throw noSuchInvoice(invoiceId);
  return row;
}

export function noSuchInvoice(invoiceId: string): StoreError {
  return new StoreError('NO_SUCH_INVOICE', `Expected an invoice ${invoiceId} but there is none.`, { invoiceId });
}
