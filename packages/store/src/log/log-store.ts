import { noSuchCase } from '../cases/case-queries.ts';
import type { LogStore } from '../surface/log.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { commitSteps } from './commit-steps.ts';
import { rebuildSteps } from './rebuild/rebuild-steps.ts';
import { storedSteps } from './stored-step.ts';
import { verifyChain } from './verify-chain.ts';

export function logStore(context: StoreContext): LogStore {
  const { db, keys } = context;
  return {
    rebuild: (request) => rebuildSteps(context, request),
    commitSteps: (request) => commitSteps(context, request),
    read: async (caseId, range = {}) => {
      if (!isUuid(caseId)) throw noSuchCase(caseId);
      const key = await keys.ofCase(db, caseId);
      return storedSteps(db, key, caseId, { from: range.from ?? 1, to: range.to, limit: range.limit ?? 200 });
    },
    summary: async (caseId) => {
      if (!isUuid(caseId)) throw noSuchCase(caseId);
      const rows = await db
        .selectFrom('step_log')
        .select(['seq', 'command_id', 'now', 'engine_version', 'hash'])
        .where('case_id', '=', caseId)
        .orderBy('seq')
        .execute();
      return rows.map((row) => ({
        seq: row.seq,
        commandId: row.command_id,
        now: row.now,
        engineVersion: row.engine_version,
        hash: row.hash.toString('hex'),
      }));
    },
    verifyChain: (caseId) => verifyChain(db, caseId),
    findCommand: async (caseId, commandId) => {
      if (!isUuid(caseId)) throw noSuchCase(caseId);
      const row = await db
        .selectFrom('step_log')
        .select('seq')
        .where('case_id', '=', caseId)
        .where('command_id', '=', commandId)
        .executeTakeFirst();
      return row?.seq ?? null;
    },
  };
}
