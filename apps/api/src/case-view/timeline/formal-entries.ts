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
const silent = new Set(['dutyAsked', 'dutyLeaving', 'costsAsked']);

/** What listings and claims went through: of one invoice, or of a debtor. */
export async function formalEntries(
  store: Store,
  filter: { readonly organisationId: string; readonly invoiceId?: string; readonly debtorId?: string },
): Promise<TimelineEntry[]> {
  const [listings, claims] = await Promise.all([store.duties.listings(filter), store.duties.claims(filter)]);
  const entries: TimelineEntry[] = [];
  for (const { id, caseId } of listings) {
    const history = await store.duties.listingHistory(id);
    entries.push(...history.flatMap((each, index) => entry('listing', { id, caseId, index }, each)));
  }
  for (const { id, caseId } of claims) {
    const history = await store.duties.claimHistory(id);
    entries.push(...history.flatMap((each, index) => entry('claim', { id, caseId, index }, each)));
  }
  return entries;
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
