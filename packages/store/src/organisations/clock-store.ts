import { clockNow, type OrganisationClock } from '@krok/calendar';
import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { lockClock } from '../locks.ts';
import { enqueueBare, wakeDesks } from '../outbox/enqueue.ts';
import type { AtRest, ClockStore } from '../surface/clock.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { clockOf, termsOf } from './present.ts';

export function clockStore(context: StoreContext): ClockStore {
  const { db } = context;
  return {
    read: async (organisationId) => {
      const clock = await clockOf(db, organisationId);
      const real = Date.now();
      return { clock, now: clockNow(clock, real), real };
    },
    set: (organisationId, clock) =>
      transact(context, async (work) => {
        await move(work, organisationId, () => clock);
      }),
    advance: (organisationId, to) =>
      transact(context, (work) => move(work, organisationId, (from) => advanced(from, to))),
    nextDue: (organisationId) => nextDue(db, organisationId),
    atRest: (organisationId) => atRest(db, organisationId),
  };
}

/** Commits that rely on the present hold the clock's lock shared, so what fell due is found here or seen there. */
async function move(
  work: Work,
  organisationId: string,
  change: (from: OrganisationClock) => OrganisationClock,
): Promise<{ cases: number; desks: number }> {
  const { tx } = work;
  await lockClock(tx, organisationId);
  const before = await clockOf(tx, organisationId);
  const clock = change(before);
  const real = Date.now();
  const now = clockNow(clock, real);
  const least = clockNow(before, real);
  if (now < least) {
    throw new StoreError(
      'CLOCK_BACKWARDS',
      `Expected an instant from ${least} on but got ${now}: time never runs back.`,
    );
  }
  await tx
    .updateTable('organisation')
    .set({ clock: JSON.stringify(clock) })
    .where('id', '=', organisationId)
    .execute();
  return clock.mode === 'manual' ? wakeDue(work, organisationId, now) : { cases: 0, desks: 0 };
}

function advanced(clock: OrganisationClock, to: number): OrganisationClock {
  if (clock.mode === 'manual') return { mode: 'manual', now: to };
  throw new StoreError('CLOCK_NOT_MANUAL', `Expected a manual clock but it is ${clock.mode}.`);
}

async function wakeDue(work: Work, organisationId: string, now: number): Promise<{ cases: number; desks: number }> {
  const { tx } = work;
  const cases = await tx
    .selectFrom('process_case')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('next_due', '<=', now)
    .where('status', 'in', ['starting', 'active'])
    .orderBy('next_due')
    .orderBy('id')
    .execute();
  const caseIds = cases.map((row) => row.id);
  await enqueueBare(work, organisationId, caseIds, 'timeDue', now);
  const { rows } = await sql<{ desk_key: string }>`
    SELECT desk_key FROM act WHERE organisation_id = ${organisationId} AND state = 'due' AND plan_at <= ${now}
    UNION
    SELECT desk_key FROM bundle WHERE organisation_id = ${organisationId} AND performer = 'machine'
      AND status = 'planned' AND perform_at <= ${now}`.execute(tx);
  const desks = rows.map((row) => row.desk_key);
  await wakeDesks(work, organisationId, desks, now);
  return { cases: cases.length, desks: desks.length };
}

async function nextDue(db: Db, organisationId: string): Promise<number | null> {
  const { sendingEnabled } = await termsOf(db, organisationId);
  const { rows } = await sql<{ due: number | null }>`
    SELECT least(
      (SELECT min(next_due) FROM process_case
        WHERE organisation_id = ${organisationId} AND next_due IS NOT NULL AND status IN ('starting', 'active')),
      (SELECT min(plan_at) FROM act WHERE organisation_id = ${organisationId} AND state = 'due'),
      (SELECT min(perform_at) FROM bundle
        WHERE organisation_id = ${organisationId} AND performer = 'machine' AND status = 'planned' AND ${sendingEnabled})
    ) AS due`.execute(db);
  return rows[0]?.due ?? null;
}

async function atRest(db: Db, organisationId: string): Promise<AtRest> {
  const { clock, sendingEnabled } = await termsOf(db, organisationId);
  const now = clockNow(clock, Date.now());
  const { rows } = await sql<Omit<AtRest, 'atRest'>>`
    SELECT
      (SELECT count(*) FROM outbox WHERE organisation_id = ${organisationId} AND status = 'pending') AS "pendingOutbox",
      (SELECT count(*) FROM process_case
        WHERE organisation_id = ${organisationId} AND status = 'starting') AS "startingCases",
      (SELECT count(*) FROM job WHERE organisation_id = ${organisationId} AND performer = 'activity'
        AND status IN ('open', 'answered')) AS "openActivityJobs",
      (SELECT count(*) FROM act
        WHERE organisation_id = ${organisationId} AND state = 'due' AND plan_at <= ${now}) AS "dueActs",
      (SELECT count(*) FROM bundle WHERE organisation_id = ${organisationId} AND performer = 'machine'
        AND status IN ('planned', 'performing') AND perform_at <= ${now} AND ${sendingEnabled}) AS "dueBundles"
  `.execute(db);
  const counts = rows[0] ?? { pendingOutbox: 0, startingCases: 0, openActivityJobs: 0, dueActs: 0, dueBundles: 0 };
  const { pendingOutbox, startingCases, openActivityJobs, dueActs, dueBundles } = counts;
  return { atRest: pendingOutbox + startingCases + openActivityJobs + dueActs + dueBundles === 0, ...counts };
}
