import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { presentOf } from '../organisations/present.ts';
import type { StuckCase } from '../surface/operations.ts';

/** Minutes after which something that machines alone have to do counts as standing still. */
const PATIENCE_MS = 5 * 60_000;

/** Not delivered in vain for long, never begun, or past its own due time. */
export async function stuckCases(db: Db, organisationId: string, limit: number): Promise<StuckCase[]> {
  const now = await presentOf(db, organisationId);
  const { rows } = await sql<{
    case_id: string;
    reason: StuckCase['reason'];
    since: number;
    attempts: number;
    error: string | null;
  }>`
    SELECT case_id, 'notDelivered' AS reason, (extract(epoch FROM min(coalesce(next_attempt_at, clock_timestamp()))) * 1000)::bigint AS since,
      max(attempts) AS attempts, max(last_error) AS error
    FROM outbox WHERE organisation_id = ${organisationId} AND status = 'pending' AND case_id IS NOT NULL AND attempts >= 5
    GROUP BY case_id
    UNION ALL
    SELECT id, 'notStarted', created_at, 0, NULL FROM process_case
    WHERE organisation_id = ${organisationId} AND status = 'starting' AND created_at < ${now - PATIENCE_MS}
    UNION ALL
    SELECT id, 'overdueTimer', next_due, 0, NULL FROM process_case
    WHERE organisation_id = ${organisationId} AND status = 'active' AND next_due < ${now - PATIENCE_MS}
    ORDER BY since LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({
    caseId: row.case_id,
    reason: row.reason,
    since: Number(row.since),
    attempts: Number(row.attempts),
    error: row.error,
  }));
}
