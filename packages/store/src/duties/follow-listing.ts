import { clockNow, endOfLocalDay } from '@krok/calendar';
import { type ListingEvent, listingDue, reviewListing, statedSum } from '@krok/receivables';
import { termsOf } from '../organisations/present.ts';
import type { Answered, Followed, ListingRecord, RegisterAnswer } from '../surface/duties.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { insertDutyAct } from './duty-act.ts';
import { followed } from './followed.ts';
import { happenToListing, lockListing } from './listing-rows.ts';
import { factsOf } from './owed-now.ts';
import { lockAround, tellAnswers } from './tell-answers.ts';

/** See `DutyStore.followListing`. */
export function followListing(
  context: StoreContext,
  id: string,
  answered: Answered<RegisterAnswer> | null,
): Promise<Followed> {
  return transact(context, async (work) => {
    const invoices = await lockAround(work, 'listing', id);
    let listing = await lockListing(work, id);
    const { clock, zone } = await termsOf(work.tx, listing.organisationId);
    const now = clockNow(clock, Date.now());
    if (answered !== null && listing.state === 'sent') {
      const [first] = answered.answers;
      if (first !== undefined) {
        listing = await happenToListing(work, listing, [first], now);
        await tellAnswers(work, listing, invoices, [{ name: 'register-answered', variables: toldOf(first) }], now);
      }
    }
    const askAt = listing.state === 'sent' ? (answered?.askAt ?? listing.askAt) : null;
    const events = reviewListing(listing, await factsOf(work.tx, listing, now, zone));
    listing = await happenToListing(work, { ...listing, askAt }, events, now);
    for (const event of events) await act(work, listing, event, now);
    return followed(
      work,
      'listing',
      listing,
      listingDue(listing, (day) => endOfLocalDay(day, zone)),
    );
  });
}

async function act(work: Work, listing: ListingRecord, event: ListingEvent, now: number): Promise<void> {
  if (event.kind !== 'dutyAsked') return;
  const type = event.duty === 'remove' ? 'close-listing' : 'update-listing';
  const variables = { listingId: listing.id, stated: statedSum(listing.items), dutyBy: listing.duty?.by ?? null };
  await insertDutyAct(work, listing, { entry: 'listing', type, channel: 'krd', variables }, now);
}

function toldOf(answer: RegisterAnswer) {
  return answer.kind === 'accepted'
    ? { krdStatus: 'listed', krdReference: answer.reference }
    : { krdStatus: 'rejected', krdReason: answer.reason };
}
