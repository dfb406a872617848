import type { Selectable } from 'kysely';
import { clockNow } from '@krok/calendar';
import { beforeLeaving } from '../duties/before-leaving.ts';
import { termsOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { EffectStart } from '../surface/acts.ts';
import type { BundleTable, EffectTable } from '../tables/acts.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { effectRow, toEffect } from './effect-rows.ts';
import { lockBundle } from './lock-bundle.ts';
import { reviewBundle } from './review-bundle.ts';

/** See `ActStore.recordIntent`. */
export function recordIntent(context: StoreContext, bundleId: string): Promise<EffectStart> {
  return transact(context, async (work): Promise<EffectStart> => {
    const bundle = await lockBundle(work, bundleId);
    const effect = await work.tx.selectFrom('effect').selectAll().where('bundle_id', '=', bundleId).executeTakeFirst();
    if (effect !== undefined && effect.status !== 'intent') return settledOrOpen(effect);
    if (bundle.status === 'empty' || bundle.status === 'done') return { kind: 'notNow', reason: bundle.status };
    const { clock, sendingEnabled, calendar } = await termsOf(work.tx, bundle.organisation_id);
    const now = clockNow(clock, Date.now());
    if (!sendingEnabled) return { kind: 'notNow', reason: 'sendingOff' };
    if (bundle.perform_at > now) return { kind: 'notNow', reason: 'tooEarly' };
    const { left, sentBack } = await reviewBundle(work, bundle, now, calendar);
    // Their wait may end with time: the desk arms itself for it.
    if (sentBack > 0) await wakeDesks(work, bundle.organisation_id, [bundle.desk_key], now);
    if (left === 0 || (await beforeLeaving(work, bundle)) === 0) return { kind: 'notNow', reason: 'empty' };
    return { kind: 'attempt', effect: toEffect(await intend(work, bundle, effect, now)), repeat: false };
  });
}

/** See `ActStore.recordAttempt`. */
export function recordAttempt(context: StoreContext, effectId: string): Promise<EffectStart> {
  return transact(context, async (work): Promise<EffectStart> => {
    const { bundle_id: bundleId } = await effectRow(work.tx, effectId);
    await lockBundle(work, bundleId);
    const before = await effectRow(work.tx, effectId);
    if (before.status !== 'intent' && before.status !== 'attempting') return settledOrOpen(before);
    const row = await work.tx
      .updateTable('effect')
      .set((eb) => ({ status: 'attempting' as const, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', effectId)
      .returningAll()
      .executeTakeFirstOrThrow();
    return { kind: 'attempt', effect: toEffect(row), repeat: before.status === 'attempting' };
  });
}

function settledOrOpen(effect: Selectable<EffectTable>): EffectStart {
  if (effect.status === 'attempting') return { kind: 'attempt', effect: toEffect(effect), repeat: true };
  return { kind: 'settled', effect: toEffect(effect) };
}

async function intend(
  { tx }: Work,
  bundle: Selectable<BundleTable>,
  effect: Selectable<EffectTable> | undefined,
  now: number,
): Promise<Selectable<EffectTable>> {
  await tx
    .updateTable('bundle')
    .set((eb) => ({ status: 'performing' as const, version: eb('version', '+', 1) }))
    .where('id', '=', bundle.id)
    .where('status', '=', 'planned')
    .execute();
  if (effect !== undefined) {
    return tx
      .updateTable('effect')
      .set({ as_of: now })
      .where('id', '=', effect.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  }
  return tx
    .insertInto('effect')
    .values({
      id: newId(),
      organisation_id: bundle.organisation_id,
      bundle_id: bundle.id,
      status: 'intent',
      as_of: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
