import type { Db } from '../database.ts';

/** Who completed the work whose outcome a command carried. A command's id is that of its outbox row. */
export async function commandActors(db: Db, caseId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('outbox as o')
    .innerJoin('act as a', 'a.id', 'o.act_id')
    .innerJoin('bundle as b', 'b.id', 'a.bundle_id')
    .innerJoin('app_user as u', 'u.id', 'b.done_by')
    .select(['o.id', 'u.name'])
    .where('o.case_id', '=', caseId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
