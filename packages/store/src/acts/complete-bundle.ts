import type { Selectable } from 'kysely';
import { StoreError } from '../errors.ts';
import { beginChange, type LedgerChange } from '../ledger/ledger-change.ts';
import { keepSaid } from '../ledger/keep-said.ts';
import { exchangeLock, lockAll } from '../locks.ts';
import { presentOf } from '../organisations/present.ts';
import type { Completion } from '../surface/acts.ts';
import type { ActTable, BundleTable } from '../tables/acts.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { alreadyClaimed, notOpen } from './claim-bundle.ts';
import { enqueueOutcome } from './enqueue-outcome.ts';
import { keepNote } from './keep-note.ts';
import { lockBundle } from './lock-bundle.ts';
import { noSuchBundle } from './worklist.ts';

/** See `ActStore.completeBundle`. */
export async function completeBundle(context: StoreContext, completion: Completion): Promise<void> {
  const { bundleId, by, outcomes, note } = completion;
  await transact(context, async (work) => {
    const change = await ledgerOf(work, completion);
    const bundle = await lockBundle(work, bundleId);
    checkCompletion(bundle, completion);
    const now = await presentOf(work.tx, bundle.organisation_id);
    const acts = await finishActs(work, completion);
    await finishBundle(work, bundle, completion, now);
    const variablesOf = new Map(outcomes.map((each) => [each.actId, each.variables]));
    for (const act of acts) {
      if (note !== undefined) await keepNote(work, act, note, by, now);
      await enqueueOutcome(work, act, { kind: 'completed', variables: variablesOf.get(act.id) ?? {} }, now);
    }
    // After the outcomes: a case hears that the call is done before it hears what was promised in it.
    if (change !== null) await keepSaid(change, bundle, completion);
  });
}

/** The books are locked before the desk, and so are the keys under which cases will hear what was said. */
async function ledgerOf(
  work: Work,
  { bundleId, by, promises = [], disputes = [], holds = [] }: Completion,
): Promise<LedgerChange | null> {
  if (promises.length + disputes.length + holds.length === 0) return null;
  const row = isUuid(bundleId)
    ? await work.tx
        .selectFrom('bundle')
        .select(['creditor_id', 'debtor_id'])
        .where('id', '=', bundleId)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchBundle(bundleId);
  const change = await beginChange(work, row.creditor_id ?? '', by);
  const invoices = await work.tx
    .selectFrom('invoice')
    .select('id')
    .where('creditor_id', '=', change.creditorId)
    .where('debtor_id', '=', row.debtor_id)
    .where('kind', '=', 'invoice')
    .execute();
  await lockAll(
    work.tx,
    invoices.map(({ id }) => exchangeLock(change.organisationId, '', id)),
  );
  return change;
}

function checkCompletion(bundle: Selectable<BundleTable>, { bundleId, by, version }: Completion): void {
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
    throw new StoreError('NEEDS_DECISION', `Expected a decision about the approval ${bundleId} but got a completion.`);
  }
}

async function finishActs({ tx }: Work, { bundleId, callback }: Completion): Promise<Selectable<ActTable>[]> {
  let query = tx
    .updateTable('act')
    .set({ state: 'done' })
    .where('bundle_id', '=', bundleId)
    .where('state', '=', 'planned');
  const kept = callback?.actIds ?? [];
  if (kept.length > 0) query = query.where('id', 'not in', kept);
  return query.returningAll().execute();
}

/** With acts left it stays open, and comes back when the debtor asked for it. */
async function finishBundle(
  { tx }: Work,
  { id }: Selectable<BundleTable>,
  { by, callback }: Completion,
  now: number,
): Promise<void> {
  const left = await tx
    .selectFrom('act')
    .select('id')
    .where('bundle_id', '=', id)
    .where('state', '=', 'planned')
    .limit(1)
    .executeTakeFirst();
  await tx
    .updateTable('bundle')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(left === undefined || callback === undefined
        ? { status: 'done' as const, done_at: now, done_by: by }
        : { claimed_by: by, snoozed_until: callback.at, callback: true }),
    }))
    .where('id', '=', id)
    .execute();
}
