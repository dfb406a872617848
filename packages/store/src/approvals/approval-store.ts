import type { ApprovalStore } from '../surface/approvals.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { approvalView } from './approval-view.ts';
import { askedBy, decideApproval, mayDecide } from './decide-approval.ts';

export function approvalStore(context: StoreContext): ApprovalStore {
  const { db, keys } = context;
  return {
    view: (bundleId) => approvalView(db, keys, bundleId),
    mayDecide: async (bundleId, userId) => mayDecide(db, await approvalView(db, keys, bundleId), userId),
    askedBy: async (bundleId) => askedBy(db, (await approvalView(db, keys, bundleId)).items),
    decide: (decision) => decideApproval(context, decision),
    ofCase: async (caseId) => {
      if (!isUuid(caseId)) return [];
      const rows = await db
        .selectFrom('approval')
        .selectAll()
        .where('case_id', '=', caseId)
        .orderBy('approved_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        caseId: row.case_id,
        invoiceId: row.invoice_id,
        amount: row.amount,
        approves: row.approves,
        hash: row.hash,
        approvedBy: row.approved_by,
        approvedAt: row.approved_at,
        state: row.state,
      }));
    },
  };
}
