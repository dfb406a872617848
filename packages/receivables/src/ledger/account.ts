/** Invoices and payments of one debtor to one creditor in one currency, as far as money may move between them. Grosze. */
export interface Account {
  readonly invoices: readonly AccountInvoice[];
  readonly payments: readonly AccountPayment[];
}

export interface AccountInvoice {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  /** Below 0: more was paid than is owed. */
  readonly open: number;
}

export interface AccountPayment {
  readonly id: string;
  readonly bookedOn: string;
  /** Not allocated. */
  readonly rest: number;
  readonly namesInvoice: string | null;
  /** Invoice id to what it pays of it, above 0. */
  readonly allocated: Readonly<Record<string, number>>;
}

/** To be posted: `payment` lowers the open amount, `release` gives it back to the payment. */
export interface Allocation {
  readonly kind: 'payment' | 'release';
  readonly invoiceId: string;
  readonly paymentId: string;
  /** What it adds to the open amount. */
  readonly amount: number;
  readonly bookedOn: string;
}
