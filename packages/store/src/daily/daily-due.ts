import { clockNow, localDate, localInstant } from '@krok/calendar';
import { daysAfter } from '@krok/receivables';
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { termsOf } from '../organisations/present.ts';

/** When the daily work of an organisation begins, on the wall clock of its zone. */
export const DAILY_TIME = '06:00';

export interface DailyDue {
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
  readonly day: string;
}

/** When the daily workflow has something to do, which may have come already: its turn, or a timer start event. */
export async function dailyWorkDue(executor: Db | Tx, organisationId: string): Promise<number | null> {
  const { due } = await executor
    .selectFrom('start_timer')
    .select((eb) => eb.fn.min<number | null>('due').as('due'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const turn = (await dailyDue(executor, organisationId))?.at ?? null;
  return due === null || turn === null ? (due ?? turn) : Math.min(due, turn);
}

/** The next turn of the daily work, which may have come already; null where there is none to do. */
export async function dailyDue(executor: Db | Tx, organisationId: string): Promise<DailyDue | null> {
  const { rows } = await sql<{ working: boolean; last: string | null }>`
    SELECT
      EXISTS (SELECT 1 FROM deployed_process p JOIN executable x ON x.hash = p.executable_hash
        WHERE p.organisation_id = ${organisationId} AND x.properties ? 'startWhen')
      OR EXISTS (SELECT 1 FROM promise_item t JOIN promise p ON p.id = t.promise_id
        WHERE p.organisation_id = ${organisationId} AND t.state = 'open')
      OR EXISTS (SELECT 1 FROM instalment_plan WHERE organisation_id = ${organisationId} AND state = 'running') AS working,
      (SELECT max(day) FROM daily_run WHERE organisation_id = ${organisationId} AND finished_at IS NOT NULL) AS last
  `.execute(executor);
  const { working = false, last = null } = rows[0] ?? {};
  if (!working) return null;
  const { clock, zone } = await termsOf(executor, organisationId);
  const today = localDate(clockNow(clock, Date.now()), zone);
  const day = last !== null && last >= today ? daysAfter(last, 1) : today;
  return { at: localInstant(day, DAILY_TIME, zone), day };
}
