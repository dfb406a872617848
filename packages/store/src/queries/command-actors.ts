import { notePlace } from '../acts/keep-note.ts';
import { openJson } from '../seal.ts';
import type { CommandActor } from '../surface/overview.ts';
import type { StoreContext } from '../work.ts';

/** Who started the case, sent a command, or completed the work whose outcome a command carried. */
export async function commandActors(
  { db, keys }: StoreContext,
  caseId: string,
): Promise<ReadonlyMap<string, CommandActor>> {
  const actors = new Map<string, CommandActor>();
  const starter = await db
    .selectFrom('process_case as c')
    .innerJoin('app_user as u', 'u.id', 'c.started_by')
    .select('u.name')
    .where('c.id', '=', caseId)
    .executeTakeFirst();
  if (starter) actors.set('start', { name: starter.name, note: null });
  const rows = await db
    .selectFrom('outbox as o')
    .leftJoin('act as a', 'a.id', 'o.act_id')
    .leftJoin('bundle as b', 'b.id', 'a.bundle_id')
    .leftJoin('work_note as n', 'n.act_id', 'a.id')
    .innerJoin('app_user as u', (join) => join.on('u.id', '=', ({ fn }) => fn.coalesce('o.actor', 'b.done_by')))
    // A command's id is that of its outbox row.
    .select(['o.id', 'u.name', 'a.id as act_id', 'n.payload'])
    .where('o.case_id', '=', caseId)
    .execute();
  const key = rows.some(({ payload }) => payload !== null) ? await keys.ofCase(db, caseId) : null;
  for (const { id, name, act_id, payload } of rows) {
    const note = key && payload && act_id ? openJson<string>(key, notePlace(act_id), payload) : null;
    actors.set(id, { name, note });
  }
  return actors;
}
