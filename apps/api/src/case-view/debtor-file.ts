import type { DebtorFile } from '@krok/contracts/schemas';
import type { CaseLine, Debtor, Store } from '@krok/store';
import { caseView } from './case-lines.ts';

/** A debtor over all creditor companies: every case. */
export async function debtorFileOf(store: Store, { id }: Pick<Debtor, 'id'>): Promise<DebtorFile> {
  const lines: CaseLine[] = [];
  for (const caseId of await store.caseFiles.caseIds(id)) lines.push(await store.overview.case(caseId));
  return { cases: lines.map(caseView) };
}
