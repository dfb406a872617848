import { type Account, type AccountInvoice, type AccountPayment, settleAccount } from '@krok/receivables';
import { type LedgerChange, post } from './ledger-change.ts';

/** Brings payments and invoices of the touched debtors together, each currency for itself. */
export async function settleDebtors(change: LedgerChange): Promise<void> {
  if (change.touched.size === 0) return;
  for (const account of await accountsOf(change)) {
    const allocations = settleAccount(account);
    await post(
      change,
      allocations.map(({ kind, invoiceId, paymentId, amount, bookedOn }) => ({
        invoice_id: invoiceId,
        payment_id: paymentId,
        kind,
        amount,
        booked_on: bookedOn,
      })),
    );
  }
}

interface OpenAccount extends Account {
  readonly invoices: AccountInvoice[];
  readonly payments: AccountPayment[];
}

async function accountsOf({ work: { tx }, creditorId, touched }: LedgerChange): Promise<Iterable<OpenAccount>> {
  const debtors = [...touched];
  const invoices = await tx
    .selectFrom('invoice as i')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
    .select(['i.id', 'i.debtor_id', 'i.currency', 'i.number', 'i.issued_on', 'i.due_on', 'b.open'])
    .where('i.creditor_id', '=', creditorId)
    .where('i.debtor_id', 'in', debtors)
    .where('b.open', '!=', 0)
    .execute();
  const overpaid = invoices.filter(({ open }) => open < 0).map(({ id }) => id);
  const payments = await tx
    .selectFrom('payment as y')
    .innerJoin('payment_rest as r', 'r.payment_id', 'y.id')
    .select(['y.id', 'y.debtor_id', 'y.currency', 'y.booked_on', 'y.names_invoice', 'r.rest'])
    .where('y.creditor_id', '=', creditorId)
    .where('y.debtor_id', 'in', debtors)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('r.rest', '!=', 0),
        // Payments of invoices that were paid more than is owed.
        exists(
          selectFrom('posting as p')
            .select('p.id')
            .whereRef('p.payment_id', '=', 'y.id')
            .where('p.invoice_id', 'in', overpaid.length === 0 ? [NO_ID] : overpaid),
        ),
      ]),
    )
    .execute();
  const allocated = await allocationsOf(
    { tx },
    overpaid,
    payments.map(({ id }) => id),
  );

  const accounts = new Map<string, OpenAccount>();
  const accountOf = (debtorId: string, currency: string): OpenAccount => {
    const key = `${debtorId} ${currency}`;
    const account = accounts.get(key) ?? { invoices: [], payments: [] };
    accounts.set(key, account);
    return account;
  };
  for (const { id, debtor_id: debtorId, currency, number, open, ...days } of invoices) {
    const { issued_on: issuedOn, due_on: dueOn } = days;
    accountOf(debtorId, currency).invoices.push({ id, number, issuedOn, dueOn, open });
  }
  for (const { id, debtor_id: debtorId, currency, rest, ...row } of payments) {
    const { booked_on: bookedOn, names_invoice: namesInvoice } = row;
    accountOf(debtorId, currency).payments.push({
      id,
      bookedOn,
      rest,
      namesInvoice,
      allocated: Object.fromEntries(allocated.get(id) ?? []),
    });
  }
  return accounts.values();
}

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** What payments pay of invoices, by payment. */
async function allocationsOf(
  { tx }: Pick<LedgerChange['work'], 'tx'>,
  invoiceIds: readonly string[],
  paymentIds: readonly string[],
): Promise<Map<string, [invoiceId: string, amount: number][]>> {
  const allocated = new Map<string, [string, number][]>();
  if (invoiceIds.length === 0 || paymentIds.length === 0) return allocated;
  const rows = await tx
    .selectFrom('posting')
    .select(({ fn }) => ['payment_id', 'invoice_id', fn.sum<string>('amount').as('amount')])
    .where('payment_id', 'in', paymentIds)
    .where('invoice_id', 'in', invoiceIds)
    .groupBy(['payment_id', 'invoice_id'])
    .execute();
  for (const { payment_id: paymentId, invoice_id: invoiceId, amount } of rows) {
    if (paymentId === null) continue;
    allocated.set(paymentId, [...(allocated.get(paymentId) ?? []), [invoiceId, -Number(amount)]]);
  }
  return allocated;
}
