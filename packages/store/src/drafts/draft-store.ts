import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { DraftLine, DraftStore, ProcedureFile, PublishRequest } from '../surface/drafts.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';

export function draftStore(context: StoreContext): DraftStore {
  const { db } = context;
  return {
    list: async (organisationId) => {
      const rows = await lines(db)
        .where('d.organisation_id', '=', organisationId)
        .orderBy('d.saved_at', 'desc')
        .orderBy('d.id')
        .execute();
      return rows.map(toLine);
    },
    read: async (organisationId, draftId) => {
      const row = isUuid(draftId)
        ? await lines(db).where('d.id', '=', draftId).where('d.organisation_id', '=', organisationId).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuchDraft(draftId);
      const files = await db
        .selectFrom('procedure_draft_file')
        .select(['kind', 'name', 'content'])
        .where('draft_id', '=', draftId)
        .orderBy(sql`kind <> 'bpmn'`)
        .orderBy('kind')
        .orderBy('name')
        .execute();
      return { ...toLine(row), files };
    },
    requestPublishing: ({ organisationId, draftId, revision, note, by }) =>
      transact(context, async ({ tx, changes }) => {
        await lockDraft(tx, organisationId, draftId, revision);
        changes.push({ organisationId, kind: 'procedure', id: draftId });
        await tx.deleteFrom('publish_request').where('draft_id', '=', draftId).execute();
        await tx
          .insertInto('publish_request')
          .values({
            id: newId(),
            organisation_id: organisationId,
            draft_id: draftId,
            revision,
            note,
            requested_by: by,
            declined_by: null,
            declined_note: null,
          })
          .execute();
      }),
    answerRequest: ({ organisationId, draftId, by, note }) =>
      transact(context, async ({ tx, changes }) => {
        await lockDraft(tx, organisationId, draftId, undefined);
        changes.push({ organisationId, kind: 'procedure', id: draftId });
        const own = await tx
          .deleteFrom('publish_request')
          .where('draft_id', '=', draftId)
          .where('requested_by', '=', by)
          .executeTakeFirst();
        if (own.numDeletedRows > 0n) return;
        await tx
          .updateTable('publish_request')
          .set({ declined_by: by, declined_note: note })
          .where('draft_id', '=', draftId)
          .execute();
      }),
    create: (request) =>
      transact(context, async ({ tx, changes }) => {
        const made = await create(tx, request);
        changes.push({ organisationId: request.organisationId, kind: 'procedure', id: made.id });
        return made;
      }),
    save: (request) =>
      transact(context, ({ tx, changes }) => {
        changes.push({ organisationId: request.organisationId, kind: 'procedure', id: request.draftId });
        return save(tx, request);
      }),
    remove: (organisationId, draftId, revision) =>
      transact(context, async ({ tx, changes }) => {
        await lockDraft(tx, organisationId, draftId, revision);
        changes.push({ organisationId, kind: 'procedure', id: draftId });
        await tx.deleteFrom('procedure_draft').where('id', '=', draftId).execute();
      }),
  };
}

async function create(
  tx: Tx,
  { organisationId, by, name, processId, baseDeploymentId, files }: Parameters<DraftStore['create']>[0],
): Promise<{ id: string; created: boolean }> {
  const id = newId();
  const made = await tx
    .insertInto('procedure_draft')
    .values({
      id,
      organisation_id: organisationId,
      name,
      process_id: processId,
      base_deployment_id: baseDeploymentId,
      created_by: by,
      saved_by: by,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'process_id']).where('process_id', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (made !== undefined) {
    await writeFiles(tx, id, files);
    return { id, created: true };
  }
  const open = await tx
    .selectFrom('procedure_draft')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('process_id', '=', processId)
    .executeTakeFirstOrThrow();
  return { id: open.id, created: false };
}

async function save(
  tx: Tx,
  { organisationId, draftId, by, revision, name, files }: Parameters<DraftStore['save']>[0],
): Promise<number> {
  await lockDraft(tx, organisationId, draftId, revision);
  await tx
    .updateTable('procedure_draft')
    .set({ name, saved_by: by, saved_at: sql<Date>`now()`, revision: revision + 1 })
    .where('id', '=', draftId)
    .execute();
  await tx.deleteFrom('procedure_draft_file').where('draft_id', '=', draftId).execute();
  await writeFiles(tx, draftId, files);
  return revision + 1;
}

async function lockDraft(tx: Tx, organisationId: string, draftId: string, revision: number | undefined): Promise<void> {
  const row = isUuid(draftId)
    ? await tx
        .selectFrom('procedure_draft')
        .select('revision')
        .where('id', '=', draftId)
        .where('organisation_id', '=', organisationId)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchDraft(draftId);
  if (revision === undefined || row.revision === revision) return;
  throw new StoreError(
    'STALE_DRAFT',
    `Expected revision ${revision} of the draft but it is at ${row.revision}: somebody saved it.`,
    { draftId, revision: row.revision },
  );
}

async function writeFiles(tx: Tx, draftId: string, files: readonly ProcedureFile[]): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('procedure_draft_file')
    .values(files.map(({ kind, name, content }) => ({ draft_id: draftId, kind, name, content })))
    .execute();
}

function lines(db: Db) {
  return db
    .selectFrom('procedure_draft as d')
    .leftJoin('app_user as u', 'u.id', 'd.saved_by')
    .leftJoin('publish_request as r', 'r.draft_id', 'd.id')
    .leftJoin('app_user as ru', 'ru.id', 'r.requested_by')
    .leftJoin('app_user as du', 'du.id', 'r.declined_by')
    .select([
      'd.id',
      'd.organisation_id',
      'd.name',
      'd.process_id',
      'd.base_deployment_id',
      'd.revision',
      'd.created_at',
      'd.saved_at',
      'd.saved_by',
      'u.name as saved_by_name',
      'r.revision as request_revision',
      'r.note as request_note',
      'r.requested_by',
      'r.requested_at',
      'r.declined_note',
      'ru.name as requested_by_name',
      'du.name as declined_by_name',
    ]);
}

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number];

function toLine(row: LineRow): DraftLine {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    processId: row.process_id,
    baseDeploymentId: row.base_deployment_id,
    revision: row.revision,
    createdAt: row.created_at.getTime(),
    savedAt: row.saved_at.getTime(),
    savedBy: row.saved_by,
    savedByName: row.saved_by_name,
    request: toRequest(row),
  };
}

function toRequest(row: LineRow): PublishRequest | null {
  if (row.requested_by === null || row.requested_at === null) return null;
  return {
    revision: row.request_revision ?? 0,
    note: row.request_note ?? '',
    by: row.requested_by,
    byName: row.requested_by_name ?? '',
    at: row.requested_at.getTime(),
    declined: row.declined_by_name === null ? null : { byName: row.declined_by_name, note: row.declined_note ?? '' },
  };
}

function noSuchDraft(draftId: string): StoreError {
  return new StoreError('NO_SUCH_DRAFT', `Expected a draft ${draftId} but there is none.`, { draftId });
}
