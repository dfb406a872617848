import type { CaseFileStore } from '../surface/case-files.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { actHistory } from './act-history.ts';
import { assignments } from './assignments.ts';
import { keepDocument, readDocument } from './document-rows.ts';
import { moneyHistory } from './money-history.ts';
import { addNote, notes } from './note-rows.ts';
import { signedApprovals } from './signed-approvals.ts';

export function caseFileStore(context: StoreContext): CaseFileStore {
  return {
    addNote: (note) => addNote(context, note),
    notes: (scope) => notes(context, scope),
    keepDocument: (effectId, caseId, document) => keepDocument(context, effectId, caseId, document),
    document: (effectId) => readDocument(context, effectId),
    acts: (scope) => actHistory(context, scope),
    assignments: (scope) => assignments(context, scope),
    money: (of) => moneyHistory(context.db, of),
    approvals: (caseId) => signedApprovals(context, caseId),
    caseIds: async (debtorId, limit = 200) => {
      if (!isUuid(debtorId)) return [];
      const rows = await context.db
        .selectFrom('process_case')
        .select('id')
        .where('debtor_id', '=', debtorId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
