import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import type { Completion } from '../surface/acts.ts';
import { type StoreContext, transact } from '../work.ts';
import { alreadyClaimed, notOpen } from './claim-bundle.ts';
import { enqueueOutcome } from './enqueue-outcome.ts';
import { keepNote } from './keep-note.ts';
import { lockBundle } from './lock-bundle.ts';

/** See `ActStore.completeBundle`. */
export async function completeBundle(context: StoreContext, completion: Completion): Promise<void> {
  const { bundleId, version, by, outcomes, note } = completion;
  await transact(context, async (work) => {
    const { tx } = work;
    const bundle = await lockBundle(work, bundleId);
    if (bundle.performer !== 'person' || bundle.status !== 'planned') throw notOpen(bundleId, bundle.status);
    if (bundle.claimed_by !== null && bundle.claimed_by !== by) throw alreadyClaimed(bundleId, bundle.claimed_by);
    if (bundle.version !== version) {
      throw new StoreError(
        'STALE_VERSION',
        `Expected version ${bundle.version} of bundle ${bundleId} but got ${version}: it has changed since it was shown.`,
        { bundleId, version: bundle.version },
      );
    }
    if (bundle.channel === 'approval') {
      throw new StoreError(
        'NEEDS_DECISION',
        `Expected a decision about the approval ${bundleId} but got a completion.`,
      );
    }
    const now = await presentOf(tx, bundle.organisation_id);
    const acts = await tx
      .updateTable('act')
      .set({ state: 'done' })
      .where('bundle_id', '=', bundleId)
      .where('state', '=', 'planned')
      .returningAll()
      .execute();
    await tx
      .updateTable('bundle')
      .set((eb) => ({ status: 'done' as const, done_at: now, done_by: by, version: eb('version', '+', 1) }))
      .where('id', '=', bundleId)
      .execute();
    const variablesOf = new Map(outcomes.map((each) => [each.actId, each.variables]));
    for (const act of acts) {
      if (note !== undefined) await keepNote(work, act, note, by, now);
      await enqueueOutcome(work, act, { kind: 'completed', variables: variablesOf.get(act.id) ?? {} }, now);
    }
  });
}
