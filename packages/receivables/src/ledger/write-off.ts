/** An invoice whose money has just moved. Amounts are grosze. */
export interface Rest {
  readonly invoiceId: string;
  /** What the postings leave open, write-offs included. */
  readonly open: number;
  /** What was written off of it and not taken back. */
  readonly writtenOff: number;
  /** A payment or a correction has just lowered it. */
  readonly lowered: boolean;
  /** A person took a write-off of it back: nothing is written off by itself any more. */
  readonly keptOpen: boolean;
}

/** To be posted; `amount` is what it adds to the open amount. */
export interface WriteOff {
  readonly kind: 'writeOff' | 'writeOffReversal';
  readonly invoiceId: string;
  readonly amount: number;
}

/**
 * Small rests that nobody will ask for: once a payment or a correction has left no more than the tolerance, the rest is
 * written off. What was written off is taken back as soon as it is no small rest any more: a transfer was returned, a
 * correction raised the invoice.
 */
export function decideWriteOffs(rests: readonly Rest[], tolerance: number): WriteOff[] {
  return rests.flatMap(({ invoiceId, open, writtenOff, lowered, keptOpen }) => {
    const rest = open + writtenOff;
    const small = rest > 0 && rest <= tolerance;
    const wanted = small && !keptOpen && (lowered || writtenOff > 0) ? rest : 0;
    if (wanted === writtenOff) return [];
    const back: WriteOff[] = writtenOff > 0 ? [{ kind: 'writeOffReversal', invoiceId, amount: writtenOff }] : [];
    return wanted > 0 ? [...back, { kind: 'writeOff', invoiceId, amount: -wanted }] : back;
  });
}
