import { clockNow, type OrganisationClock } from '@krok/calendar';
import { sql } from 'kysely';
import { caseClosed } from '../cases/case-store.ts';
import { noSuchCase } from '../cases/case-queries.ts';
import type { CommitAnswer, CommitRequest, StepRecord } from '../commit-types.ts';
import { isUniqueViolation, type Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { lockAll } from '../locks.ts';
import { noteStandstill } from '../standstills/note-standstill.ts';
import { refusedByDatabase } from '../standstills/refused-by-database.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { exchangeLocksOf } from './exchange-locks.ts';
import { moveHead } from './move-head.ts';
import { nextDueAfter, wakeIfDue } from './next-due.ts';
import type { CommittedCase } from './project/committed-case.ts';
import { projectElements } from './project/project-elements.ts';
import { projectSteps } from './project/project-steps.ts';
import { storedSteps, toRow } from './stored-step.ts';

/** See `LogStore.commitSteps`. */
export async function commitSteps(context: StoreContext, request: CommitRequest): Promise<CommitAnswer> {
  checkConsecutive(request);
  if (!isUuid(request.caseId)) throw noSuchCase(request.caseId);
  const { tooLarge } = request;
  let answer: CommitAnswer;
  try {
    answer = await commitTogether(context, request, tooLarge === undefined);
  } catch (error) {
    if (neverStored(error) === null) throw error;
    answer = await commitOneByOne(context, request);
  }
  if (tooLarge === undefined || answer.kind !== 'committed') return answer;
  return refuseTooLarge(context, request, tooLarge, answer.head);
}

/** The log may hold the command all the same: an earlier release, or another limit, took it. */
async function refuseTooLarge(
  context: StoreContext,
  { caseId }: CommitRequest,
  { commandId, reason, isTold }: NonNullable<CommitRequest['tooLarge']>,
  head: number,
): Promise<CommitAnswer> {
  const stored = await context.db
    .selectFrom('step_log')
    .select('seq')
    .where('case_id', '=', caseId)
    .where('command_id', '=', commandId)
    .executeTakeFirst();
  if (stored !== undefined) return { kind: 'duplicate', commandId, seq: stored.seq, head };
  if (!isTold) {
    await noteStandstill(context.db, { workflowId: `case:${caseId}`, cause: 'tooLarge', commandId, detail: reason });
  }
  return { kind: 'unstorable', commandId, reason, head, cause: 'tooLarge' };
}

/** Why no repeat will ever store it; null where one may. */
function neverStored(error: unknown): string | null {
  return error instanceof StepTooLarge ? error.message : refusedByDatabase(error);
}

/** `whole`: the request's next due time is that after its last step here. */
async function commitTogether(context: StoreContext, request: CommitRequest, whole: boolean): Promise<CommitAnswer> {
  try {
    return await transact(context, (work) => commit(work, request, whole, NO_DUPLICATES));
  } catch (error) {
    if (!isUniqueViolation(error, 'step_log_case_id_command_id_key')) throw error;
    return transact(context, (work) => commit(work, request, whole, firstDuplicate));
  }
}

/** Finds the step that is never stored; those before it are. */
async function commitOneByOne(context: StoreContext, request: CommitRequest): Promise<CommitAnswer> {
  const { caseId, after, steps } = request;
  let answer: CommitAnswer | null = null;
  for (const [index, step] of steps.entries()) {
    const alone = { ...request, after: after + index, steps: [step] };
    try {
      answer = await commitTogether(context, alone, index === steps.length - 1 && request.tooLarge === undefined);
    } catch (error) {
      const reason = neverStored(error);
      if (reason === null) throw error;
      const { commandId } = step;
      const standstill = { workflowId: `case:${caseId}`, cause: 'unstorable', commandId, detail: reason } as const;
      await noteStandstill(context.db, standstill);
      return { kind: 'unstorable', commandId, reason, head: after + index };
    }
    if (answer.kind !== 'committed') break;
  }
  // Somebody else wrote in between: all that the caller does not know of, from its own head on.
  if (answer === null || answer.kind === 'follow') return commitTogether(context, { ...request, steps: [] }, true);
  return answer;
}

/** Duplicates are rare: they are looked for once the log has refused one, so that the others don't pay for the look. */
const NO_DUPLICATES: FindDuplicate = async () => null;

/** Steps of a case's own past, for a database that lost them. */
export function commitRebuilt(work: Work, request: CommitRequest, whole: boolean): Promise<CommitAnswer> {
  return commit(work, request, whole, NO_DUPLICATES, true);
}

async function commit(
  work: Work,
  request: CommitRequest,
  whole: boolean,
  findDuplicate: FindDuplicate,
  rebuilding = false,
): Promise<CommitAnswer> {
  const { tx, keys } = work;
  const { caseId, after, steps } = request;
  const row = await lockCase(tx, caseId);
  const head = row.head_seq;
  if (after > head) return { kind: 'gap', head };
  if (after < head) {
    const key = await keys.ofCase(tx, caseId);
    return {
      kind: 'follow',
      steps: await storedSteps(tx, key, caseId, { from: after + 1, limit: MOST_FOLLOWED, bytes: MOST_BYTES }),
    };
  }
  if (steps.length === 0) return { kind: 'committed', head, calendarVersion: row.calendar_version };

  const duplicate = await findDuplicate(tx, caseId, steps);
  const accepted = duplicate === null ? steps : steps.slice(0, duplicate.index);
  if (accepted.length > 0) await store(work, row, accepted, request, whole && duplicate === null, rebuilding);
  const newHead = head + accepted.length;
  if (duplicate === null) return { kind: 'committed', head: newHead, calendarVersion: row.calendar_version };
  return { kind: 'duplicate', commandId: duplicate.commandId, seq: duplicate.seq, head: newHead };
}

async function store(
  work: Work,
  row: LockedCase,
  steps: readonly StepRecord[],
  request: CommitRequest,
  whole: boolean,
  rebuilding: boolean,
): Promise<void> {
  const { tx, keys } = work;
  if (row.status === 'completed' || row.status === 'terminated') throw caseClosed(row.id, row.status);
  const key = await keys.ofCase(tx, row.id);
  let hash = row.head_hash;
  const rows = steps.map((step) => {
    const next = toRow(key, row.id, step, hash);
    hash = next.hash;
    if (next.ciphertext.length > MOST_BYTES_OF_A_STEP && !rebuilding) throw new StepTooLarge(next.ciphertext.length);
    return next;
  });
  await tx.insertInto('step_log').values(rows).execute();

  work.changes.push({ organisationId: row.organisation_id, kind: 'case', id: row.id });
  const committed = committedCase(row, key, rebuilding);
  await lockAll(tx, await exchangeLocksOf(tx, committed, steps));
  const status = await projectSteps(work, committed, steps);
  await projectElements(tx, { id: row.id, executableHash: row.executable_hash }, steps);
  const ended = status === 'completed' || status === 'terminated';
  const nextDue = ended ? null : nextDueAfter(row.next_due, steps, request.nextDue, whole);
  await moveHead(work, committed, steps, {
    head_seq: row.head_seq + steps.length,
    head_hash: hash,
    next_due: nextDue,
    status,
    ended_at: ended ? (steps.at(-1)?.env.now ?? null) : null,
    ...(ended && { suspended_at: null }),
  });
  if (nextDue !== null && row.clock.mode === 'manual') await wakeIfDue(work, committed, nextDue);
}

type LockedCase = Awaited<ReturnType<typeof lockCase>>;

/** Weak enough for rows that refer to the case (outbox) to be written meanwhile, strong enough for one commit at a time. */
async function lockCase(tx: Tx, caseId: string) {
  const row = await tx
    .selectFrom('process_case as c')
    .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
    .selectAll('c')
    .select(['o.clock', 'o.calendar_version'])
    .where('c.id', '=', caseId)
    .modifyEnd(sql`for no key update of c`)
    .executeTakeFirst();
  if (row === undefined) throw noSuchCase(caseId);
  return row;
}

function committedCase(row: LockedCase, key: Buffer, rebuilding: boolean): CommittedCase {
  const clock: OrganisationClock = row.clock;
  return {
    id: row.id,
    key,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    subject: row.subject,
    deskKey: row.desk_key,
    deploymentId: row.deployment_id,
    processId: row.process_id,
    parent:
      row.parent_case_id === null || row.parent_call === null
        ? null
        : { caseId: row.parent_case_id, call: row.parent_call },
    rootCaseId: row.root_case_id,
    depth: row.depth,
    startKey: row.start_key,
    status: row.status,
    options: row.options,
    present: clockNow(clock, Date.now()),
    rebuilding,
  };
}

type FindDuplicate = (
  tx: Tx,
  caseId: string,
  steps: readonly StepRecord[],
) => Promise<{ readonly index: number; readonly commandId: string; readonly seq: number } | null>;

const firstDuplicate: FindDuplicate = async (tx, caseId, steps) => {
  const stored = await tx
    .selectFrom('step_log')
    .select(['command_id', 'seq'])
    .where('case_id', '=', caseId)
    .where(
      'command_id',
      'in',
      steps.map((step) => step.commandId),
    )
    .execute();
  const known = new Map(stored.map((row) => [row.command_id, row.seq]));
  for (const [index, { commandId, seq: own }] of steps.entries()) {
    const seq = known.get(commandId);
    if (seq !== undefined) return { index, commandId, seq };
    known.set(commandId, own);
  }
  return null;
};

export function checkConsecutive({ caseId, after, steps }: Pick<CommitRequest, 'caseId' | 'after' | 'steps'>): void {
  for (const [index, step] of steps.entries()) {
    const expected = after + 1 + index;
    if (step.seq === expected) continue;
    throw new StoreError('WRONG_STEPS', `Expected step ${expected} of case ${caseId} but got step ${step.seq}.`);
  }
}

/** Another attempt may have to take the step over from the log, and Temporal takes no result above 2 MB: it would end the case. */
const MOST_BYTES_OF_A_STEP = 1_800_000;

class StepTooLarge extends Error {
  constructor(bytes: number) {
    const [most, got] = [MOST_BYTES_OF_A_STEP, bytes].map((each) => Math.floor(each / 1024));
    super(`Expected a step that takes at most ${most} KB in the log but it takes ${got} KB`);
  }
}

/** A case far behind asks again: an answer stays well below the 2 MB that Temporal takes for one result. */
const MOST_FOLLOWED = 200;
const MOST_BYTES = 1_000_000;
