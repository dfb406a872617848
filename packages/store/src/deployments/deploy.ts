import { createHash } from 'node:crypto';
import type { Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { lockDeployments } from '../locks.ts';
import type { DeployableProcess, DeployedVersion, DeploymentStore, DeployRequest } from '../surface/deployments.ts';
import { presentOf } from '../organisations/present.ts';
import { wakeDaily } from '../outbox/enqueue-wakes.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { hashOfFiles, insertFiles } from './deployment-files.ts';
import { latestVersions } from './deployment-rows.ts';
import { replaceStartTimers } from './start-timers.ts';

type Deployed = Awaited<ReturnType<DeploymentStore['deploy']>>;

/** See `DeploymentStore.deploy`. */
export async function deploy(context: StoreContext, request: DeployRequest): Promise<Deployed> {
  for (const process of request.processes) checkHash(process);
  const xmlHash = createHash('sha256').update(request.xml).digest('hex');
  return transact(context, async (work) => {
    const { tx } = work;
    const { organisationId, processes } = request;
    await lockDeployments(tx, organisationId);
    const ids = processes.map((each) => each.processId);
    const before = new Map((await latestVersions(tx, organisationId, ids)).map((each) => [each.processId, each]));
    checkOver(request, before.get(processes[0]?.processId ?? ''));
    const filesHash = hashOfFiles(request.files ?? []);
    const same = await sameAsInForce(tx, request, xmlHash, filesHash, before);
    if (same !== null) return { deploymentId: same, created: false, processes: [...before.values()] };

    const deploymentId = newId();
    const { position } = await tx
      .insertInto('deployment')
      .values({
        id: deploymentId,
        organisation_id: organisationId,
        name: request.name,
        xml: request.xml,
        xml_hash: xmlHash,
        compiler_version: request.compilerVersion,
        note: request.note ?? null,
        files_hash: filesHash,
        created_by: request.by,
        requested_by: request.requestedBy ?? null,
      })
      .returning('position')
      .executeTakeFirstOrThrow();
    await insertFiles(tx, deploymentId, request.files ?? []);
    const deployed: DeployedVersion[] = [];
    for (const process of processes) {
      const former = before.get(process.processId);
      const version = former === undefined ? 1 : former.version + (former.hash === process.hash ? 0 : 1);
      await insertProcess(tx, organisationId, deploymentId, position, process, version);
      await replaceStarts(tx, organisationId, deploymentId, process);
      await replaceStartTimers(tx, organisationId, deploymentId, process, former?.hash);
      deployed.push({
        processId: process.processId,
        deploymentId,
        hash: process.hash,
        version,
        versionTag: process.versionTag ?? null,
        name: process.name ?? null,
      });
    }
    // Its start rule or a timer of it may be the first work of the day.
    await wakeDaily(work, organisationId, await presentOf(tx, organisationId));
    return { deploymentId, created: true, processes: deployed };
  });
}

/** Id of the deployment that is in force for exactly these processes and was made of the same XML by the same compiler. */
async function sameAsInForce(
  tx: Tx,
  request: DeployRequest,
  xmlHash: string,
  filesHash: string | null,
  before: ReadonlyMap<string, DeployedVersion>,
): Promise<string | null> {
  const { processes, compilerVersion } = request;
  const first = before.get(processes[0]?.processId ?? '');
  if (first === undefined) return null;
  const { deploymentId } = first;
  const unchanged = processes.every(({ processId, hash }) => {
    const former = before.get(processId);
    return former?.deploymentId === deploymentId && former.hash === hash;
  });
  if (!unchanged) return null;
  const row = await tx
    .selectFrom('deployment')
    .select(['xml_hash', 'compiler_version', 'files_hash'])
    .where('id', '=', deploymentId)
    .executeTakeFirstOrThrow();
  const same = row.xml_hash === xmlHash && row.compiler_version === compilerVersion && row.files_hash === filesHash;
  return same ? deploymentId : null;
}

async function insertProcess(
  tx: Tx,
  organisationId: string,
  deploymentId: string,
  position: number,
  process: DeployableProcess,
  version: number,
): Promise<void> {
  const { hash, bytes, properties } = process;
  await tx
    .insertInto('executable')
    .values({ hash, bytes: Buffer.from(bytes), properties: JSON.stringify(properties) })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
  await tx
    .insertInto('deployed_process')
    .values({
      deployment_id: deploymentId,
      process_id: process.processId,
      organisation_id: organisationId,
      position,
      executable_hash: hash,
      version,
      version_tag: process.versionTag ?? null,
      name: process.name ?? null,
    })
    .execute();
}

/** The newest version alone is started by messages and signals. */
async function replaceStarts(
  tx: Tx,
  organisationId: string,
  deploymentId: string,
  { processId, messageStarts, signalStarts }: DeployableProcess,
): Promise<void> {
  await tx
    .deleteFrom('start_subscription')
    .where('organisation_id', '=', organisationId)
    .where('process_id', '=', processId)
    .execute();
  const row = (kind: 'message' | 'signal') => (start: { startEvent: number; name: string }) => ({
    organisation_id: organisationId,
    process_id: processId,
    kind,
    start_event: start.startEvent,
    name: start.name,
    deployment_id: deploymentId,
  });
  const rows = [...messageStarts.map(row('message')), ...signalStarts.map(row('signal'))];
  if (rows.length > 0) await tx.insertInto('start_subscription').values(rows).execute();
}

function checkOver({ over }: DeployRequest, inForce: DeployedVersion | undefined): void {
  if (over === undefined || over === (inForce?.deploymentId ?? null)) return;
  throw new StoreError(
    'OTHER_IN_FORCE',
    `Expected ${over ?? 'nothing'} to be in force but it is ${inForce?.deploymentId ?? 'nothing'}.`,
  );
}

function checkHash({ processId, hash, bytes }: DeployableProcess): void {
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual === hash) return;
  throw new StoreError(
    'WRONG_HASH',
    `Expected the bytes of "${processId}" to have the hash ${hash} but it is ${actual}.`,
  );
}
