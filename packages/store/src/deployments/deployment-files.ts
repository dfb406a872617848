import { createHash } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { DeploymentFile, ResourceQuery } from '../surface/deployments.ts';

/** Lower-case hex SHA-256 over all files, in any order; null for none. */
export function hashOfFiles(files: readonly DeploymentFile[]): string | null {
  if (files.length === 0) return null;
  const parts = files.map(({ kind, name, content }) => JSON.stringify([kind, name, content])).sort();
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

export async function insertFiles(tx: Tx, deploymentId: string, files: readonly DeploymentFile[]): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('deployment_file')
    .values(
      files.map(({ kind, name, content, resourceIds }) => ({
        deployment_id: deploymentId,
        kind,
        name,
        content,
        resource_ids: [...resourceIds],
      })),
    )
    .execute();
}

export async function filesOf(db: Db, deploymentId: string): Promise<DeploymentFile[]> {
  const rows = await db
    .selectFrom('deployment_file')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .orderBy('kind')
    .orderBy('name')
    .execute();
  return rows.map(toFile);
}

/** See `DeploymentStore.resource`. */
export async function findResource(
  db: Db,
  { organisationId, kind, resourceId, deploymentId }: ResourceQuery,
): Promise<DeploymentFile | null> {
  let query = db
    .selectFrom('deployment_file as f')
    .innerJoin('deployment as d', 'd.id', 'f.deployment_id')
    .selectAll('f')
    .where('d.organisation_id', '=', organisationId)
    .where('f.kind', '=', kind)
    .where(sql<SqlBool>`f.resource_ids @> ARRAY[${resourceId}]::text[]`)
    .orderBy('d.position', 'desc')
    .limit(1);
  if (deploymentId !== undefined) query = query.where('d.id', '=', deploymentId);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : toFile(row);
}

function toFile(row: { kind: 'form' | 'dmn'; name: string; content: string; resource_ids: string[] }): DeploymentFile {
  return { kind: row.kind, name: row.name, content: row.content, resourceIds: row.resource_ids };
}
