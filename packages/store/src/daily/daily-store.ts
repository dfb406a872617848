import { clockNow } from '@krok/calendar';
import { presentOf, termsOf } from '../organisations/present.ts';
import { wakeDaily } from '../outbox/enqueue-wakes.ts';
import type { DailyStore, DailyTurn } from '../surface/daily.ts';
import { type StoreContext, transact } from '../work.ts';
import { dailyDue, dailyWorkDue } from './daily-due.ts';
import { startByTimers } from './start-by-timers.ts';
import { startCases } from './start-cases.ts';

export function dailyStore(context: StoreContext): DailyStore {
  const { db } = context;
  return {
    startByTimers: (organisationId, nextFiring, limit) => startByTimers(context, organisationId, nextFiring, limit),
    turn: (organisationId) => turn(context, organisationId),
    startCases: (organisationId, day, limit) => startCases(context, organisationId, day, limit),
    count: async (organisationId, day, { started = 0, broken = 0, forgotten = 0 }) => {
      await db
        .updateTable('daily_run')
        .set((eb) => ({
          started: eb('started', '+', started),
          broken: eb('broken', '+', broken),
          forgotten: eb('forgotten', '+', forgotten),
        }))
        .where('organisation_id', '=', organisationId)
        .where('day', '=', day)
        .execute();
    },
    finish: async (organisationId, day) => {
      await db
        .updateTable('daily_run')
        .set({ finished_at: await presentOf(db, organisationId) })
        .where('organisation_id', '=', organisationId)
        .where('day', '=', day)
        .where('finished_at', 'is', null)
        .execute();
    },
    runs: async (organisationId, limit = 100) => {
      const rows = await db
        .selectFrom('daily_run')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('day', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        day: row.day,
        beganAt: row.began_at,
        finishedAt: row.finished_at,
        started: row.started,
        broken: row.broken,
        forgotten: row.forgotten,
      }));
    },
    wakeAll: async () => {
      const organisations = await db.selectFrom('organisation').select('id').execute();
      await transact(context, async (work) => {
        for (const { id } of organisations) await wakeDaily(work, id, await presentOf(work.tx, id));
      });
    },
  };
}

function turn(context: StoreContext, organisationId: string): Promise<DailyTurn> {
  return transact(context, async ({ tx }) => {
    const due = await dailyDue(tx, organisationId);
    const { clock } = await termsOf(tx, organisationId);
    const now = clockNow(clock, Date.now());
    if (due === null || due.at > now) return { kind: 'wait', until: await dailyWorkDue(tx, organisationId), clock };
    await tx
      .insertInto('daily_run')
      .values({ organisation_id: organisationId, day: due.day, began_at: now, finished_at: null })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'day']).doNothing())
      .execute();
    return { kind: 'due', day: due.day };
  });
}
