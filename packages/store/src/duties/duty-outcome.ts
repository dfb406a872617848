import { localDate } from '@krok/calendar';
import type { ListingEvent } from '@krok/receivables';
import type { Selectable } from 'kysely';
import type { ToldOutcome } from '../acts/enqueue-outcome.ts';
import { termsOf } from '../organisations/present.ts';
import type { ListingRecord } from '../surface/duties.ts';
import type { ActTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';
import { attendTo } from './attention.ts';
import { happenToClaim, lockClaim } from './claim-rows.ts';
import { CORRECT_LISTING, DECIDE_COSTS, LIST_IN_KRD } from './duty-act.ts';
import { happenToListing, lockListing } from './listing-rows.ts';
import { orderAgain } from './order-again.ts';

/** What became of a duty's act: its listing or claim takes it in and looks at what is owed now. */
export async function dutyOutcome(
  work: Work,
  act: Selectable<ActTable>,
  outcome: ToldOutcome,
  now: number,
): Promise<void> {
  const { zone } = await termsOf(work.tx, act.organisation_id);
  const on = localDate(now, zone);
  const done = outcome.kind === 'completed';
  const failed = {
    kind: 'dutyFailed' as const,
    reason: done ? '' : outcome.message,
    refused: outcome.kind === 'error',
    on,
    retryAt: now + (outcome.kind === 'error' ? RETRY_REFUSED : RETRY_FAILED),
  };
  if (act.source_kind === 'listing') {
    const listing = await lockListing(work, act.source_id);
    const events = eventsOf(listing, act, outcome, { on, failed });
    const after = await happenToListing(work, listing, events, now);
    if (after.state === 'rejected' && events.some(({ kind }) => kind === 'corrected'))
      await orderAgain(work, after, now);
    await attendTo(work, act.organisation_id, 'listing', [listing.id], now);
    return;
  }
  const claim = await lockClaim(work, act.source_id);
  if (claim.duty !== null && act.type === DECIDE_COSTS) {
    const costs = done && outcome.variables['costs'] === 'waived' ? 'waived' : 'claimed';
    if (claim.duty.costs === 'undecided') {
      await happenToClaim(work, claim, [{ kind: 'costsDecided', costs, by: 'person' }], now);
    }
  } else if (claim.duty !== null) {
    await happenToClaim(work, claim, [done ? { kind: 'dutyDone', duty: claim.duty.kind, on } : failed], now);
  }
  await attendTo(work, act.organisation_id, 'claim', [claim.id], now);
}

/** Of the listing's own acts: the order once more, the question to a person, or what it owes. */
function eventsOf(
  { state, problem, duty }: ListingRecord,
  { type }: Selectable<ActTable>,
  outcome: ToldOutcome,
  { on, failed }: { readonly on: string; readonly failed: Extract<ListingEvent, { kind: 'dutyFailed' }> },
): ListingEvent[] {
  const told = outcome.kind === 'completed' ? outcome.variables : {};
  const { krdStatus, krdReference, krdReason } = told;
  if (type === CORRECT_LISTING) {
    if (problem === null) return [];
    if (state === 'rejected' && told['decision'] === 'giveUp') return [{ kind: 'abandoned', reason: 'givenUp' }];
    return [{ kind: 'corrected', of: problem.of }];
  }
  if (type === LIST_IN_KRD) {
    if (krdStatus === 'sent' && typeof krdReference === 'string')
      return [{ kind: 'orderSent', reference: krdReference, on }];
    const reason = outcome.kind === 'completed' ? krdReason : outcome.message;
    if (reason === 'amountChanged') return [{ kind: 'abandoned', reason }];
    return [{ kind: 'retryFailed', reason: typeof reason === 'string' ? reason : 'unknown', on }];
  }
  if (duty === null) return [];
  if (outcome.kind !== 'completed') return [failed];
  // The register says later whether it took it.
  return typeof krdReference === 'string'
    ? [{ kind: 'dutySent', duty: duty.kind, job: krdReference, on }]
    : [{ kind: 'dutyDone', duty: duty.kind, on }];
}

const HOUR = 3_600_000;
const RETRY_FAILED = HOUR;
/** Refused for good by the receiver: a person has to look, and it is tried again every day. */
const RETRY_REFUSED = 24 * HOUR;
