import { clockNow, type OrganisationClock } from '@krok/calendar';
import { sql } from 'kysely';
import { dailyWorkDue } from '../daily/daily-due.ts';
import type { Db } from '../database.ts';
import { attendToAll, attendToDue } from '../duties/attention.ts';
import { StoreError } from '../errors.ts';
import { soloOf } from '../solo.ts';
import { lockClock } from '../locks.ts';
import { enqueueBare, wakeDesks } from '../outbox/enqueue.ts';
import { wakeCases, wakeDaily } from '../outbox/enqueue-wakes.ts';
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
        const real = Date.now();
        // Before what is due: a case must not set a timer by the old clock after it.
        await wakeCases(work, organisationId, clockNow(clock, real));
        await move(work, organisationId, () => clock);
        await wakeWaiting(work, organisationId, clockNow(clock, real));
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
  soloOf(tx)?.terms.clear();
  work.changes.push({ organisationId, kind: 'clock', id: null });
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
  soloOf(tx)?.terms.clear();
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
  const daily = await dailyWorkDue(tx, organisationId);
  if (daily !== null && daily <= now) await wakeDaily(work, organisationId, now);
  await attendToDue(work, organisationId, now);
  return { cases: cases.length, desks: desks.length };
}

/** Desks that ended under a manual clock, or sleep by another one, look anew; so does the daily work. */
async function wakeWaiting(work: Work, organisationId: string, now: number): Promise<void> {
  const { rows } = await sql<{ desk_key: string }>`
    SELECT desk_key FROM act WHERE organisation_id = ${organisationId} AND state = 'due' AND plan_at IS NOT NULL
    UNION
    SELECT desk_key FROM bundle WHERE organisation_id = ${organisationId} AND performer = 'machine'
      AND status = 'planned'`.execute(work.tx);
  const desks = rows.map((row) => row.desk_key);
  await wakeDesks(work, organisationId, desks, now);
  await wakeDaily(work, organisationId, now);
  await attendToAll(work, organisationId, now);
}

async function nextDue(db: Db, organisationId: string): Promise<number | null> {
  const { sendingEnabled } = await termsOf(db, organisationId);
  const { rows } = await sql<{ due: number | null }>`
    SELECT least(
      (SELECT min(next_due) FROM process_case
        WHERE organisation_id = ${organisationId} AND next_due IS NOT NULL AND status IN ('starting', 'active')),
      (SELECT min(plan_at) FROM act WHERE organisation_id = ${organisationId} AND state = 'due'),
      (SELECT min(perform_at) FROM bundle
        WHERE organisation_id = ${organisationId} AND performer = 'machine' AND status = 'planned' AND ${sendingEnabled}),
      (SELECT min(next_due) FROM listing WHERE organisation_id = ${organisationId} AND ended_at IS NULL),
      (SELECT min(next_due) FROM claim WHERE organisation_id = ${organisationId} AND ended_at IS NULL)
    ) AS due`.execute(db);
  const due = rows[0]?.due ?? null;
  const daily = await dailyWorkDue(db, organisationId);
  if (due === null || daily === null) return due ?? daily;
  return Math.min(due, daily);
}

/** At one instant of the database: a start that was due in one look and whose case was there in the next is at rest in neither. */
function atRest(db: Db, organisationId: string): Promise<AtRest> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => restOf(tx, organisationId));
}

async function restOf(db: Db, organisationId: string): Promise<AtRest> {
  const { clock, sendingEnabled } = await termsOf(db, organisationId);
  const now = clockNow(clock, Date.now());
  const { rows } = await sql<Omit<AtRest, 'atRest' | 'dueDaily'>>`
    SELECT
      (SELECT count(*) FROM outbox WHERE organisation_id = ${organisationId} AND status = 'pending') AS "pendingOutbox",
      (SELECT count(*) FROM process_case
        WHERE organisation_id = ${organisationId} AND status = 'starting') AS "startingCases",
      (SELECT count(*) FROM job WHERE organisation_id = ${organisationId} AND performer = 'activity'
        AND status IN ('open', 'answered')) AS "openActivityJobs",
      (SELECT count(*) FROM act
        WHERE organisation_id = ${organisationId} AND state = 'due' AND plan_at <= ${now}) AS "dueActs",
      (SELECT count(*) FROM bundle WHERE organisation_id = ${organisationId} AND performer = 'machine'
        AND status IN ('planned', 'performing') AND perform_at <= ${now} AND ${sendingEnabled}) AS "dueBundles",
      (SELECT count(*) FROM listing WHERE organisation_id = ${organisationId} AND ended_at IS NULL
        AND (attention OR next_due <= ${now}))
      + (SELECT count(*) FROM claim WHERE organisation_id = ${organisationId} AND ended_at IS NULL
        AND (attention OR next_due <= ${now})) AS "dueDuties"
  `.execute(db);
  const counts = rows[0] ?? NOTHING_DUE;
  const daily = await dailyWorkDue(db, organisationId);
  const dueDaily = daily !== null && daily <= now ? 1 : 0;
  const waiting = [...Object.values(counts), dueDaily].reduce((sum, count) => sum + count, 0);
  return { atRest: waiting === 0, ...counts, dueDaily };
}

const NOTHING_DUE = {
  pendingOutbox: 0,
  startingCases: 0,
  openActivityJobs: 0,
  dueActs: 0,
  dueBundles: 0,
  dueDuties: 0,
};
