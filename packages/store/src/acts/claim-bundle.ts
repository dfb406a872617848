import { StoreError } from '../errors.ts';
import { isUuid } from '../uuid.ts';
import type { StoreContext } from '../work.ts';
import { noSuchBundle } from './worklist.ts';

/** One statement decides: of many at once one finds it free. */
export async function claimBundle(
  { db, live }: StoreContext,
  bundleId: string,
  userId: string,
): Promise<{ version: number }> {
  if (!isUuid(bundleId)) throw noSuchBundle(bundleId);
  const won = await db
    .updateTable('bundle')
    .set((eb) => ({ claimed_by: userId, version: eb('version', '+', 1) }))
    .where('id', '=', bundleId)
    .where('performer', '=', 'person')
    .where('status', '=', 'planned')
    .where('claimed_by', 'is', null)
    .returning(['version', 'organisation_id'])
    .executeTakeFirst();
  if (won !== undefined) {
    live.tell([{ organisationId: won.organisation_id, kind: 'work', id: bundleId }]);
    return { version: won.version };
  }
  const row = await db
    .selectFrom('bundle')
    .select(['status', 'performer', 'claimed_by', 'version'])
    .where('id', '=', bundleId)
    .executeTakeFirst();
  if (row === undefined) throw noSuchBundle(bundleId);
  if (row.status !== 'planned' || row.performer !== 'person') throw notOpen(bundleId, row.status);
  if (row.claimed_by === userId) return { version: row.version };
  throw alreadyClaimed(bundleId, row.claimed_by);
}

export async function unclaimBundle({ db, live }: StoreContext, bundleId: string, userId: string): Promise<void> {
  if (!isUuid(bundleId)) throw noSuchBundle(bundleId);
  const freed = await db
    .updateTable('bundle')
    .set((eb) => ({ claimed_by: null, version: eb('version', '+', 1) }))
    .where('id', '=', bundleId)
    .where('status', '=', 'planned')
    .where('claimed_by', '=', userId)
    .returning('organisation_id')
    .executeTakeFirst();
  if (freed !== undefined) live.tell([{ organisationId: freed.organisation_id, kind: 'work', id: bundleId }]);
}

export function notOpen(bundleId: string, status: string): StoreError {
  return new StoreError('BUNDLE_NOT_OPEN', `Expected the bundle ${bundleId} to be open work but it is ${status}.`, {
    bundleId,
    status,
  });
}

export function alreadyClaimed(bundleId: string, holder: string | null): StoreError {
  return new StoreError('ALREADY_CLAIMED', `Expected the bundle ${bundleId} to be free but somebody holds it.`, {
    bundleId,
    holder: holder ?? '',
  });
}
