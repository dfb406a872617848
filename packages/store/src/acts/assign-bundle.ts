import type { ActStore } from '../surface/acts.ts';
import { clockNow } from '@krok/calendar';
import { StoreError } from '../errors.ts';
import { termsOf } from '../organisations/present.ts';
import { type StoreContext, transact } from '../work.ts';
import { notOpen } from './claim-bundle.ts';
import { lockBundle } from './lock-bundle.ts';

/** See `ActStore.assignBundle`. */
export function assignBundle(
  context: StoreContext,
  { bundleId, to, by }: Parameters<ActStore['assignBundle']>[0],
): Promise<{ version: number }> {
  return transact(context, async (work) => {
    const { tx } = work;
    const bundle = await lockBundle(work, bundleId);
    if (bundle.performer !== 'person' || bundle.status !== 'planned') throw notOpen(bundleId, bundle.status);
    const person = await tx
      .selectFrom('app_user')
      .select('id')
      .where('id', '=', to)
      .where('organisation_id', '=', bundle.organisation_id)
      .where('disabled', '=', false)
      .executeTakeFirst();
    if (person === undefined) throw new StoreError('NO_SUCH_USER', `Expected a person ${to} but there is none.`);
    if (bundle.claimed_by === to) return { version: bundle.version };
    const { clock } = await termsOf(tx, bundle.organisation_id);
    await tx
      .insertInto('work_assignment')
      .values({
        bundle_id: bundleId,
        held_before: bundle.claimed_by,
        given_to: to,
        given_by: by,
        given_at: clockNow(clock, Date.now()),
      })
      .execute();
    return tx
      .updateTable('bundle')
      .set((eb) => ({ claimed_by: to, version: eb('version', '+', 1) }))
      .where('id', '=', bundleId)
      .returning('version')
      .executeTakeFirstOrThrow();
  });
}
