import { statusVariables } from '@krok/receivables';
import { sql, type Selectable } from 'kysely';
import { orderOutcome } from '../duties/order-outcome.ts';
import { StoreError } from '../errors.ts';
import { awaitPosting } from '../letters/await-posting.ts';
import { presentOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { Effect, EffectOutcome } from '../surface/acts.ts';
import type { ActTable, BundleTable, EffectTable } from '../tables/acts.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { effectRow, toEffect } from './effect-rows.ts';
import { enqueueOutcome } from './enqueue-outcome.ts';
import { lockBundle } from './lock-bundle.ts';

/** See `ActStore.recordOutcome`. */
export function recordOutcome(
  context: StoreContext,
  effectId: string,
  outcome: EffectOutcome,
  attempt?: number,
): Promise<Effect> {
  return transact(context, async (work) => {
    const { bundle, effect } = await lockEffect(work, effectId);
    if (!counts(effect, outcome, attempt)) return toEffect(effect);
    return settle(work, bundle, effect, outcome, null);
  });
}

/** See `ActStore.reconcileEffect`. */
export function reconcileEffect(
  context: StoreContext,
  effectId: string,
  found: 'delivered' | 'notDelivered',
  by: string,
): Promise<Effect> {
  return transact(context, async (work) => {
    const { bundle, effect } = await lockEffect(work, effectId);
    if (effect.status !== 'unknown') {
      throw new StoreError(
        'EFFECT_NOT_UNKNOWN',
        `Expected the effect ${effectId} to be unknown but it is ${effect.status}.`,
        { effectId, status: effect.status },
      );
    }
    const performAt = await presentOf(work.tx, bundle.organisation_id);
    const outcome: EffectOutcome =
      found === 'delivered'
        ? { kind: 'delivered' }
        : { kind: 'retry', error: 'reconciled: it was not delivered', performAt };
    return settle(work, bundle, effect, outcome, by);
  });
}

/**
 * After the end nothing is news; of a former attempt only that the thing arrived. What became of an unknown attempt is
 * known once that attempt itself comes back.
 */
function counts(effect: Selectable<EffectTable>, outcome: EffectOutcome, attempt: number | undefined): boolean {
  if (effect.status === 'recorded' || effect.status === 'failed') return false;
  if (outcome.kind === 'delivered') return true;
  if (attempt !== undefined && attempt !== effect.attempts) return false;
  return effect.status !== 'unknown' || outcome.kind !== 'unknown';
}

async function settle(
  work: Work,
  bundle: Selectable<BundleTable>,
  effect: Selectable<EffectTable>,
  outcome: EffectOutcome,
  by: string | null,
): Promise<Effect> {
  const now = await presentOf(work.tx, bundle.organisation_id);
  await orderOutcome(work, bundle, effect.id, outcome, now);
  switch (outcome.kind) {
    case 'delivered': {
      if (outcome.registered !== undefined && bundle.channel === 'letter') {
        const sha256 = outcome.reference ?? '';
        await awaitPosting(work, bundle, { effectKey: effect.id, sha256, printed: outcome.registered }, now);
        return write(work, effect, { status: 'recorded', reference: outcome.reference ?? null, error: null }, by);
      }
      const acts = await close(work, bundle, 'done', null, now, by);
      for (const act of acts) {
        const variables =
          outcome.perAct?.[act.id] ?? statusVariables(act.channel, 'sent', outcome.reference ?? effect.id);
        await enqueueOutcome(work, act, { kind: 'completed', variables }, now);
      }
      return write(work, effect, { status: 'recorded', reference: outcome.reference ?? null, error: null }, by);
    }
    case 'failed': {
      const { error: message, backOff = 0 } = outcome;
      const acts = await close(work, bundle, 'refused', message, now, by);
      for (const act of acts) {
        const retries = Math.max(0, act.retries - 1);
        await enqueueOutcome(work, act, { kind: 'failed', retries, backOff, message }, now);
      }
      return write(work, effect, { status: 'failed', error: message }, by);
    }
    case 'error': {
      const { code, error: message, variables = {} } = outcome;
      const acts = await close(work, bundle, 'refused', message, now, by);
      for (const act of acts) await enqueueOutcome(work, act, { kind: 'error', code, message, variables }, now);
      return write(work, effect, { status: 'failed', error: message }, by);
    }
    case 'retry':
      await setBundle(work, bundle.id, { status: 'planned', perform_at: outcome.performAt });
      await dropWithdrawn(work, bundle.id);
      // The desk arms itself for the time, or performs at once.
      await wakeDesks(work, bundle.organisation_id, [bundle.desk_key], now);
      return write(work, effect, { status: 'intent', error: outcome.error }, by);
    case 'unknown':
      await setBundle(work, bundle.id, { status: 'held' });
      return write(work, effect, { status: 'unknown', error: outcome.error }, by);
  }
}

async function lockEffect(work: Work, effectId: string) {
  const { bundle_id: bundleId } = await effectRow(work.tx, effectId);
  const bundle = await lockBundle(work, bundleId);
  return { bundle, effect: await effectRow(work.tx, effectId) };
}

/** Ends the bundle and its acts; gives the acts. */
async function close(
  work: Work,
  bundle: Selectable<BundleTable>,
  state: 'done' | 'refused',
  reason: string | null,
  now: number,
  by: string | null,
): Promise<Selectable<ActTable>[]> {
  await setBundle(work, bundle.id, { status: 'done', done_at: now, done_by: by });
  return work.tx
    .updateTable('act')
    .set({ state, reason })
    .where('bundle_id', '=', bundle.id)
    .where('state', '=', 'planned')
    .returningAll()
    .execute();
}

/** Acts that their cases withdrew while it was performed leave now that nothing has left. */
async function dropWithdrawn(work: Work, bundleId: string): Promise<void> {
  const { tx } = work;
  await tx
    .updateTable('act')
    .set({ state: 'notNeeded', reason: 'withdrawn by the case' })
    .where('bundle_id', '=', bundleId)
    .where('withdrawn', '=', true)
    .where('state', '=', 'planned')
    .execute();
  await tx
    .updateTable('bundle')
    .set({ status: 'empty' })
    .where('id', '=', bundleId)
    .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM act WHERE act.bundle_id = bundle.id AND act.state = 'planned')`)
    .execute();
}

async function setBundle(
  { tx }: Work,
  bundleId: string,
  values: { status: 'done' | 'planned' | 'held'; done_at?: number; done_by?: string | null; perform_at?: number },
): Promise<void> {
  await tx
    .updateTable('bundle')
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .where('id', '=', bundleId)
    .execute();
}

async function write(
  { tx }: Work,
  effect: Selectable<EffectTable>,
  values: { status: 'recorded' | 'failed' | 'intent' | 'unknown'; reference?: string | null; error: string | null },
  by: string | null,
): Promise<Effect> {
  const row = await tx
    .updateTable('effect')
    .set({ ...values, reconciled_by: by, settled_at: values.status === 'intent' ? null : sql`now()` })
    .where('id', '=', effect.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toEffect(row);
}
