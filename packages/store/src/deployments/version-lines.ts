import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { VersionLine } from '../surface/deployments.ts';

/** See `DeploymentStore.history`. */
export async function versionLines(db: Db, organisationId: string, processId: string): Promise<VersionLine[]> {
  const rows = await db
    .selectFrom('deployed_process as p')
    .innerJoin('deployment as d', 'd.id', 'p.deployment_id')
    .leftJoin('app_user as u', 'u.id', 'd.created_by')
    .leftJoin('app_user as r', 'r.id', 'd.requested_by')
    .where('p.organisation_id', '=', organisationId)
    .where('p.process_id', '=', processId)
    .select([
      'p.deployment_id',
      'p.process_id',
      'p.name',
      'p.version',
      'p.version_tag',
      'p.executable_hash',
      'd.note',
      'd.created_at',
      'u.name as by_name',
      'r.name as requested_by_name',
      sql<number>`(SELECT count(*) FROM process_case AS c
        WHERE c.deployment_id = p.deployment_id AND c.process_id = p.process_id
          AND c.status IN ('starting', 'active'))`.as('open_cases'),
    ])
    .orderBy('p.position', 'desc')
    .execute();
  return rows.map((row) => ({
    deploymentId: row.deployment_id,
    processId: row.process_id,
    name: row.name,
    version: row.version,
    versionTag: row.version_tag,
    hash: row.executable_hash,
    note: row.note,
    createdAt: row.created_at.getTime(),
    createdByName: row.by_name,
    requestedByName: row.requested_by_name,
    openCases: Number(row.open_cases),
  }));
}
