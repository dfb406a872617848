import { createHash } from 'node:crypto';
import { noSuchProcess } from '../cases/insert-case.ts';
import { StoreError } from '../errors.ts';
import type { DeploymentStore } from '../surface/deployments.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { deploy } from './deploy.ts';
import { filesOf, findResource } from './deployment-files.ts';
import { heat } from './heat.ts';
import { latestVersions, toVersion, versionRows } from './deployment-rows.ts';
import { processesInForce } from './processes-in-force.ts';
import { versionLines } from './version-lines.ts';

export function deploymentStore(context: StoreContext): DeploymentStore {
  const { db } = context;
  return {
    deploy: (request) => deploy(context, request),
    list: (organisationId) => processesInForce(db, organisationId),
    versions: async (organisationId, processId) => {
      const rows = await versionRows(db)
        .where('organisation_id', '=', organisationId)
        .where('process_id', '=', processId)
        .orderBy('position', 'desc')
        .execute();
      return rows.map(toVersion);
    },
    latest: async (organisationId, processId) => {
      const [found] = await latestVersions(db, organisationId, [processId]);
      if (found === undefined) throw noSuchProcess(processId);
      return found;
    },
    read: async (deploymentId) => {
      const row = isUuid(deploymentId)
        ? await db.selectFrom('deployment').selectAll().where('id', '=', deploymentId).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuchDeployment(deploymentId);
      const processes = await versionRows(db).where('deployment_id', '=', deploymentId).orderBy('process_id').execute();
      return {
        id: row.id,
        organisationId: row.organisation_id,
        name: row.name,
        xml: row.xml,
        xmlHash: row.xml_hash,
        compilerVersion: row.compiler_version,
        createdAt: row.created_at.getTime(),
        createdBy: row.created_by,
        note: row.note,
        processes: processes.map(toVersion),
      };
    },
    executable: async (hash) => {
      const row = await db.selectFrom('executable').select('bytes').where('hash', '=', hash).executeTakeFirst();
      if (row === undefined)
        throw new StoreError('NO_SUCH_EXECUTABLE', `Expected an executable of the hash ${hash} but there is none.`);
      // Nothing runs by what is not what was published.
      const got = createHash('sha256').update(row.bytes).digest('hex');
      if (got === hash) return row.bytes;
      throw new StoreError('WRONG_HASH', `Expected an executable of the hash ${hash} but what is stored has ${got}.`);
    },
    heat: (query) => heat(context, query),
    history: (organisationId, processId) => versionLines(db, organisationId, processId),
    files: (deploymentId) => filesOf(db, deploymentId),
    resource: (query) => findResource(db, query),
  };
}

function noSuchDeployment(deploymentId: string): StoreError {
  return new StoreError('NO_SUCH_DEPLOYMENT', `Expected a deployment ${deploymentId} but there is none.`, {
    deploymentId,
  });
}
