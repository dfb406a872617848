import { sql } from 'kysely';
import { notePlace } from '../acts/keep-note.ts';
import { StoreError } from '../errors.ts';
import { openJson } from '../seal.ts';
import type { ContactLine } from '../surface/overview.ts';
import type { StoreContext } from '../work.ts';

/** See `OverviewStore.contacts`. */
export async function contacts(
  context: StoreContext,
  debtorId: string,
  limit: number,
): Promise<readonly ContactLine[]> {
  const rows = await context.db
    .selectFrom('bundle as b')
    .leftJoin('effect as e', 'e.bundle_id', 'b.id')
    .leftJoin('app_user as u', 'u.id', 'b.done_by')
    .select(['b.id', 'b.channel', 'b.kind', 'b.status', 'e.status as effect', 'e.id as effect_id', 'u.name'])
    .select((eb) =>
      eb
        .selectFrom('act as a')
        .select('a.type')
        .whereRef('a.bundle_id', '=', 'b.id')
        .orderBy('a.id')
        .limit(1)
        .as('type'),
    )
    .select(sql<number>`coalesce(b.done_at, b.perform_at)`.as('at'))
    .where('b.debtor_id', '=', debtorId)
    .where('b.status', 'in', ['done', 'held', 'performing'])
    .where('b.channel', 'not in', ['approval', 'task'])
    .orderBy('at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute();
  const notes = await notesOf(
    context,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    bundleId: row.id,
    channel: row.channel,
    kind: row.kind,
    type: row.type,
    at: row.at,
    by: row.name,
    state: row.status === 'done' ? (row.effect === 'failed' ? 'failed' : 'done') : 'unknown',
    effectKey: row.effect_id,
    note: notes.get(row.id) ?? null,
  }));
}

async function notesOf({ db, keys }: StoreContext, bundleIds: readonly string[]): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  if (bundleIds.length === 0) return notes;
  const rows = await db
    .selectFrom('work_note as n')
    .innerJoin('act as a', 'a.id', 'n.act_id')
    .distinctOn('a.bundle_id')
    .select(['a.id', 'a.case_id', 'a.bundle_id', 'n.payload'])
    .where('a.bundle_id', 'in', bundleIds)
    .orderBy('a.bundle_id')
    .orderBy('a.id')
    .execute();
  for (const { id, case_id: caseId, bundle_id: bundleId, payload } of rows) {
    try {
      notes.set(bundleId ?? '', openJson<string>(await keys.ofCase(db, caseId), notePlace(id), payload));
    } catch (error) {
      // What was written about an erased debtor is gone with the key.
      if (!(error instanceof StoreError && error.code === 'KEY_ERASED')) throw error;
    }
  }
  return notes;
}
