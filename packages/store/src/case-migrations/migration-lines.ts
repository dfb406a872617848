import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { CaseMigration, CaseMigrationResult, CaseMigrationState } from '../surface/case-migrations.ts';
import type { Refusal } from '../surface/outbox.ts';

/** Newest first. */
export async function migrationLines(
  db: Db,
  filter: { readonly organisationId: string; readonly processId?: string; readonly id?: string },
): Promise<readonly CaseMigration[]> {
  let query = db
    .selectFrom('case_migration as m')
    .leftJoin('app_user as u', 'u.id', 'm.asked_by')
    .selectAll('m')
    .select('u.name as by_name')
    .where('m.organisation_id', '=', filter.organisationId);
  if (filter.processId !== undefined) query = query.where('m.process_id', '=', filter.processId);
  if (filter.id !== undefined) query = query.where('m.id', '=', filter.id);
  const rows = await query.orderBy('m.asked_at', 'desc').orderBy('m.id').limit(50).execute();
  const counts = await countsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    processId: row.process_id,
    sourceHash: row.source_hash,
    sourceVersion: row.source_version,
    targetDeploymentId: row.target_deployment_id,
    targetHash: row.target_hash,
    targetVersion: row.target_version,
    mapping: row.mapping,
    reason: row.reason,
    askedByName: row.by_name,
    askedAt: row.asked_at,
    counts: counts.get(row.id) ?? NONE,
  }));
}

export async function migrationResults(db: Db, id: string): Promise<readonly CaseMigrationResult[]> {
  const { rows } = await sql<{ case_id: string; state: CaseMigrationState; rejection: Refusal | null }>`
    SELECT i.case_id, ${stateOf} AS state, o.rejection FROM ${itemsWithRows}
    WHERE i.migration_id = ${id} ORDER BY i.case_id`.execute(db);
  return rows.map(({ case_id: caseId, state, rejection }) => ({
    caseId,
    state,
    refusal: state === 'refused' ? rejection : null,
  }));
}

async function countsOf(db: Db, ids: readonly string[]): Promise<Map<string, Record<CaseMigrationState, number>>> {
  const counts = new Map<string, Record<CaseMigrationState, number>>();
  if (ids.length === 0) return counts;
  const { rows } = await sql<{ migration_id: string; state: CaseMigrationState; count: string }>`
    SELECT i.migration_id, ${stateOf} AS state, count(*) AS count FROM ${itemsWithRows}
    WHERE i.migration_id = ANY (${ids}::uuid[]) GROUP BY 1, 2`.execute(db);
  for (const { migration_id: id, state, count } of rows) {
    counts.set(id, { ...(counts.get(id) ?? NONE), [state]: Number(count) });
  }
  return counts;
}

const NONE: Readonly<Record<CaseMigrationState, number>> = { waiting: 0, migrated: 0, refused: 0, closed: 0, aside: 0 };

const itemsWithRows = sql`case_migration_item AS i
  LEFT JOIN outbox AS o ON o.id = i.command_id
  LEFT JOIN step_log AS s ON s.case_id = i.case_id AND s.command_id = i.command_id::text`;

/** The log has the last word: what is in it has happened. */
const stateOf = sql`CASE
  WHEN s.seq IS NOT NULL THEN 'migrated'
  WHEN o.status = 'refused' THEN 'refused'
  WHEN o.status = 'closed' THEN 'closed'
  WHEN o.status = 'aside' THEN 'aside'
  ELSE 'waiting' END`;
