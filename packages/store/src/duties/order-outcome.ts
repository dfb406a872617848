import { localDate } from '@krok/calendar';
import { courtFee, statedSum } from '@krok/receivables';
import type { Selectable } from 'kysely';
import { releaseApprovals } from '../approvals/spend-approval.ts';
import { termsOf } from '../organisations/present.ts';
import type { EffectOutcome } from '../surface/acts.ts';
import type { BundleTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';
import { attendTo } from './attention.ts';
import { happenToClaim, lockClaim } from './claim-rows.ts';
import { happenToListing, lockListing } from './listing-rows.ts';

/**
 * What became of an order or a filing, in the transaction that records it: from here on the listing or the claim lives
 * by itself. An outcome that nobody knows leaves it as it was written down.
 */
export async function orderOutcome(
  work: Work,
  bundle: Selectable<BundleTable>,
  effectId: string,
  outcome: EffectOutcome,
  now: number,
): Promise<void> {
  if (outcome.kind === 'retry' || outcome.kind === 'unknown') return;
  if (bundle.kind !== 'demand' || (bundle.channel !== 'krd' && bundle.channel !== 'epu')) return;
  const entry = bundle.channel === 'krd' ? 'listing' : 'claim';
  const row = await work.tx.selectFrom(entry).select('id').where('bundle_id', '=', bundle.id).executeTakeFirst();
  if (row === undefined) return;
  const { zone } = await termsOf(work.tx, bundle.organisation_id);
  const on = localDate(now, zone);
  if (outcome.kind !== 'delivered') {
    await releaseApprovals(work, bundle.id);
    const { error: reason } = outcome;
    if (entry === 'listing') {
      await happenToListing(work, await lockListing(work, row.id), [{ kind: 'orderFailed', reason }], now);
    } else {
      await happenToClaim(work, await lockClaim(work, row.id), [{ kind: 'filingFailed', reason }], now);
    }
    return;
  }
  const reference = outcome.reference ?? effectId;
  if (entry === 'listing') {
    await happenToListing(work, await lockListing(work, row.id), [{ kind: 'orderSent', reference, on }], now);
  } else {
    const claim = await lockClaim(work, row.id);
    const fee = courtFee(statedSum(claim.items), on);
    await happenToClaim(work, claim, [{ kind: 'filed', reference, on, fee }], now);
  }
  await attendTo(work, bundle.organisation_id, entry, [row.id], now);
}
