import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { PersonLoad } from '../surface/operations.ts';

/** Open work by its holder, everybody who may hold some included; what nobody holds is a line of its own. */
export async function personLoad(db: Db, organisationId: string, now: number, dayStart: number): Promise<PersonLoad[]> {
  const { rows } = await sql<{
    id: string | null;
    name: string | null;
    open: string;
    overdue: string;
    done: string;
  }>`
    WITH work AS (
      SELECT b.status, b.done_at, b.claimed_by, b.done_by,
        -- Work may have been stored with what its diagram said instead of a time: that is never late.
        CASE WHEN pg_input_is_valid(b.due_date, 'timestamptz')
          THEN b.due_date::timestamptz < to_timestamp(${now}::double precision / 1000) ELSE false END AS late,
        CASE WHEN b.status = 'done' THEN b.done_by ELSE b.claimed_by END AS holder
      FROM bundle AS b
      WHERE b.organisation_id = ${organisationId} AND b.performer = 'person'
        AND (b.status = 'planned' OR (b.status = 'done' AND b.done_at >= ${dayStart}))
    )
    SELECT u.id, u.name,
      count(work.status) FILTER (WHERE work.status = 'planned') AS open,
      count(work.status) FILTER (WHERE work.status = 'planned' AND work.late) AS overdue,
      count(work.status) FILTER (WHERE work.status = 'done') AS done
    FROM (
      SELECT id, name FROM app_user WHERE organisation_id = ${organisationId} AND NOT disabled
        AND roles && ARRAY['collector', 'lawyer', 'manager', 'approver', 'accountant', 'salesperson']
      UNION ALL SELECT NULL, NULL
    ) AS u LEFT JOIN work ON work.holder IS NOT DISTINCT FROM u.id
    GROUP BY u.id, u.name ORDER BY open DESC, u.name NULLS FIRST`.execute(db);
  return rows.map(({ id, name, open, overdue, done }) => ({
    userId: id,
    name,
    open: Number(open),
    overdue: Number(overdue),
    doneToday: Number(done),
  }));
}
