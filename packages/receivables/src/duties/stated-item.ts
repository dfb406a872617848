/** An invoice as a register or a court has it from us. Amounts are grosze. */
export interface StatedItem {
  readonly invoiceId: string;
  /** What it was listed or sued with: never exceeded later, as only that was demanded. */
  readonly original: number;
  /** What the register shows, or the court is asked for, now. */
  readonly stated: number;
  /** What an act under way says; null where none is. */
  readonly sending: number | null;
}

/** How an invoice stands in the ledger. `changedOn`: ISO date on which its last posting was booked. */
export interface Owed {
  readonly open: number;
  readonly changedOn: string;
}

export interface OwedNow {
  readonly owed: Readonly<Record<string, Owed>>;
  /** Grosze: an open amount up to this counts as paid. */
  readonly tolerance: number;
}

/** `targets`: what is to be stated of each invoice; `since`: ISO date of the first change that was not passed on. */
export interface StatedChange {
  readonly kind: 'less' | 'more' | 'nothingLeft';
  readonly targets: Readonly<Record<string, number>>;
  readonly since: string;
}

/** What is to be passed on; null where what is stated is true. An invoice that the ledger does not keep stays as it is. */
export function changeOf(items: readonly StatedItem[], { owed, tolerance }: OwedNow): StatedChange | null {
  const targets: Record<string, number> = {};
  let since: string | null = null;
  let more = false;
  for (const { invoiceId, original, stated } of items) {
    const now = owed[invoiceId];
    const target = now === undefined ? stated : targetOf(now.open, original, tolerance);
    targets[invoiceId] = target;
    if (now === undefined || target === stated) continue;
    if (target > stated) more = true;
    if (since === null || now.changedOn < since) since = now.changedOn;
  }
  if (since === null) return null;
  const nothingLeft = Object.values(targets).every((target) => target === 0);
  return { kind: nothingLeft ? 'nothingLeft' : more ? 'more' : 'less', targets, since };
}

/** Grosze in all. */
export function statedSum(items: readonly StatedItem[]): number {
  return items.reduce((sum, { stated }) => sum + stated, 0);
}

export function sending(items: readonly StatedItem[], targets: Readonly<Record<string, number>>): StatedItem[] {
  return items.map((item) => ({ ...item, sending: targets[item.invoiceId] ?? item.stated }));
}

/** What was on its way has arrived. */
export function arrived(items: readonly StatedItem[]): StatedItem[] {
  return items.map((item) => ({ ...item, stated: item.sending ?? item.stated, sending: null }));
}

export function notSent(items: readonly StatedItem[]): StatedItem[] {
  return items.map((item) => ({ ...item, sending: null }));
}

function targetOf(open: number, original: number, tolerance: number): number {
  return open <= tolerance ? 0 : Math.min(open, original);
}
