import { type SqlBool, sql } from 'kysely';
import type { Selectable } from 'kysely';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import { turnedAway } from '../outbox/settle.ts';
import type { Standstill, StandstillStore } from '../surface/standstills.ts';
import type { StandstillTable } from '../tables/standstills.ts';
import { wake } from '../recovery/recovery-store.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { noteStandstill } from './note-standstill.ts';

export function standstillStore(context: StoreContext): StandstillStore {
  const { db } = context;
  return {
    note: (standstill) => noteStandstill(db, standstill),
    clear: async (workflowId, causes) => {
      await db.deleteFrom('standstill').where('workflow_id', '=', workflowId).where('cause', 'in', causes).execute();
    },
    open: async (organisationId, limit = 200) => {
      const rows = await db
        .selectFrom('standstill')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .where(isCurrent)
        .orderBy('since')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toStandstill);
    },
    read: (id) => read(context, id),
    workflowsWith: async (cause) => {
      const rows = await db
        .selectFrom('standstill')
        .select('workflow_id')
        .distinct()
        .where('cause', '=', cause)
        .execute();
      return rows.map((row) => row.workflow_id);
    },
    retry: (id) => retry(context, id),
    drop: (id) => drop(context, id),
  };
}

/** Who fails is tried again within a minute: what nobody has seen for ten is over. */
const isCurrent = sql<SqlBool>`(cause <> 'failing' OR seen_at > now() - interval '10 minutes')`;

async function read({ db }: StoreContext, id: string): Promise<Standstill> {
  const row = isUuid(id)
    ? await db.selectFrom('standstill').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (row === undefined) {
    throw new StoreError('NO_SUCH_STANDSTILL', `Expected a standstill ${id} but there is none, or it is over.`);
  }
  return toStandstill(row);
}

async function retry(context: StoreContext, id: string): Promise<void> {
  const { organisationId, workflowId, caseId, cause, commandId } = await read(context, id);
  if (cause === 'logBehind') {
    throw new StoreError('NEEDS_REBUILD', `Expected a log that can go on but the steps of case ${caseId} are missing.`);
  }
  await transact(context, async (work) => {
    if (commandId !== null && isUuid(commandId)) {
      const sent = await work.tx
        .updateTable('outbox')
        .set((eb) => ({ status: 'pending' as const, sending: eb('sending', '+', 1), next_attempt_at: sql`now()` }))
        .where('id', '=', commandId)
        .where('status', '=', 'aside')
        .returning('id')
        .executeTakeFirst();
      work.rings ||= sent !== undefined;
      return;
    }
    if (caseId === null) return wake(work, workflowId);
    // A command of the case's own: it looks again when it is told to.
    await work.tx
      .insertInto('outbox')
      .values({
        id: newId(),
        organisation_id: organisationId,
        kind: 'wakeCase',
        lane: `case:${caseId}`,
        case_id: caseId,
        at: await presentOf(work.tx, organisationId),
      })
      .execute();
    work.rings = true;
  });
}

async function drop(context: StoreContext, id: string): Promise<void> {
  const { workflowId, commandId, detail } = await read(context, id);
  const row =
    commandId !== null && isUuid(commandId)
      ? await context.db
          .selectFrom('outbox')
          .select('id')
          .where('id', '=', commandId)
          .where('status', '=', 'aside')
          .executeTakeFirst()
      : undefined;
  if (row === undefined) {
    throw new StoreError('NOTHING_SET_ASIDE', `Expected a command of ${workflowId} set aside but there is none.`);
  }
  await turnedAway(context, row.id, 'refused', { code: 'unstorable', message: detail });
  await context.db.deleteFrom('standstill').where('id', '=', id).execute();
}

function toStandstill(row: Selectable<StandstillTable>): Standstill {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    workflowId: row.workflow_id,
    caseId: row.case_id,
    cause: row.cause,
    commandId: row.command_id === '' ? null : row.command_id,
    detail: row.detail,
    times: row.times,
    since: row.since,
  };
}
