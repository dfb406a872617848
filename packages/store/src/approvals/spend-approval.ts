import { isApproved, statusVariables } from '@krok/receivables';
import type { ActRow } from '../acts/act-rows.ts';
import { enqueueOutcome } from '../acts/enqueue-outcome.ts';
import type { Work } from '../work.ts';

/**
 * The act leaves only as it was approved; otherwise it is refused, its case goes on and may ask again: variables
 * `<channel>Status` refused, `<channel>Reason` approvalMissing or approvalVoid, `approvalStatus` missing or void.
 */
export async function spendApproval(work: Work, row: ActRow, openNow: number, now: number): Promise<boolean> {
  const { tx } = work;
  const found = await tx
    .selectFrom('approval')
    .select(['id', 'invoice_id', 'amount'])
    .where('case_id', '=', row.case_id)
    .where((eb) => eb.or([eb('approves', 'is', null), eb('approves', '=', row.type)]))
    // An attempt that is made again keeps what it spent.
    .where((eb) =>
      eb.or([eb('state', '=', 'given'), eb.and([eb('state', '=', 'used'), eb('used_by', '=', row.bundle_id)])]),
    )
    .orderBy('approved_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const approval = found === undefined ? null : { id: found.id, invoiceId: found.invoice_id, amount: found.amount };
  const answer = isApproved(approval, openNow).kind;
  if (found !== undefined) {
    await tx
      .updateTable('approval')
      .set(answer === 'void' ? { state: 'void' } : { state: 'used', used_by: row.bundle_id })
      .where('id', '=', found.id)
      .execute();
  }
  if (answer === 'approved') return true;
  const reason = answer === 'void' ? 'approvalVoid' : 'approvalMissing';
  await tx.updateTable('act').set({ state: 'refused', reason, plan_at: null }).where('id', '=', row.id).execute();
  const variables = { ...statusVariables(row.channel, 'refused', reason), approvalStatus: answer };
  await enqueueOutcome(work, row, { kind: 'completed', variables }, now);
  return false;
}

/** Nothing left: what was approved may still leave. */
export async function releaseApprovals({ tx }: Work, bundleId: string): Promise<void> {
  await tx
    .updateTable('approval')
    .set({ state: 'given', used_by: null })
    .where('used_by', '=', bundleId)
    .where('state', '=', 'used')
    .execute();
}
