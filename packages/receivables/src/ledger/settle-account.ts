import type { Account, AccountInvoice, AccountPayment, Allocation } from './account.ts';

/**
 * Brings payments and invoices together. What an invoice was paid beyond what is owed (a correction came later) goes
 * back to its last payments. Then each payment, the earliest booked first, pays the invoice that it names, then the
 * oldest due; what is left stays with the payment. Principal only.
 *
 * A named debt comes first (KC art. 451 § 1), else the one due first (§ 3).
 */
export function settleAccount({ invoices, payments }: Account): Allocation[] {
  const open = new Map(invoices.map(({ id, open: amount }) => [id, amount]));
  const rests = new Map(payments.map(({ id, rest }) => [id, rest]));
  const booked = [...payments].sort((a, b) => compare(a.bookedOn, b.bookedOn) || compare(a.id, b.id));
  const due = [...invoices].sort((a, b) => compare(a.dueOn, b.dueOn) || compare(a.number, b.number));
  const allocations: Allocation[] = [];
  const move = (kind: Allocation['kind'], invoice: AccountInvoice, payment: AccountPayment, amount: number) => {
    if (amount === 0) return;
    const bookedOn = payment.bookedOn > invoice.issuedOn ? payment.bookedOn : invoice.issuedOn;
    allocations.push({ kind, invoiceId: invoice.id, paymentId: payment.id, amount, bookedOn });
    open.set(invoice.id, (open.get(invoice.id) ?? 0) + amount);
    rests.set(payment.id, (rests.get(payment.id) ?? 0) + amount);
  };
  for (const invoice of due) {
    for (const payment of booked.toReversed()) {
      const excess = Math.max(0, -(open.get(invoice.id) ?? 0));
      move('release', invoice, payment, Math.min(excess, payment.allocated[invoice.id] ?? 0));
    }
  }
  for (const payment of booked) {
    const named = due.filter(({ number }) => number === payment.namesInvoice);
    for (const invoice of [...named, ...due]) {
      const payable = Math.min(rests.get(payment.id) ?? 0, open.get(invoice.id) ?? 0);
      if (payable > 0) move('payment', invoice, payment, -payable);
    }
  }
  return allocations;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
