import type { EngineEvent } from '@krok/engine';
import { sql } from 'kysely';
import { StoreError } from '../../errors.ts';
import type { Projection } from './project-steps.ts';

type Migrated = Extract<EngineEvent, { readonly kind: 'instanceMigrated' }>;

/** The case belongs to the other version from here on, and what is known of it is about that one's elements. */
export async function migrateCase(projection: Projection, event: Migrated): Promise<void> {
  const { work, of } = projection;
  const { deployment, definition, elements } = event;
  const target = await work.tx
    .selectFrom('deployed_process')
    .select(['version', 'executable_hash'])
    .where('deployment_id', '=', deployment)
    .where('process_id', '=', of.processId)
    .where('organisation_id', '=', of.organisationId)
    .executeTakeFirst();
  if (target?.executable_hash !== definition) {
    throw new StoreError('NO_SUCH_PROCESS', `Expected the executable ${definition} in deployment ${deployment}.`);
  }
  await work.tx
    .updateTable('process_case')
    .set((eb) => ({
      first_deployment_id: eb.fn.coalesce('first_deployment_id', 'deployment_id'),
      first_version: eb.fn.coalesce('first_version', 'version'),
      first_executable_hash: eb.fn.coalesce('first_executable_hash', 'executable_hash'),
      deployment_id: deployment,
      version: target.version,
      executable_hash: definition,
    }))
    .where('id', '=', of.id)
    .execute();
  for (const table of ['act', 'job', 'incident', 'subscription'] as const) {
    await sql`UPDATE ${sql.table(table)} SET element = coalesce((${elements}::integer[])[element + 1], -1)
      WHERE case_id = ${of.id} AND element >= 0`.execute(work.tx);
  }
  // What follows in this transaction is bound to the new version.
  projection.of = { ...of, deploymentId: deployment };
}
