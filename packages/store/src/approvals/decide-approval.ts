import { type MayApprove, mayApprove } from '@krok/receivables';
import { alreadyClaimed, notOpen } from '../acts/claim-bundle.ts';
import { enqueueOutcome } from '../acts/enqueue-outcome.ts';
import { keepNote } from '../acts/keep-note.ts';
import { lockBundle } from '../acts/lock-bundle.ts';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import type { ApprovalDecision, ApprovalItem, ApprovalView, AskedBy } from '../surface/approvals.ts';
import { newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { approvalView } from './approval-view.ts';

/** See `ApprovalStore.decide`. */
export function decideApproval(context: StoreContext, decision: ApprovalDecision): Promise<void> {
  const { bundleId, by, approved, note } = decision;
  return transact(context, async (work) => {
    const { tx, keys } = work;
    const bundle = await lockBundle(work, bundleId);
    if (bundle.channel !== 'approval' || bundle.status !== 'planned') throw notOpen(bundleId, bundle.status);
    if (bundle.claimed_by !== null && bundle.claimed_by !== by) throw alreadyClaimed(bundleId, bundle.claimed_by);
    const view = await approvalView(tx, keys, bundleId);
    await checkApprover(work, view, by);
    checkShown(view, decision);
    const now = await presentOf(tx, bundle.organisation_id);
    const acts = await tx
      .updateTable('act')
      .set({ state: 'done' })
      .where('bundle_id', '=', bundleId)
      .where('state', '=', 'planned')
      .returningAll()
      .execute();
    await tx
      .updateTable('bundle')
      .set((eb) => ({ status: 'done' as const, done_at: now, done_by: by, version: eb('version', '+', 1) }))
      .where('id', '=', bundleId)
      .execute();
    for (const act of acts) {
      if (note !== undefined) await keepNote(work, act, note, by, now);
      const item = view.items.find(({ actId }) => actId === act.id);
      if (approved && item !== undefined) await keepApproval(work, view, item, by, now);
      const variables = {
        approved,
        approvalStatus: approved ? 'approved' : 'rejected',
        ...(approved && { approvedAmount: item?.amount ?? 0 }),
      };
      await enqueueOutcome(work, act, { kind: 'completed', variables }, now);
    }
  });
}

/** See `ApprovalStore.mayDecide`. */
export async function mayDecide(
  executor: Db | Tx,
  { items, organisationId }: ApprovalView,
  by: string,
): Promise<MayApprove> {
  const person = await executor
    .selectFrom('app_user')
    .select(['id', 'roles'])
    .where('id', '=', by)
    .where('organisation_id', '=', organisationId)
    .where('disabled', '=', false)
    .executeTakeFirst();
  return person === undefined
    ? 'notApprover'
    : mayApprove(person, new Set((await askedBy(executor, items)).map(({ userId }) => userId)));
}

async function checkApprover({ tx }: Work, view: ApprovalView, by: string): Promise<void> {
  const answer = await mayDecide(tx, view, by);
  if (answer === 'notApprover') {
    throw new StoreError('NOT_APPROVER', 'Expected an approver or a manager but the person is neither.');
  }
  if (answer === 'ownAct') {
    throw new StoreError('OWN_ACT', 'Expected another person: nobody approves an act that they started.');
  }
}

/** See `ApprovalStore.askedBy`. */
export async function askedBy(executor: Db | Tx, items: readonly ApprovalItem[]): Promise<AskedBy[]> {
  const people = new Map<string, AskedBy>();
  for (const { caseId } of items) {
    const { started_by: starter } = await executor
      .selectFrom('process_case')
      .select('started_by')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    const last = await executor
      .selectFrom('bundle as b')
      .innerJoin('act as a', 'a.bundle_id', 'b.id')
      .select('b.done_by')
      .where('a.case_id', '=', caseId)
      .where('b.performer', '=', 'person')
      .where('b.channel', '!=', 'approval')
      .where('b.status', '=', 'done')
      .orderBy('b.done_at', 'desc')
      .executeTakeFirst();
    const worker = last?.done_by ?? null;
    if (starter !== null) people.set(starter, { userId: starter, did: 'started' });
    if (worker !== null && !people.has(worker)) people.set(worker, { userId: worker, did: 'worked' });
  }
  return [...people.values()];
}

function checkShown(view: ApprovalView, { bundleId, version, hash }: ApprovalDecision): void {
  if (view.version !== version) {
    throw new StoreError(
      'STALE_VERSION',
      `Expected version ${view.version} of bundle ${bundleId} but got ${version}: it has changed since it was shown.`,
      { bundleId, version: view.version },
    );
  }
  if (view.hash === hash) return;
  throw new StoreError('STALE_APPROVAL', 'Expected a decision about the data as they are now but they have changed.', {
    bundleId,
    hash: view.hash,
  });
}

async function keepApproval(
  { tx }: Work,
  { bundleId, organisationId, hash }: ApprovalView,
  { caseId, invoiceId, amount, approves }: ApprovalItem,
  by: string,
  now: number,
): Promise<void> {
  if (invoiceId === null) return;
  await tx
    .updateTable('approval')
    .set({ state: 'replaced' })
    .where('case_id', '=', caseId)
    .where('approves', 'is not distinct from', approves)
    .where('state', '=', 'given')
    .execute();
  await tx
    .insertInto('approval')
    .values({
      id: newId(),
      organisation_id: organisationId,
      bundle_id: bundleId,
      case_id: caseId,
      invoice_id: invoiceId,
      amount,
      approves,
      hash,
      approved_by: by,
      approved_at: now,
      used_by: null,
    })
    .execute();
}
