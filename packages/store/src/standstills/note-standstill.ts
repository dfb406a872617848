import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { presentOf } from '../organisations/present.ts';
import type { NewStandstill } from '../surface/standstills.ts';
import { isUuid, newId } from '../uuid.ts';

/** See `StandstillStore.note`. `counted`: whether one that is known already was met once more. */
export async function noteStandstill(
  db: Db,
  { workflowId, cause, commandId, detail }: NewStandstill,
  counted = true,
): Promise<void> {
  const owner = await ownerOf(db, workflowId);
  if (owner === null) return;
  await db
    .insertInto('standstill')
    .values({
      id: newId(),
      organisation_id: owner.organisationId,
      workflow_id: workflowId,
      case_id: owner.caseId,
      cause,
      command_id: commandId ?? '',
      detail: detail.slice(0, MOST_DETAIL).replaceAll('\0', ''),
      since: await presentOf(db, owner.organisationId),
    })
    .onConflict((conflict) =>
      conflict.columns(['workflow_id', 'cause', 'command_id']).doUpdateSet((eb) => ({
        times: eb('standstill.times', '+', counted ? 1 : 0),
        detail: eb.ref('excluded.detail'),
        seen_at: sql`now()`,
      })),
    )
    .execute();
}

const MOST_DETAIL = 1_000;

interface Owner {
  readonly organisationId: string;
  readonly caseId: string | null;
}

/** Whose workflow it is, by the form of its id. */
async function ownerOf(db: Db, workflowId: string): Promise<Owner | null> {
  const [kind = '', id = ''] = workflowId.split(':');
  if (!isUuid(id)) return null;
  const row = await ownerRow(db, kind, id);
  return row === undefined ? null : { organisationId: row.owner, caseId: kind === 'case' ? id : null };
}

function ownerRow(db: Db, kind: string, id: string): Promise<{ owner: string } | undefined> {
  switch (kind) {
    case 'case':
      return db.selectFrom('process_case').select('organisation_id as owner').where('id', '=', id).executeTakeFirst();
    case 'listing':
    case 'claim':
      return db.selectFrom(kind).select('organisation_id as owner').where('id', '=', id).executeTakeFirst();
    case 'daily':
      return db.selectFrom('organisation').select('id as owner').where('id', '=', id).executeTakeFirst();
    case 'desk':
      // A desk's key begins with the creditor, or the organisation where there is none.
      return db
        .selectFrom('creditor')
        .select('organisation_id as owner')
        .where('id', '=', id)
        .union(db.selectFrom('organisation').select('id as owner').where('id', '=', id))
        .executeTakeFirst();
    default:
      return Promise.resolve(undefined);
  }
}
