import { caseClosed } from '../cases/case-store.ts';
import { noSuchCase } from '../cases/case-queries.ts';
import { isUniqueViolation } from '../database.ts';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { NewRepair, Repair, RepairState, RepairStore } from '../surface/repairs.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';

export function repairStore(context: StoreContext): RepairStore {
  return {
    ask: (repair) => ask(context, repair),
    find: (caseId, id) => find(context, caseId, id),
  };
}

async function ask(context: StoreContext, repair: NewRepair): Promise<Repair> {
  const before = await asked(context, repair);
  if (before !== null) return before;
  try {
    await enqueue(context, repair);
  } catch (error) {
    // Somebody asked the same in the same instant: the other one stands.
    if (!isUniqueViolation(error, 'outbox_pkey')) throw error;
  }
  const now = await asked(context, repair);
  if (now === null) throw keyUsed(repair.id);
  return now;
}

async function enqueue(context: StoreContext, { caseId, id, command, seen, by }: NewRepair): Promise<void> {
  await transact(context, async (work) => {
    const row = await work.tx
      .selectFrom('process_case')
      .select(['organisation_id', 'status', 'head_seq'])
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (row === undefined) throw noSuchCase(caseId);
    if (row.status === 'completed' || row.status === 'terminated') throw caseClosed(caseId, row.status);
    if (row.head_seq !== seen) throw movedOn(caseId, seen, row.head_seq);
    const organisationId = row.organisation_id;
    const at = await presentOf(work.tx, organisationId);
    await enqueueCommand(work, { organisationId, caseId, command, at, by, id, seen });
  });
}

/** The repair of this id, if it is the same one; null where there is none. */
async function asked(context: StoreContext, { caseId, id, command, by }: NewRepair): Promise<Repair | null> {
  if (!isUuid(caseId)) throw noSuchCase(caseId);
  if (!isUuid(id)) throw keyUsed(id);
  const row = await context.db
    .selectFrom('outbox')
    .select(['case_id', 'command_kind', 'actor'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.case_id !== caseId || row.command_kind !== command.kind || row.actor !== by) throw keyUsed(id);
  return find(context, caseId, id);
}

async function find({ db }: StoreContext, caseId: string, id: string): Promise<Repair | null> {
  if (!isUuid(caseId) || !isUuid(id)) return null;
  const row = await db
    .selectFrom('outbox as o')
    .leftJoin('step_log as s', (join) => join.onRef('s.case_id', '=', 'o.case_id').on('s.command_id', '=', id))
    .select(['o.id', 'o.command_kind', 'o.status', 'o.rejection', 's.seq'])
    .where('o.id', '=', id)
    .where('o.case_id', '=', caseId)
    .where('o.seen', 'is not', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { id: row.id, caseId, commandKind: row.command_kind ?? '', state: stateOf(row) };
}

function stateOf({
  status,
  rejection,
  seq,
}: {
  readonly status: string;
  readonly rejection: { readonly code: string; readonly message: string } | null;
  readonly seq: number | null;
}): RepairState {
  if (seq !== null) return { kind: 'done', seq };
  if (status === 'refused' && rejection !== null) return { kind: 'refused', refusal: rejection };
  if (status === 'refused' || status === 'closed') {
    return {
      kind: 'refused',
      refusal: rejection ?? { code: 'ended', message: 'Expected an open case but it has ended' },
    };
  }
  return { kind: 'underWay' };
}

function movedOn(caseId: string, seen: number, head: number): StoreError {
  return new StoreError(
    'CASE_MOVED_ON',
    `Expected the case ${caseId} at step ${seen} as it was shown but it is at step ${head}: it has moved on.`,
    { caseId, head },
  );
}

function keyUsed(id: string): StoreError {
  return new StoreError('KEY_USED', `Expected a new key but ${id} names something else.`, { id });
}
