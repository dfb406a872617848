import { effectRow } from '../acts/effect-rows.ts';
import { openJson, sealJson } from '../seal.ts';
import type { SentDocument } from '../surface/case-files.ts';
import { isUuid } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { unlessErased } from './note-rows.ts';

export function keepDocument(
  context: StoreContext,
  effectId: string,
  caseId: string,
  document: SentDocument,
): Promise<void> {
  return transact(context, async ({ tx, keys }) => {
    const { attempts } = await effectRow(tx, effectId);
    const attempt = attempts + 1;
    const payload = sealJson(await keys.ofCase(tx, caseId), place(effectId, attempt), document);
    await tx
      .insertInto('sent_document')
      .values({ effect_id: effectId, attempt, case_id: caseId, payload })
      // Prepared before and cut off before the attempt: nothing of it has left.
      .onConflict((on) => on.columns(['effect_id', 'attempt']).doUpdateSet({ case_id: caseId, payload }))
      .execute();
  });
}

export async function readDocument({ db, keys }: StoreContext, effectId: string): Promise<SentDocument | null> {
  if (!isUuid(effectId)) return null;
  const row = await db
    .selectFrom('sent_document as d')
    .innerJoin('effect as e', 'e.id', 'd.effect_id')
    .select(['d.attempt', 'd.case_id', 'd.payload'])
    .where('d.effect_id', '=', effectId)
    .whereRef('d.attempt', '<=', 'e.attempts')
    .orderBy('d.attempt', 'desc')
    .executeTakeFirst();
  if (row === undefined) return null;
  return unlessErased(async () =>
    openJson<SentDocument>(await keys.ofCase(db, row.case_id), place(effectId, row.attempt), row.payload),
  );
}

function place(effectId: string, attempt: number): string {
  return `sent ${effectId} ${attempt}`;
}
