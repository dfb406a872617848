import type { Command } from '@krok/engine';
import { noSuchProcess } from '../cases/insert-case.ts';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { NewCaseMigration } from '../surface/case-migrations.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';

/** See `CaseMigrationStore.start`. */
export async function startMigration(context: StoreContext, request: NewCaseMigration): Promise<void> {
  const { id, organisationId, processId, sourceHash, targetDeploymentId, mapping, reason, by } = request;
  if (!isUuid(id)) throw new StoreError('KEY_USED', `Expected a UUID as the id of a migration but got "${id}".`);
  if (!isUuid(targetDeploymentId)) throw noSuchProcess(processId, targetDeploymentId);
  await transact(context, async (work) => {
    const versions = await work.tx
      .selectFrom('deployed_process')
      .select(['deployment_id', 'executable_hash', 'version'])
      .where('organisation_id', '=', organisationId)
      .where('process_id', '=', processId)
      .execute();
    const target = versions.find((each) => each.deployment_id === targetDeploymentId);
    const source = versions.find((each) => each.executable_hash === sourceHash);
    if (target === undefined || source === undefined) throw noSuchProcess(processId, targetDeploymentId);
    const at = await presentOf(work.tx, organisationId);
    await work.tx
      .insertInto('case_migration')
      .values({
        id,
        organisation_id: organisationId,
        process_id: processId,
        source_hash: sourceHash,
        source_version: source.version,
        target_deployment_id: targetDeploymentId,
        target_hash: target.executable_hash,
        target_version: target.version,
        mapping: JSON.stringify(mapping),
        reason,
        asked_by: by,
        asked_at: at,
      })
      .execute();
    const command: Command = {
      kind: 'migrate',
      definition: target.executable_hash,
      source: sourceHash,
      deployment: targetDeploymentId,
      mapping,
      reason,
    };
    const items: { migration_id: string; case_id: string; command_id: string }[] = [];
    for (const caseId of await casesOf(work, request)) {
      const commandId = newId();
      await enqueueCommand(work, { organisationId, caseId, command, at, id: commandId, ...(by !== null && { by }) });
      items.push({ migration_id: id, case_id: caseId, command_id: commandId });
    }
    for (let from = 0; from < items.length; from += AT_ONCE) {
      await work.tx
        .insertInto('case_migration_item')
        .values(items.slice(from, from + AT_ONCE))
        .execute();
    }
  });
}

/** Bound parameters of one statement are limited. */
const AT_ONCE = 1_000;

async function casesOf(
  { tx }: Work,
  { organisationId, processId, sourceHash, cases }: NewCaseMigration,
): Promise<readonly string[]> {
  let query = tx
    .selectFrom('process_case')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('process_id', '=', processId)
    .where('executable_hash', '=', sourceHash)
    .where('status', '=', 'active');
  if (cases !== 'all') query = query.where('id', 'in', cases.length === 0 ? [NOBODY] : cases.filter(isUuid));
  const rows = await query.orderBy('id').execute();
  return rows.map(({ id }) => id);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
