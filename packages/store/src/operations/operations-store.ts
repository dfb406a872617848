import { sql } from 'kysely';
import type { OperationsStore } from '../surface/operations.ts';
import type { StoreContext } from '../work.ts';
import { personLoad } from './person-load.ts';
import { stuckCases } from './stuck-cases.ts';
import { waitingToLeave } from './waiting-to-leave.ts';

/** A row that was refused so often is no hiccup. */
export const VAIN_ATTEMPTS = 5;

export function operationsStore({ db }: StoreContext): OperationsStore {
  return {
    ping: async () => {
      const before = performance.now();
      await sql`SELECT 1`.execute(db);
      return performance.now() - before;
    },
    seen: async (name, detail) => {
      const text = JSON.stringify(detail);
      await sql`INSERT INTO service_seen (name, seen_at, detail) VALUES (${name}, clock_timestamp(), ${text})
        ON CONFLICT (name) DO UPDATE SET seen_at = clock_timestamp(), detail = ${text}`.execute(db);
    },
    services: async () => {
      const rows = await db.selectFrom('service_seen').selectAll().orderBy('name').execute();
      return rows.map(({ name, seen_at: seenAt, detail }) => ({ name, seenAt: seenAt.getTime(), detail }));
    },
    outboxLag: async (organisationId) => {
      const row = await db
        .selectFrom('outbox')
        .select([
          sql<number>`count(*) FILTER (WHERE next_attempt_at <= clock_timestamp())`.as('waiting'),
          sql<number>`coalesce(extract(epoch FROM clock_timestamp() - min(next_attempt_at)
            FILTER (WHERE next_attempt_at <= clock_timestamp())) * 1000, 0)`.as('oldest'),
          sql<number>`count(*) FILTER (WHERE attempts >= ${VAIN_ATTEMPTS})`.as('failing'),
        ])
        .where('organisation_id', '=', organisationId)
        .where('status', '=', 'pending')
        .executeTakeFirstOrThrow();
      const { waiting, oldest, failing } = row;
      return { waiting: Number(waiting), oldestMs: Math.max(0, Number(oldest)), failing: Number(failing) };
    },
    stuck: (organisationId, limit = 100) => stuckCases(db, organisationId, limit),
    waitingToLeave: (organisationId) => waitingToLeave(db, organisationId),
    load: (organisationId, now, dayStart) => personLoad(db, organisationId, now, dayStart),
  };
}
