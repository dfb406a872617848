import type { Db } from '../database.ts';

/** Names of creditors and debtors by id: many at once, for lists. */
export async function partyNames(db: Db, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const [debtors, creditors] = await Promise.all([
    db.selectFrom('debtor').select(['id', 'name']).where('id', 'in', wanted).execute(),
    db.selectFrom('creditor').select(['id', 'name']).where('id', 'in', wanted).execute(),
  ]);
  return new Map([...debtors, ...creditors].map(({ id, name }) => [id, name]));
}
