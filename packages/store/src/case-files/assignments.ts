import type { AssignmentRecord, AssignmentScope } from '../surface/case-files.ts';
import type { StoreContext } from '../work.ts';

/** See `CaseFileStore.assignments`. */
export async function assignments({ db }: StoreContext, scope: AssignmentScope): Promise<AssignmentRecord[]> {
  const rows = await db
    .selectFrom('work_assignment as w')
    .innerJoin('act as a', 'a.bundle_id', 'w.bundle_id')
    .innerJoin('app_user as receiver', 'receiver.id', 'w.given_to')
    .innerJoin('app_user as giver', 'giver.id', 'w.given_by')
    .leftJoin('app_user as holder', 'holder.id', 'w.held_before')
    // Of work that was joined for several cases one act tells enough.
    .distinctOn('w.position')
    .select([
      'w.position',
      'w.bundle_id',
      'w.given_at',
      'w.given_to',
      'a.case_id',
      'a.element',
      'a.source_kind',
      'a.type',
      'receiver.name as to',
      'giver.name as by',
      'holder.name as before',
    ])
    .$if('caseId' in scope, (query) => query.where('a.case_id', '=', 'caseId' in scope ? scope.caseId : ''))
    .$if('debtorId' in scope, (query) => query.where('a.debtor_id', '=', 'debtorId' in scope ? scope.debtorId : ''))
    .$if('bundleId' in scope, (query) => query.where('w.bundle_id', '=', 'bundleId' in scope ? scope.bundleId : ''))
    .orderBy('w.position')
    .orderBy('a.due_at')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: `${row.bundle_id} ${row.position}`,
    bundleId: row.bundle_id,
    caseId: row.case_id,
    element: row.element,
    source: row.source_kind,
    type: row.type,
    at: row.given_at,
    to: { id: row.given_to, name: row.to },
    by: row.by,
    before: row.before,
  }));
}
