import { clockNow, endOfLocalDay, localDate } from '@krok/calendar';
import { type ListingEvent, listingDue, remedyOf, reviewListing, statedSum } from '@krok/receivables';
import { withdrawSource } from '../acts/withdraw-source.ts';
import { termsOf } from '../organisations/present.ts';
import type { Answered, Followed, ListingRecord, RegisterAnswer } from '../surface/duties.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { CORRECT_LISTING, insertDutyAct } from './duty-act.ts';
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
    const [answer] = answered?.answers ?? [];
    if (answer !== undefined) {
      const ordered = listing.state === 'sent';
      const events = eventsOf(listing, answer, now, localDate(now, zone));
      listing = await happenToListing(work, listing, events, now);
      if (ordered) {
        await tellAnswers(work, listing, invoices, [{ name: 'register-answered', variables: toldOf(answer) }], now);
      }
    }
    const events = reviewListing(listing, await factsOf(work.tx, listing, now, zone));
    listing = await happenToListing(work, listing, events, now);
    for (const event of events) await act(work, listing, event, now);
    if (listing.problem === null || listing.endedAt !== null) {
      await withdrawSource(work, { kind: 'listing', id: listing.id, type: CORRECT_LISTING });
    }
    const awaited = listing.endedAt === null && (listing.state === 'sent' || listing.duty?.job != null);
    // After one answer the next job is asked about at once.
    const askAt = awaited ? (answer === undefined ? (answered?.askAt ?? listing.askAt) : now) : null;
    return followed(
      work,
      'listing',
      { ...listing, askAt },
      listingDue(listing, (day) => endOfLocalDay(day, zone)),
    );
  });
}

const DAY = 86_400_000;

/** What an answer means: of the order while it waits for one, else of the update or removal that was handed over. */
function eventsOf(listing: ListingRecord, answer: RegisterAnswer, now: number, today: string): ListingEvent[] {
  if (listing.state === 'sent') return [answer];
  const { duty } = listing;
  if (duty === null || duty.job === null) return [];
  if (answer.kind === 'accepted') return [{ kind: 'dutyDone', duty: duty.kind, on: answer.on }];
  return [{ kind: 'dutyFailed', reason: answer.reason, retryAt: now + DAY, on: today, refused: true }];
}

async function act(work: Work, listing: ListingRecord, event: ListingEvent, now: number): Promise<void> {
  if (event.kind === 'correctionAsked') {
    const task = {
      assignee: null,
      candidateGroups: ['manager', 'collector'],
      candidateUsers: [],
      dueDate: listing.duty?.by ?? null,
      followUpDate: null,
      priority: 70,
      formId: null,
    };
    const { of, reason } = event;
    const variables = { listingId: listing.id, of, reason, remedy: remedyOf(reason) };
    await insertDutyAct(
      work,
      listing,
      { entry: 'listing', type: CORRECT_LISTING, channel: 'task', variables, task },
      now,
    );
  }
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
