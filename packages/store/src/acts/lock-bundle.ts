import type { Selectable } from 'kysely';
import { lockDesk } from '../locks.ts';
import type { BundleTable } from '../tables/acts.ts';
import { isUuid } from '../uuid.ts';
import type { Work } from '../work.ts';
import { noSuchBundle } from './worklist.ts';

/** The bundle as it stands once its desk has no other writer; its row is locked too, as claims know no desk. Whoever locks it changes it: pages are told. */
export async function lockBundle({ tx, changes }: Work, bundleId: string): Promise<Selectable<BundleTable>> {
  if (!isUuid(bundleId)) throw noSuchBundle(bundleId);
  const desk = await tx
    .selectFrom('bundle')
    .select(['desk_key', 'organisation_id'])
    .where('id', '=', bundleId)
    .executeTakeFirst();
  if (desk === undefined) throw noSuchBundle(bundleId);
  await lockDesk(tx, desk.desk_key);
  changes.push({ organisationId: desk.organisation_id, kind: 'work', id: bundleId });
  return tx.selectFrom('bundle').selectAll().where('id', '=', bundleId).forNoKeyUpdate().executeTakeFirstOrThrow();
}
