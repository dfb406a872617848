import { STATUTORY_JOBS } from '@krok/contracts/types';
import { clockNow } from '@krok/calendar';
import { sql, type Selectable } from 'kysely';
import { ledgerView, NOBODY } from '../ledger/ledger-view.ts';
import { lockDebtor, lockDesk, shareClock } from '../locks.ts';
import { clockOf, termsOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { Bundle, DeskPlan, DeskView, PlanResult } from '../surface/acts.ts';
import type { BundleTable } from '../tables/acts.ts';
import { settingOf } from '../settings/setting-rows.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { letWait } from '../suspension/suspend-case.ts';
import { type ActRow, actRows, isSuspended, toActs, toBundle } from './act-rows.ts';
import { carryOutPlan } from './carry-out-plan.ts';

/** See `ActStore.planBundles`. */
export function planBundles(
  context: StoreContext,
  deskKey: string,
  decide: (view: DeskView) => DeskPlan,
): Promise<PlanResult> {
  return transact(context, async (work) => {
    const { tx } = work;
    await lockDesk(tx, deskKey);
    const due: ActRow[] = await actRows(tx)
      .where('a.desk_key', '=', deskKey)
      .where('a.state', '=', 'due')
      .orderBy('a.due_at')
      .orderBy('a.id')
      .execute();
    const rows = due.filter((row) => !isSuspended(row));
    const open = await openBundles(work, deskKey);
    const member = due[0] ?? open[0];
    if (member === undefined) return { machineBundles: [], wakeAt: null };
    const { organisation_id: organisationId, creditor_id: creditorId, debtor_id: debtorId } = member;
    const { clock, zone, calendar, sendingEnabled } = await termsOf(tx, organisationId);
    const now = clockNow(clock, Date.now());
    if (debtorId !== null) await lockDebtor(tx, debtorId);
    const view: DeskView = {
      deskKey,
      organisationId,
      creditorId,
      debtorId,
      now,
      clock,
      zone,
      calendar,
      acts: await toActs({ executor: tx, keys: work.keys }, rows),
      planned: open.filter((each) => each.status === 'planned').map(toBundle),
      sendingEnabled,
      policy: await settingOf(tx, organisationId, 'contactPolicy'),
      contacts: await contactsOf(work, organisationId, debtorId),
      ledger: await ledgerOf(work, { creditorId, debtorId, now, zone }, rows),
    };
    const plan = decide(view);
    await carryOutPlan(work, view, rows, plan);
    await letWait(work, due.filter(isSuspended));
    work.changes.push({ organisationId, kind: 'work', id: null });
    return result(work, organisationId, deskKey, now, plan.bundles.length === 0 ? open : null);
  });
}

/** Without a debtor or creditor there are no books to look into. */
async function ledgerOf(
  { tx }: Work,
  { creditorId, debtorId, ...at }: Pick<DeskView, 'creditorId' | 'debtorId' | 'now' | 'zone'>,
  acts: readonly ActRow[],
): Promise<DeskView['ledger']> {
  if (creditorId === null || debtorId === null) return NOBODY;
  const subjects = acts.map(({ subject }) => subject);
  return ledgerView(tx, { creditorId, debtorId, ...at }, subjects);
}

function openBundles({ tx }: Work, deskKey: string): Promise<Selectable<BundleTable>[]> {
  return tx
    .selectFrom('bundle')
    .selectAll()
    .where('desk_key', '=', deskKey)
    .where('status', 'in', ['planned', 'performing', 'held'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Contacts that were made, are planned or may have been made; one that surely failed was none, nor is a statutory letter. */
async function contactsOf(
  { tx }: Work,
  organisationId: string,
  debtorId: string | null,
): Promise<DeskView['contacts']> {
  if (debtorId === null) return [];
  const rows = await tx
    .selectFrom('bundle as b')
    .leftJoin('effect as e', 'e.bundle_id', 'b.id')
    .select(['b.channel', 'b.kind', sql<number>`coalesce(b.done_at, b.perform_at)`.as('at')])
    .where('b.organisation_id', '=', organisationId)
    .where('b.debtor_id', '=', debtorId)
    .where('b.status', '!=', 'empty')
    .where((eb) => eb.or([eb('e.status', 'is', null), eb('e.status', '!=', 'failed')]))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('act as a')
            .select('a.id')
            .whereRef('a.bundle_id', '=', 'b.id')
            .where('a.type', 'in', STATUTORY_JOBS),
        ),
      ),
    )
    .orderBy('at', 'desc')
    .limit(MOST_CONTACTS)
    .execute();
  return rows;
}

const MOST_CONTACTS = 200;

/** `open`: the desk's open bundles, where the plan has made no new ones. */
async function result(
  work: Work,
  organisationId: string,
  deskKey: string,
  now: number,
  open: readonly Selectable<BundleTable>[] | null,
): Promise<PlanResult> {
  const { tx } = work;
  const machines: Bundle[] = (open ?? (await openBundles(work, deskKey)))
    .filter((each) => each.performer === 'machine' && each.status !== 'held')
    .map(toBundle);
  const waiting = await tx
    .selectFrom('act')
    .select('plan_at')
    .where('desk_key', '=', deskKey)
    .where('state', '=', 'due')
    .where('plan_at', 'is not', null)
    .execute();
  const times = [...waiting.map((row) => row.plan_at ?? Infinity), ...machines.map((each) => each.performAt)];
  const later = times.filter((at) => at > now);
  const wakeAt = later.length === 0 ? null : Math.min(...later);
  if (wakeAt !== null) await wakeIfPassed(work, organisationId, deskKey, wakeAt);
  return { machineBundles: machines.map((each) => ({ bundleId: each.id, performAt: each.performAt })), wakeAt };
}

/** A manual clock that was advanced while the desk planned has not seen what the desk planned for later. */
async function wakeIfPassed(work: Work, organisationId: string, deskKey: string, wakeAt: number): Promise<void> {
  await shareClock(work.tx, organisationId);
  const clock = await clockOf(work.tx, organisationId);
  if (clock.mode === 'manual' && clock.now >= wakeAt) await wakeDesks(work, organisationId, [deskKey], clock.now);
}
