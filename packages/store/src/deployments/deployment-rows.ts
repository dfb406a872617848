import type { Db, Tx } from '../database.ts';
import type { DeployedVersion } from '../surface/deployments.ts';

/** Newest version of each process; of these processes where given. */
export async function latestVersions(
  executor: Db | Tx,
  organisationId: string,
  processIds?: readonly string[],
): Promise<DeployedVersion[]> {
  let query = versionRows(executor)
    .distinctOn('process_id')
    .where('organisation_id', '=', organisationId)
    .orderBy('process_id')
    .orderBy('position', 'desc');
  if (processIds !== undefined) query = query.where('process_id', 'in', processIds.length === 0 ? [''] : processIds);
  return (await query.execute()).map(toVersion);
}

export function versionRows(executor: Db | Tx) {
  return executor
    .selectFrom('deployed_process')
    .select(['process_id', 'deployment_id', 'executable_hash', 'version', 'version_tag', 'name']);
}

export function toVersion(row: {
  process_id: string;
  deployment_id: string;
  executable_hash: string;
  version: number;
  version_tag: string | null;
  name: string | null;
}): DeployedVersion {
  return {
    processId: row.process_id,
    deploymentId: row.deployment_id,
    hash: row.executable_hash,
    version: row.version,
    versionTag: row.version_tag,
    name: row.name,
  };
}
