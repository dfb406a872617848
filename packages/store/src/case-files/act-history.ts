import { sql } from 'kysely';
import { notePlace } from '../acts/keep-note.ts';
import { openJson } from '../seal.ts';
import type { ActRecord, HistoryScope } from '../surface/case-files.ts';
import type { StoreContext } from '../work.ts';
import { unlessErased } from './note-rows.ts';

/** See `CaseFileStore.acts`. */
export async function actHistory(context: StoreContext, scope: HistoryScope): Promise<ActRecord[]> {
  const rows = await historyRows(context, scope);
  const found: ActRecord[] = [];
  for (const row of rows) found.push(await toRecord(context, row));
  return found;
}

function historyRows({ db }: StoreContext, scope: HistoryScope) {
  return db
    .selectFrom('act as a')
    .leftJoin('bundle as b', 'b.id', 'a.bundle_id')
    .leftJoin('effect as e', 'e.bundle_id', 'b.id')
    .leftJoin('work_note as n', 'n.act_id', 'a.id')
    .leftJoin('app_user as claimer', 'claimer.id', 'b.claimed_by')
    .leftJoin('app_user as doer', 'doer.id', 'b.done_by')
    .leftJoin('app_user as judge', 'judge.id', 'e.reconciled_by')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('outbox')
          .select(['outbox.id', 'outbox.at'])
          .whereRef('outbox.act_id', '=', 'a.id')
          .orderBy('outbox.position', 'desc')
          .limit(1)
          .as('o'),
      (join) => join.onTrue(),
    )
    .select([
      'a.id',
      'a.case_id',
      'a.element',
      'a.source_kind',
      'a.type',
      'a.channel',
      'a.kind',
      'a.state',
      'a.reason',
      'a.due_at',
      'a.plan_at',
      'b.id as bundle_id',
      'b.status',
      'b.perform_at',
      'b.assignee',
      'b.candidate_groups',
      'b.due_date',
      'b.done_at',
      'claimer.name as claimed_by',
      'doer.name as done_by',
      'e.id as effect_id',
      'e.status as effect_status',
      'e.as_of',
      'e.reference',
      'e.error',
      'judge.name as reconciled_by',
      'n.payload as note',
      'o.id as told_id',
      'o.at as told_at',
      sql<number>`(SELECT count(DISTINCT x.case_id) FROM act AS x WHERE x.bundle_id = b.id AND x.state <> 'notNeeded')`.as(
        'cases',
      ),
    ])
    .where('caseId' in scope ? 'a.case_id' : 'a.debtor_id', '=', 'caseId' in scope ? scope.caseId : scope.debtorId)
    .orderBy('a.due_at')
    .orderBy('a.id')
    .execute();
}

type Row = Awaited<ReturnType<typeof historyRows>>[number];

async function toRecord(context: StoreContext, row: Row): Promise<ActRecord> {
  const { bundle_id: bundleId, effect_id: effectId, status, effect_status: effectStatus } = row;
  return {
    id: row.id,
    caseId: row.case_id,
    element: row.element,
    source: row.source_kind,
    type: row.type,
    channel: row.channel,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    dueAt: row.due_at,
    planAt: row.plan_at,
    bundle:
      bundleId === null || status === null
        ? null
        : {
            id: bundleId,
            status,
            performAt: row.perform_at ?? row.due_at,
            assignee: row.assignee,
            candidateGroups: row.candidate_groups ?? [],
            claimedBy: row.claimed_by,
            dueDate: row.due_date,
            doneAt: row.done_at,
            doneBy: row.done_by,
            cases: Number(row.cases),
          },
    effect:
      effectId === null || effectStatus === null
        ? null
        : {
            id: effectId,
            status: effectStatus,
            asOf: row.as_of ?? row.due_at,
            reference: row.reference,
            error: row.error,
            reconciledBy: row.reconciled_by,
          },
    note: await noteOf(context, row),
    told: row.told_id === null || row.told_at === null ? null : { commandId: row.told_id, at: row.told_at },
  };
}

async function noteOf({ db, keys }: StoreContext, { id, case_id: caseId, note }: Row): Promise<string | null> {
  if (note === null) return null;
  return unlessErased(async () => openJson<string>(await keys.ofCase(db, caseId), notePlace(id), note));
}
