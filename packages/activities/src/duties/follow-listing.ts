import type { KrdChannel } from '@krok/channels';
import { localDate } from '@krok/calendar';
import type { Answered, ListingRecord, RegisterAnswer, Store } from '@krok/store';
import type { DutyActivities } from '../duty-activities.ts';

/** Asks the register about what it has not answered: the order, an update, a removal. Then lets the decider look. */
export function createFollowListing(store: Store, krd: KrdChannel | undefined): DutyActivities['followListing'] {
  return async ({ id }) => {
    const listing = await store.duties.listing(id);
    const { now } = await store.clock.read(listing.organisationId);
    const job = listing.state === 'sent' ? listing.reference : (listing.duty?.job ?? null);
    const asks = job !== null && (listing.askAt === null || listing.askAt <= now);
    return store.duties.followListing(id, asks && krd ? await ask(store, krd, listing, job, now) : null);
  };
}

/** The register works in hours. */
const ASK_EVERY = 4 * 3_600_000;

async function ask(
  store: Store,
  krd: KrdChannel,
  { organisationId }: ListingRecord,
  job: string,
  now: number,
): Promise<Answered<RegisterAnswer>> {
  const { zone } = await store.organisations.read(organisationId);
  const on = localDate(now, zone);
  const status = await krd.status(job, now);
  switch (status.kind) {
    case 'accepted':
      return { answers: [{ kind: 'accepted', reference: status.systemId, on }], askAt: null };
    case 'rejected':
      return { answers: [{ kind: 'rejected', reason: status.reason, on }], askAt: null };
    case 'pending':
    case 'unknown':
      return { answers: [], askAt: now + ASK_EVERY };
  }
}
