import type { ActStore } from '../surface/acts.ts';
import { type StoreContext, transact } from '../work.ts';
import { alreadyClaimed, notOpen } from './claim-bundle.ts';
import { lockBundle } from './lock-bundle.ts';

/** See `ActStore.snoozeBundle`. */
export function snoozeBundle(
  context: StoreContext,
  { bundleId, by, until }: Parameters<ActStore['snoozeBundle']>[0],
): Promise<{ version: number }> {
  return transact(context, async (work) => {
    const bundle = await lockBundle(work, bundleId);
    if (bundle.performer !== 'person' || bundle.status !== 'planned') throw notOpen(bundleId, bundle.status);
    if (bundle.claimed_by !== null && bundle.claimed_by !== by) throw alreadyClaimed(bundleId, bundle.claimed_by);
    return work.tx
      .updateTable('bundle')
      .set((eb) => ({ snoozed_until: until, callback: false, version: eb('version', '+', 1) }))
      .where('id', '=', bundleId)
      .returning('version')
      .executeTakeFirstOrThrow();
  });
}
