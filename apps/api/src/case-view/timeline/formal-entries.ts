import type { TimelineEntry } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { iso } from '../case-position.ts';

/** Parts of the events of listings and claims that people read. */
interface FormalEvent {
  readonly kind: string;
  readonly on?: string;
  readonly by?: string;
  readonly decideBy?: string;
  readonly reason?: string;
  readonly reference?: string | null;
  readonly signature?: string;
  readonly duty?: string;
  readonly costs?: string;
  readonly items?: readonly { readonly stated: number }[];
}

/** What only the machines need: an act on the way is in the time line itself. */
const silent = new Set(['ordered', 'orderSent', 'drafted', 'filed', 'dutyAsked', 'dutyLeaving', 'costsAsked']);

export interface FormalHistory {
  readonly entries: readonly TimelineEntry[];
  /** What each was begun with, by the bundle that began it. */
  readonly amounts: ReadonlyMap<string, number>;
}

/** What listings and claims went through: of one invoice, or of a debtor. */
export async function formalEntries(
  store: Store,
  filter: { readonly organisationId: string; readonly invoiceId?: string; readonly debtorId?: string },
): Promise<FormalHistory> {
  const [listings, claims] = await Promise.all([store.duties.listings(filter), store.duties.claims(filter)]);
  const entries: TimelineEntry[] = [];
  const amounts = new Map<string, number>();
  for (const { id, caseId, bundleId, items } of listings) {
    amounts.set(bundleId, originalSum(items));
    const history = await store.duties.listingHistory(id);
    entries.push(...history.flatMap((each, index) => entry('listing', { id, caseId, index }, each)));
  }
  for (const { id, caseId, bundleId, items } of claims) {
    amounts.set(bundleId, originalSum(items));
    const history = await store.duties.claimHistory(id);
    entries.push(...history.flatMap((each, index) => entry('claim', { id, caseId, index }, each)));
  }
  return { entries, amounts };
}

function originalSum(items: readonly { readonly original: number }[]): number {
  return items.reduce((sum, { original }) => sum + original, 0);
}

function entry(
  of: 'listing' | 'claim',
  from: { readonly id: string; readonly caseId: string; readonly index: number },
  { at, event }: { readonly at: number; readonly event: FormalEvent },
): TimelineEntry[] {
  const { kind, on, by, decideBy, reason, reference, signature, duty, costs, items } = event;
  if (silent.has(kind)) return [];
  const isDay = by !== undefined && /^\d{4}-/.test(by);
  return [
    {
      kind: 'formal',
      id: `${from.id} ${from.index}`,
      at: iso(at),
      caseId: from.caseId,
      caseKey: null,
      of,
      what: kind,
      on: on ?? null,
      until: (isDay ? by : undefined) ?? decideBy ?? null,
      reason: reason ?? costs ?? null,
      reference: signature ?? reference ?? null,
      duty: duty ?? null,
      amount: items === undefined ? null : items.reduce((sum, { stated }) => sum + stated, 0),
    },
  ];
}
