import { daysAfter } from '../duties/day-after.ts';
import { changeOf, type OwedNow } from '../duties/stated-item.ts';
import { listingRulesOn } from '../krd/listing-rules.ts';
import { evolveListing } from './evolve-listing.ts';
import type { Listing, ListingEvent } from './listing.ts';

/** What the ledger and the clock say. `now`: epoch ms on the organisation's clock, `today` the ISO date of it. */
export interface DutyFacts extends OwedNow {
  readonly now: number;
  readonly today: string;
}

/**
 * What payments, corrections and passed days mean for an entry. The term counts from the first change that the
 * register does not know; a later one never prolongs it.
 */
export function reviewListing(listing: Listing, facts: DutyFacts): ListingEvent[] {
  if (listing.state === 'rejected') return reviewRejected(listing, facts);
  if (listing.state === 'planned' || listing.state === 'removed' || listing.state === 'abandoned') return [];
  const events: ListingEvent[] = [];
  let current = listing;
  const happen = (event: ListingEvent): void => {
    events.push(event);
    current = evolveListing(current, event);
  };
  const leaving = listing.items.some(({ sending }) => sending !== null);
  // What is under way is not judged: its outcome comes first.
  if (!leaving) {
    const change = changeOf(listing.items, facts);
    const duty = change === null ? null : change.kind === 'nothingLeft' ? 'remove' : 'update';
    if (change === null && listing.duty !== null) happen({ kind: 'dutyLifted' });
    if (change !== null && duty !== null && listing.duty === null) {
      happen({
        kind: 'dutyArose',
        duty,
        since: change.since,
        by: daysAfter(change.since, listingRulesOn(change.since).updateDays),
      });
    }
    if (duty !== null && listing.duty !== null && listing.duty.kind !== duty) happen({ kind: 'dutyChanged', duty });
  }
  const owed = current.duty;
  if (owed === null) return events;
  if (!owed.asked && (owed.retryAt === null || owed.retryAt <= facts.now)) {
    happen({ kind: 'dutyAsked', duty: owed.kind });
  }
  if (!owed.overdue && facts.today > owed.by) happen({ kind: 'dutyOverdue', by: owed.by });
  events.push(...questionOf(current));
  return events;
}

/** What the register did not take is corrected by a person, unless it was paid meanwhile. */
function reviewRejected(listing: Listing, facts: DutyFacts): ListingEvent[] {
  const change = changeOf(listing.items, facts);
  if (change?.kind === 'nothingLeft') return [{ kind: 'abandoned', reason: 'paid' }];
  return questionOf(listing);
}

function questionOf({ problem }: Listing): ListingEvent[] {
  if (problem === null || problem.asked) return [];
  return [{ kind: 'correctionAsked', of: problem.of, reason: problem.reason }];
}

/** The earliest instant at which time alone changes something. `endOf` gives the end of an ISO date as epoch ms. */
export function listingDue({ duty }: Listing, endOf: (day: string) => number): number | null {
  if (duty === null) return null;
  const times = [
    ...(duty.asked || duty.retryAt === null ? [] : [duty.retryAt]),
    ...(duty.overdue ? [] : [endOf(duty.by)]),
  ];
  return times.length === 0 ? null : Math.min(...times);
}
