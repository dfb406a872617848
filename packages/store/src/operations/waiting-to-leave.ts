import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { WaitingChannel } from '../surface/operations.ts';

/** See `OperationsStore.waitingToLeave`. */
export async function waitingToLeave(db: Db, organisationId: string): Promise<WaitingChannel[]> {
  const { rows } = await sql<WaitingChannel>`
    SELECT a.channel, count(*)::integer AS count, count(DISTINCT a.debtor_id)::integer AS debtors
    FROM act a LEFT JOIN bundle b ON b.id = a.bundle_id
    WHERE a.organisation_id = ${organisationId} AND a.channel IN ('email', 'sms', 'letter', 'krd', 'epu', 'webhook')
      AND (a.state = 'due' OR (a.state = 'planned' AND b.performer = 'machine' AND b.status = 'planned'))
    GROUP BY a.channel ORDER BY a.channel`.execute(db);
  return rows;
}
