import { sql } from 'kysely';
import { StoreError } from '../errors.ts';
import type { BundleWithActs, WorklistFilter } from '../surface/acts.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { withActs } from './act-rows.ts';

/** See `ActStore.worklist`. With a user: what that user holds, is assigned, or may take. */
export async function worklist({ db, keys }: StoreContext, filter: WorklistFilter): Promise<BundleWithActs[]> {
  // No case has such an id, so no work is of it.
  if (filter.caseId !== undefined && !isUuid(filter.caseId)) return [];
  let query = db
    .selectFrom('bundle as b')
    .selectAll('b')
    .where('b.organisation_id', '=', filter.organisationId)
    .where('b.performer', '=', 'person')
    .where('b.status', '=', { open: 'planned', held: 'held', done: 'done' }[filter.status ?? 'open'] as 'planned');
  if (filter.caseId === undefined && filter.status !== 'done') query = query.where(isOffered(filter.userId ?? null));
  if (filter.channel !== undefined) query = query.where('b.channel', '=', filter.channel);
  if (filter.caseId !== undefined) {
    const { caseId } = filter;
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('act as a').select('a.id').whereRef('a.bundle_id', '=', 'b.id').where('a.case_id', '=', caseId),
      ),
    );
  }
  if (filter.userId !== undefined) {
    const { userId } = filter;
    const groups = [...(filter.groups ?? [])];
    query = query.where((eb) =>
      eb.or([
        eb('b.claimed_by', '=', userId),
        eb.and([eb('b.claimed_by', 'is', null), eb('b.assignee', '=', userId)]),
        eb.and([
          eb('b.claimed_by', 'is', null),
          eb('b.assignee', 'is', null),
          sql<boolean>`(b.candidate_groups && ${groups}::text[] OR ${userId} = ANY (b.candidate_users)
            OR (b.candidate_groups = '{}' AND b.candidate_users = '{}'))`,
        ]),
      ]),
    );
  }
  const rows = await query
    .orderBy('b.due_date', (order) => order.asc().nullsLast())
    .orderBy('b.priority', 'desc')
    .orderBy('b.created_at')
    .orderBy('b.id')
    .limit(Math.min(filter.limit ?? 100, 500))
    .execute();
  return withActs({ executor: db, keys }, rows);
}

/** Some of it is of a case that runs, or is no case's wish; or this user has begun with it. */
function isOffered(userId: string | null) {
  return sql<boolean>`(b.claimed_by = ${userId} OR EXISTS (
    SELECT 1 FROM act AS o JOIN process_case AS k ON k.id = o.case_id
    WHERE o.bundle_id = b.id AND o.state = 'planned'
      AND (k.suspended_at IS NULL OR o.source_kind NOT IN ('job', 'userTask'))))`;
}

export async function readBundle({ db, keys }: StoreContext, bundleId: string): Promise<BundleWithActs> {
  const row = isUuid(bundleId)
    ? await db.selectFrom('bundle').selectAll().where('id', '=', bundleId).executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchBundle(bundleId);
  const [bundle] = await withActs({ executor: db, keys }, [row]);
  if (bundle === undefined) throw noSuchBundle(bundleId);
  return bundle;
}

export function noSuchBundle(bundleId: string): StoreError {
  return new StoreError('NO_SUCH_BUNDLE', `Expected a bundle ${bundleId} but there is none.`, { bundleId });
}
