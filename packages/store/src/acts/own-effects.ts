import type { Db } from '../database.ts';
import { isUuid } from '../uuid.ts';

/** See `ActStore.ownEffects`. */
export async function ownEffects(
  db: Db,
  organisationId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(keys)].filter(isUuid);
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('effect')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where((eb) => eb(eb.ref('id'), '=', eb.fn.any(eb.val(ids))))
    .execute();
  return new Set(rows.map(({ id }) => id));
}
