import { noSuchCase } from '../cases/case-queries.ts';
import { StoreError } from '../errors.ts';
import { presentOf } from '../organisations/present.ts';
import { openJson, sealJson } from '../seal.ts';
import type { CaseNote, HistoryScope } from '../surface/case-files.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';

export function addNote(
  context: StoreContext,
  { caseId, text, by }: { readonly caseId: string; readonly text: string; readonly by: string },
): Promise<string> {
  if (!isUuid(caseId)) throw noSuchCase(caseId);
  return transact(context, async ({ tx, keys }) => {
    const found = await tx
      .selectFrom('process_case')
      .select('organisation_id')
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (found === undefined) throw noSuchCase(caseId);
    const id = newId();
    const payload = sealJson(await keys.ofCase(tx, caseId), place(id), text);
    const at = await presentOf(tx, found.organisation_id);
    await tx.insertInto('case_note').values({ id, case_id: caseId, author: by, written_at: at, payload }).execute();
    return id;
  });
}

export async function notes({ db, keys }: StoreContext, scope: HistoryScope): Promise<CaseNote[]> {
  const rows = await db
    .selectFrom('case_note as n')
    .innerJoin('app_user as u', 'u.id', 'n.author')
    .innerJoin('process_case as c', 'c.id', 'n.case_id')
    .select(['n.id', 'n.case_id', 'n.written_at', 'n.payload', 'u.name'])
    .where('caseId' in scope ? 'n.case_id' : 'c.debtor_id', '=', 'caseId' in scope ? scope.caseId : scope.debtorId)
    .orderBy('n.written_at')
    .orderBy('n.id')
    .execute();
  const found: CaseNote[] = [];
  for (const { id, case_id: caseId, written_at: at, payload, name: author } of rows) {
    const text = await unlessErased(async () => openJson<string>(await keys.ofCase(db, caseId), place(id), payload));
    found.push({ id, caseId, author, at, text });
  }
  return found;
}

/** What was sealed for a debtor whose data are erased is gone; the rest of its row stays. */
export async function unlessErased<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreError && error.code === 'KEY_ERASED') return null;
    throw error;
  }
}

function place(id: string): string {
  return `case note ${id}`;
}
