import { sealJson } from '../seal.ts';
import type { Work } from '../work.ts';

/** What a person wrote when completing the act. */
export async function keepNote(
  { tx, keys }: Work,
  act: { readonly id: string; readonly case_id: string },
  note: string,
  author: string,
  at: number,
): Promise<void> {
  const payload = sealJson(await keys.ofCase(tx, act.case_id), notePlace(act.id), note);
  await tx.insertInto('work_note').values({ act_id: act.id, author, written_at: at, payload }).execute();
}

export function notePlace(actId: string): string {
  return `note ${actId}`;
}
