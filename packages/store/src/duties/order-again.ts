import { statedSum } from '@krok/receivables';
import type { ListingRecord } from '../surface/duties.ts';
import type { Work } from '../work.ts';
import { insertDutyAct, LIST_IN_KRD } from './duty-act.ts';

/** A person has corrected what the register did not take: the order goes out once more, as it was approved. */
export async function orderAgain(work: Work, listing: ListingRecord, now: number): Promise<void> {
  const variables = { listingId: listing.id, stated: statedSum(listing.items) };
  await insertDutyAct(
    work,
    listing,
    { entry: 'listing', type: LIST_IN_KRD, channel: 'krd', kind: 'demand', variables },
    now,
  );
}
