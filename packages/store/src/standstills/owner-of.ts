import type { Db, Tx } from '../database.ts';
import { isUuid } from '../uuid.ts';

export interface Owner {
  readonly organisationId: string;
  readonly caseId: string | null;
}

/** Whose workflow it is, by the form of its id. */
export async function ownerOf(db: Db | Tx, workflowId: string): Promise<Owner | null> {
  const [kind = '', id = ''] = workflowId.split(':');
  if (!isUuid(id)) return null;
  const row = await ownerRow(db, kind, id);
  return row === undefined ? null : { organisationId: row.owner, caseId: kind === 'case' ? id : null };
}

function ownerRow(db: Db | Tx, kind: string, id: string): Promise<{ owner: string } | undefined> {
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
