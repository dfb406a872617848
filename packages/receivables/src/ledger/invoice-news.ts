/** How an invoice stood before and after what was posted. Grosze. */
export interface InvoiceChange {
  readonly before: number;
  readonly after: number;
  /** Up to this much open counts as paid. */
  readonly tolerance: number;
  /** Last day booked among the postings. */
  readonly bookedOn: string;
  readonly dueOn: string;
  /** Whether a payment, a correction or a payment taken back was among them. */
  readonly caused: ReadonlySet<'payment' | 'correction' | 'reversal'>;
}

export type InvoiceNews =
  | { readonly name: 'invoice-paid'; readonly variables: { readonly paidOn: string } }
  | { readonly name: 'payment-received'; readonly variables: { readonly openAmount: number; readonly paidOn: string } }
  | { readonly name: 'invoice-reopened'; readonly variables: { readonly openAmount: number } }
  | { readonly name: 'invoice-corrected'; readonly variables: { readonly openAmount: number; readonly dueOn: string } };

/** What its open case has to know; null when nothing that matters changed. One message: the strongest. */
export function newsOf({ before, after, tolerance, bookedOn, dueOn, caused }: InvoiceChange): InvoiceNews | null {
  if (before > tolerance && after <= tolerance) return { name: 'invoice-paid', variables: { paidOn: bookedOn } };
  if (before <= tolerance && after > tolerance) return { name: 'invoice-reopened', variables: { openAmount: after } };
  if (caused.has('correction')) return { name: 'invoice-corrected', variables: { openAmount: after, dueOn } };
  if (before === after || after <= tolerance) return null;
  return after < before
    ? { name: 'payment-received', variables: { openAmount: after, paidOn: bookedOn } }
    : { name: 'invoice-reopened', variables: { openAmount: after } };
}
