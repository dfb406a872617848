import { isUniqueViolation } from '../database.ts';
import type { CaseMigrationStore } from '../surface/case-migrations.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { migrationLines, migrationResults } from './migration-lines.ts';
import { startMigration } from './start-migration.ts';

export function caseMigrationStore(context: StoreContext): CaseMigrationStore {
  const { db } = context;
  return {
    isPublishedFor: async (caseId, hash) => {
      if (!isUuid(caseId)) return false;
      const row = await db
        .selectFrom('process_case as c')
        .innerJoin('deployed_process as p', (join) =>
          join.onRef('p.organisation_id', '=', 'c.organisation_id').onRef('p.process_id', '=', 'c.process_id'),
        )
        .select('p.executable_hash')
        .where('c.id', '=', caseId)
        .where('p.executable_hash', '=', hash)
        .executeTakeFirst();
      return row !== undefined;
    },
    running: async (organisationId, processId, hash) => {
      const rows = await db
        .selectFrom('process_case')
        .select('id')
        .where('organisation_id', '=', organisationId)
        .where('process_id', '=', processId)
        .where('executable_hash', '=', hash)
        .where('status', '=', 'active')
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    start: async (request) => {
      const known = await find(context, request.organisationId, request.id);
      if (known !== null) return known;
      try {
        await startMigration(context, request);
      } catch (error) {
        // Asked twice at once: the other one stands.
        if (!isUniqueViolation(error, 'case_migration_pkey')) throw error;
      }
      const started = await find(context, request.organisationId, request.id);
      if (started === null) throw new Error(`Expected the migration ${request.id} to be there but it is not.`);
      return started;
    },
    find: (organisationId, id) => find(context, organisationId, id),
    list: (organisationId, processId) => migrationLines(db, { organisationId, processId }),
    results: (id) => (isUuid(id) ? migrationResults(db, id) : Promise.resolve([])),
  };
}

async function find({ db }: StoreContext, organisationId: string, id: string) {
  if (!isUuid(id)) return null;
  const [line] = await migrationLines(db, { organisationId, id });
  return line ?? null;
}
