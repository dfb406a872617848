import { clockNow } from '@krok/calendar';
import { type Selectable, sql, type SqlBool } from 'kysely';
import { insertCase } from '../cases/insert-case.ts';
import type { Tx } from '../database.ts';
import { termsOf } from '../organisations/present.ts';
import type { StartByTimers } from '../surface/daily.ts';
import type { StartTimerTable } from '../tables/cases.ts';
import { type StoreContext, transact } from '../work.ts';

/** See `DailyStore.startByTimers`. */
export function startByTimers(
  context: StoreContext,
  organisationId: string,
  nextFiring: Parameters<StartByTimers>[1],
  limit: number,
): ReturnType<StartByTimers> {
  return transact(context, async (work) => {
    const { tx } = work;
    const { clock, zone, calendar } = await termsOf(tx, organisationId);
    const now = clockNow(clock, Date.now());
    const timers = await tx
      .selectFrom('start_timer')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .where('due', '<=', now)
      .orderBy('due')
      .orderBy('process_id')
      .orderBy('start_event')
      .limit(limit)
      .forUpdate()
      .execute();
    for (const timer of timers) {
      await insertCase(work, {
        organisationId,
        processId: timer.process_id,
        deploymentId: timer.deployment_id,
        command: { kind: 'start', startEvent: timer.start_event, variables: {} },
        at: now,
      });
      const { due, repeat, cycle } = timer;
      const next = nextFiring({ due, repeat, ...(cycle !== null && { cycle }) }, { now, zone, calendar });
      await goOn(tx, timer, next);
    }
    return { started: timers.length, more: timers.length === limit };
  });
}

async function goOn(
  tx: Tx,
  timer: Selectable<StartTimerTable>,
  next: { readonly due: number; readonly repeat: number } | null,
): Promise<void> {
  const fired = sql<SqlBool>`organisation_id = ${timer.organisation_id} AND process_id = ${timer.process_id}
    AND start_event = ${timer.start_event}`;
  if (next === null) await tx.deleteFrom('start_timer').where(fired).execute();
  else await tx.updateTable('start_timer').set({ due: next.due, repeat: next.repeat }).where(fired).execute();
}
