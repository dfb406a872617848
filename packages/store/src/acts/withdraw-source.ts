import type { Selectable } from 'kysely';
import type { ActTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';

/** What this source wished of a person is decided, or asks for nothing any more. Under the desk's lock. */
export async function withdrawSource(
  { tx }: Work,
  source: { readonly kind: Selectable<ActTable>['source_kind']; readonly id: string; readonly type?: string },
): Promise<void> {
  let wishes = tx
    .updateTable('act')
    .set({ state: 'notNeeded', reason: 'decided', plan_at: null })
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .where('state', 'in', ['due', 'planned']);
  if (source.type !== undefined) wishes = wishes.where('type', '=', source.type);
  const rows = await wishes.returning('bundle_id').execute();
  const bundles = rows.flatMap(({ bundle_id: bundle }) => bundle ?? []);
  if (bundles.length === 0) return;
  await tx
    .updateTable('bundle')
    .set((eb) => ({ status: 'empty' as const, version: eb('version', '+', 1) }))
    .where('id', 'in', bundles)
    .where('status', '=', 'planned')
    .execute();
}
