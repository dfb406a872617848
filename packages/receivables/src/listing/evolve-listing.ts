import { arrived, notSent, sending } from '../duties/stated-item.ts';
import type { Listing, ListingDuty, ListingEvent } from './listing.ts';

/** The only writer of a listing. */
export function evolveListing(listing: Listing, event: ListingEvent): Listing {
  switch (event.kind) {
    case 'ordered':
      return { ...listing, items: event.items };
    case 'orderSent':
      return { ...listing, state: 'sent', reference: event.reference };
    case 'orderFailed':
    case 'rejected':
      return { ...listing, state: 'rejected', duty: null, items: notSent(listing.items) };
    case 'accepted': {
      const { reference, on: listedOn } = event;
      const state = listing.duty === null ? 'active' : 'updateDue';
      return { ...listing, state, reference: reference ?? listing.reference, listedOn };
    }
    case 'dutyArose': {
      const { duty: kind, since, by } = event;
      return withDuty(listing, { kind, since, by, asked: false, retryAt: null, overdue: false });
    }
    case 'dutyChanged':
      return changed(listing, { kind: event.duty });
    case 'dutyLifted':
      return withoutDuty(listing);
    case 'dutyAsked':
      return changed(listing, { asked: true, retryAt: null });
    case 'dutyLeaving':
      return { ...listing, items: sending(listing.items, event.targets) };
    case 'dutyDone': {
      const done = withoutDuty({ ...listing, items: arrived(listing.items) });
      return event.duty === 'remove' ? { ...done, state: 'removed' } : done;
    }
    case 'dutyFailed':
      return changed({ ...listing, items: notSent(listing.items) }, { asked: false, retryAt: event.retryAt });
    case 'dutyOverdue':
      return changed(listing, { overdue: true });
  }
}

/** An order that the register has not answered yet stays `sent`: its duty is known all the same. */
function withDuty(listing: Listing, duty: ListingDuty): Listing {
  return { ...listing, state: listing.state === 'active' ? 'updateDue' : listing.state, duty };
}

function withoutDuty(listing: Listing): Listing {
  return { ...listing, state: listing.state === 'updateDue' ? 'active' : listing.state, duty: null };
}

function changed(listing: Listing, change: Partial<ListingDuty>): Listing {
  return listing.duty === null ? listing : { ...listing, duty: { ...listing.duty, ...change } };
}
