import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AccountInvoice, type AccountPayment, settleAccount } from '../src/index.ts';

function invoice(id: string, open: number, dueOn = '2026-05-15'): AccountInvoice {
  return { id, number: `F/${id}`, issuedOn: '2026-05-01', dueOn, open };
}

function payment(id: string, rest: number, more: Partial<AccountPayment> = {}): AccountPayment {
  return { id, bookedOn: '2026-05-20', rest, namesInvoice: null, allocated: {}, ...more };
}

function moves(invoices: readonly AccountInvoice[], payments: readonly AccountPayment[]) {
  return settleAccount({ invoices, payments }).map(({ kind, paymentId, invoiceId, amount }) => [
    kind,
    paymentId,
    invoiceId,
    amount,
  ]);
}

describe('settling an account', () => {
  const older = invoice('a', 100, '2026-05-10');
  const newer = invoice('b', 100, '2026-05-20');

  it('pays the oldest due', () => {
    assert.deepEqual(moves([newer, older], [payment('p', 60)]), [['payment', 'p', 'a', -60]]);
  });

  it('pays the invoice that is named, then the oldest due, and keeps what is left', () => {
    assert.deepEqual(moves([older, newer], [payment('p', 250, { namesInvoice: 'F/b' })]), [
      ['payment', 'p', 'b', -100],
      ['payment', 'p', 'a', -100],
    ]);
  });

  it('takes payments in the order of their booking', () => {
    const late = payment('p', 80, { bookedOn: '2026-05-25' });
    assert.deepEqual(moves([older, newer], [late, payment('q', 80)]), [
      ['payment', 'q', 'a', -80],
      ['payment', 'p', 'a', -20],
      ['payment', 'p', 'b', -60],
    ]);
  });

  it('gives back what a correction left over, from the last payment first, and pays with it', () => {
    const corrected = invoice('a', -50, '2026-05-10');
    const first = payment('p', 0, { allocated: { a: 40 } });
    const second = payment('q', 0, { bookedOn: '2026-05-21', allocated: { a: 30 } });
    assert.deepEqual(moves([corrected, newer], [first, second]), [
      ['release', 'q', 'a', 30],
      ['release', 'p', 'a', 20],
      ['payment', 'p', 'b', -20],
      ['payment', 'q', 'b', -30],
    ]);
  });

  it('a payment before the invoice is booked with it', () => {
    const [move] = settleAccount({ invoices: [older], payments: [payment('p', 10, { bookedOn: '2026-04-01' })] });
    assert.equal(move?.bookedOn, '2026-05-01');
  });

  it('neither makes nor loses money, leaves no rest beside an open invoice, and is done after one run', () => {
    const amount = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 6 }), fc.array(fc.nat(700), { maxLength: 6 }), (opens, rests) => {
        const invoices = opens.map((open, index) => invoice(`i${index}`, open, `2026-05-${10 + (index % 3)}`));
        const payments = rests.map((rest, index) =>
          payment(`p${index}`, rest, {
            namesInvoice: index % 2 === 0 ? 'F/i1' : null,
            allocated: Object.fromEntries(invoices.filter(({ open }) => open < 0).map(({ id }) => [id, 50 * index])),
          }),
        );
        const allocations = settleAccount({ invoices, payments });
        const after = { invoices: [...invoices], payments: [...payments] };
        for (const { invoiceId, paymentId, amount: by } of allocations) {
          after.invoices = after.invoices.map((each) =>
            each.id === invoiceId ? { ...each, open: each.open + by } : each,
          );
          after.payments = after.payments.map((each) =>
            each.id === paymentId
              ? {
                  ...each,
                  rest: each.rest + by,
                  allocated: { ...each.allocated, [invoiceId]: (each.allocated[invoiceId] ?? 0) - by },
                }
              : each,
          );
        }
        assert.ok(after.payments.every(({ rest }) => rest >= 0));
        assert.ok(after.payments.every(({ rest }) => rest === 0) || after.invoices.every(({ open }) => open <= 0));
        assert.deepEqual(settleAccount(after), []);
      }),
    );
  });
});
