import { localDate } from '@krok/calendar';
import type { Selectable } from 'kysely';
import type { ToldOutcome } from '../acts/enqueue-outcome.ts';
import { termsOf } from '../organisations/present.ts';
import type { ActTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';
import { attendTo } from './attention.ts';
import { happenToClaim, lockClaim } from './claim-rows.ts';
import { DECIDE_COSTS } from './duty-act.ts';
import { happenToListing, lockListing } from './listing-rows.ts';

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
    retryAt: now + (outcome.kind === 'error' ? RETRY_REFUSED : RETRY_FAILED),
  };
  if (act.source_kind === 'listing') {
    const listing = await lockListing(work, act.source_id);
    if (listing.duty !== null) {
      await happenToListing(work, listing, [done ? { kind: 'dutyDone', duty: listing.duty.kind, on } : failed], now);
    }
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

const HOUR = 3_600_000;
const RETRY_FAILED = HOUR;
/** Refused for good by the receiver: a person has to look, and it is tried again every day. */
const RETRY_REFUSED = 24 * HOUR;
