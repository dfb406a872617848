import { type DutyProblem, troubled } from '../duties/problem.ts';
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
      return { ...listing, state: 'abandoned', duty: null, items: notSent(listing.items) };
    case 'rejected':
    case 'retryFailed': {
      const problem = troubled(listing.problem, 'order', event.reason, event.on);
      return { ...listing, state: 'rejected', duty: null, items: notSent(listing.items), problem: again(problem) };
    }
    case 'correctionAsked':
      return { ...listing, problem: listing.problem && { ...listing.problem, asked: true } };
    case 'corrected':
      return changed(listing, { asked: false, retryAt: null });
    case 'abandoned':
      return { ...listing, state: 'abandoned', duty: null };
    case 'accepted': {
      const { reference, on: listedOn } = event;
      const state = listing.duty === null ? 'active' : 'updateDue';
      return { ...listing, state, reference: reference ?? listing.reference, listedOn, problem: null };
    }
    case 'dutyArose': {
      const { duty: kind, since, by } = event;
      return withDuty(listing, { kind, since, by, asked: false, job: null, retryAt: null, overdue: false });
    }
    case 'dutyChanged':
      return changed(listing, { kind: event.duty });
    case 'dutyLifted':
      return withoutDuty(listing);
    case 'dutyAsked':
      return changed(listing, { asked: true, retryAt: null });
    case 'dutyLeaving':
      return { ...listing, items: sending(listing.items, event.targets) };
    case 'dutySent':
      return changed(listing, { job: event.job });
    case 'dutyDone': {
      const done = withoutDuty({ ...listing, items: arrived(listing.items), problem: null });
      return event.duty === 'remove' ? { ...done, state: 'removed' } : done;
    }
    case 'dutyFailed': {
      const of = listing.duty?.kind ?? 'update';
      const problem = event.refused ? troubled(listing.problem, of, event.reason, event.on) : listing.problem;
      const failed = { ...listing, items: notSent(listing.items), problem };
      return changed(failed, { asked: false, job: null, retryAt: event.retryAt });
    }
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

/** Whoever corrected it and was told no once more is asked once more. */
function again(problem: DutyProblem): DutyProblem {
  return { ...problem, asked: false };
}

function changed(listing: Listing, change: Partial<ListingDuty>): Listing {
  return listing.duty === null ? listing : { ...listing, duty: { ...listing.duty, ...change } };
}
