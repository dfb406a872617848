import type { Db } from '../database.ts';
import type { ActStore, Effect, EffectStatus } from '../surface/acts.ts';
import type { StoreContext } from '../work.ts';
import { actRows, toActs } from './act-rows.ts';
import { assignBundle } from './assign-bundle.ts';
import { claimBundle, unclaimBundle } from './claim-bundle.ts';
import { completeBundle } from './complete-bundle.ts';
import { effectRow, toEffect } from './effect-rows.ts';
import { ownEffects } from './own-effects.ts';
import { planBundles } from './plan-bundles.ts';
import { reconcileEffect, recordOutcome } from './record-outcome.ts';
import { recordAttempt, recordIntent } from './start-effect.ts';
import { snoozeBundle } from './snooze-bundle.ts';
import { readBundle, worklist } from './worklist.ts';

export function actStore(context: StoreContext): ActStore {
  const { db, keys } = context;
  const reader = { executor: db, keys };
  return {
    actsDue: async (deskKey) => {
      const rows = await actRows(db)
        .where('a.desk_key', '=', deskKey)
        .where('a.state', '=', 'due')
        .orderBy('a.due_at')
        .orderBy('a.id')
        .execute();
      return toActs(reader, rows);
    },
    ofCase: async (caseId) => {
      const rows = await actRows(db).where('a.case_id', '=', caseId).orderBy('a.due_at').orderBy('a.id').execute();
      return toActs(reader, rows);
    },
    planBundles: (deskKey, decide) => planBundles(context, deskKey, decide),
    bundle: (bundleId) => readBundle(context, bundleId),
    worklist: (filter) => worklist(context, filter),
    claimBundle: (bundleId, userId) => claimBundle(context, bundleId, userId),
    unclaimBundle: (bundleId, userId) => unclaimBundle(context, bundleId, userId),
    assignBundle: (request) => assignBundle(context, request),
    snoozeBundle: (request) => snoozeBundle(context, request),
    completeBundle: (completion) => completeBundle(context, completion),
    bundleForPerforming: async (bundleId) => {
      const bundle = await readBundle(context, bundleId);
      const performable = bundle.status === 'planned' || bundle.status === 'performing';
      return performable && bundle.performer === 'machine' && bundle.acts.length > 0 ? bundle : null;
    },
    recordIntent: (bundleId) => recordIntent(context, bundleId),
    recordAttempt: (effectId) => recordAttempt(context, effectId),
    recordOutcome: (effectId, outcome, attempt) => recordOutcome(context, effectId, outcome, attempt),
    effect: async (effectId) => toEffect(await effectRow(db, effectId)),
    ownEffects: (organisationId, keys) => ownEffects(db, organisationId, keys),
    effectsOfCase: async (caseId) => {
      const rows = await db
        .selectFrom('effect as e')
        .selectAll('e')
        .where('e.bundle_id', 'in', (eb) =>
          eb
            .selectFrom('act')
            .select('bundle_id')
            .where('case_id', '=', caseId)
            .where('bundle_id', 'is not', null)
            .$castTo<{ bundle_id: string }>(),
        )
        .orderBy('e.created_at')
        .execute();
      return rows.map(toEffect);
    },
    unknownEffects: (organisationId) => effectsIn(db, organisationId, 'unknown'),
    openAttempts: (organisationId) => effectsIn(db, organisationId, 'attempting'),
    reconcileEffect: (effectId, found, by) => reconcileEffect(context, effectId, found, by),
    refusedOutcomes: async (organisationId) => {
      const rows = await db
        .selectFrom('outbox')
        .select(['act_id', 'case_id', 'rejection'])
        .where('organisation_id', '=', organisationId)
        .where('act_id', 'is not', null)
        .where('status', 'in', ['refused', 'closed'])
        .orderBy('position', 'desc')
        .limit(500)
        .execute();
      return rows.map((row) => ({ actId: row.act_id ?? '', caseId: row.case_id ?? '', rejection: row.rejection }));
    },
  };
}

async function effectsIn(db: Db, organisationId: string, status: EffectStatus): Promise<Effect[]> {
  const rows = await db
    .selectFrom('effect')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('status', '=', status)
    .orderBy('created_at')
    .execute();
  return rows.map(toEffect);
}
