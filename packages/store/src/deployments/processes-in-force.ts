import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { ProcessInForce } from '../surface/deployments.ts';
import { latestVersions } from './deployment-rows.ts';

/** See `DeploymentStore.list`. */
export async function processesInForce(db: Db, organisationId: string): Promise<ProcessInForce[]> {
  const [latest, published, open] = await Promise.all([
    latestVersions(db, organisationId),
    sql<Version & { since: Date }>`
      SELECT p.process_id, p.version, min(d.created_at) AS since
      FROM deployed_process AS p JOIN deployment AS d ON d.id = p.deployment_id
      WHERE p.organisation_id = ${organisationId} GROUP BY p.process_id, p.version`.execute(db),
    sql<Version & { cases: number }>`
      SELECT process_id, version, count(*)::integer AS cases FROM process_case
      WHERE organisation_id = ${organisationId} AND status IN ('starting', 'active')
      GROUP BY process_id, version`.execute(db),
  ]);
  return latest.map((process) => {
    const { processId, version } = process;
    const cases = open.rows.filter((row) => row.process_id === processId);
    const first = published.rows.find((row) => row.process_id === processId && row.version === version);
    return {
      ...process,
      since: first?.since.getTime() ?? 0,
      openCases: total(cases.filter((row) => row.version === version)),
      openElsewhere: total(cases.filter((row) => row.version !== version)),
    };
  });
}

interface Version {
  readonly process_id: string;
  readonly version: number;
}

function total(rows: readonly { readonly cases: number }[]): number {
  return rows.reduce((sum, { cases }) => sum + cases, 0);
}
