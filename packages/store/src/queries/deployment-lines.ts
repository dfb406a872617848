import type { Db } from '../database.ts';
import type { DeploymentLine } from '../surface/overview.ts';

export async function deploymentLines(
  db: Db,
  { organisationId, page, size }: { readonly organisationId: string; readonly page: number; readonly size: number },
): Promise<{ readonly items: readonly DeploymentLine[]; readonly total: number }> {
  const matching = db.selectFrom('deployment as d').where('d.organisation_id', '=', organisationId);
  const [rows, counted] = await Promise.all([
    matching
      .leftJoin('app_user as u', 'u.id', 'd.created_by')
      .select(['d.id', 'd.name', 'd.created_at', 'u.name as created_by_name'])
      .orderBy('d.position', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute(),
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const processes = await processesOf(
    db,
    rows.map(({ id }) => id),
  );
  const items = rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.getTime(),
    createdByName: row.created_by_name,
    processes: processes
      .filter(({ deployment_id }) => deployment_id === row.id)
      .map(({ process_id, version, version_tag, name }) => ({
        processId: process_id,
        version,
        versionTag: version_tag,
        name,
      })),
  }));
  return { items, total: Number(counted.total) };
}

async function processesOf(db: Db, deploymentIds: readonly string[]) {
  if (deploymentIds.length === 0) return [];
  return db
    .selectFrom('deployed_process')
    .select(['deployment_id', 'process_id', 'version', 'version_tag', 'name'])
    .where('deployment_id', 'in', deploymentIds)
    .orderBy('process_id')
    .execute();
}
