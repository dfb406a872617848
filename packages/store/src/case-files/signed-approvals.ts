import { createHash } from 'node:crypto';
import { approvalView } from '../approvals/approval-view.ts';
import type { ApprovalItem } from '../surface/approvals.ts';
import type { SignedApproval } from '../surface/case-files.ts';
import type { StoreContext } from '../work.ts';

/** What approvers signed, put together again from the approvals and the invoices; see `SignedApproval`. */
export async function signedApprovals({ db, keys }: StoreContext, caseId: string): Promise<SignedApproval[]> {
  const bundles = await db
    .selectFrom('approval as a')
    .innerJoin('app_user as u', 'u.id', 'a.approved_by')
    .select(['a.bundle_id', 'a.hash', 'u.name', 'a.approved_at'])
    .where('a.case_id', '=', caseId)
    .orderBy('a.approved_at')
    .execute();
  const found: SignedApproval[] = [];
  for (const { bundle_id: bundleId, hash, name, approved_at: approvedAt } of bundles) {
    const rows = await db
      .selectFrom('approval')
      .select(['case_id', 'approves', 'amount', 'state'])
      .where('bundle_id', '=', bundleId)
      .execute();
    const { creditorId, debtorId, items: now } = await approvalView(db, keys, bundleId);
    // The amounts of then; what else was shown is as the invoice says.
    const items: ApprovalItem[] = now.map((item) => ({
      ...item,
      amount: rows.find((row) => row.case_id === item.caseId && row.approves === item.approves)?.amount ?? item.amount,
    }));
    const shown = { bundleId, creditorId, debtorId, items };
    const again = createHash('sha256').update(JSON.stringify(shown)).digest('hex');
    found.push({
      bundleId,
      hash,
      approvedBy: name,
      approvedAt,
      items,
      states: Object.fromEntries(rows.map((row) => [row.case_id, row.state])),
      proven: again === hash,
      amountsNow: Object.fromEntries(now.map(({ caseId: of, amount }) => [of, amount])),
    });
  }
  return found;
}
