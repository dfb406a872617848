import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { Effect } from '../surface/acts.ts';
import type { EffectTable } from '../tables/acts.ts';
import { isUuid } from '../uuid.ts';

export function toEffect(row: Selectable<EffectTable>): Effect {
  return {
    id: row.id,
    bundleId: row.bundle_id,
    key: row.id,
    status: row.status,
    attempts: row.attempts,
    asOf: row.as_of,
    reference: row.reference,
    error: row.error,
    reconciledBy: row.reconciled_by,
  };
}

export async function effectRow(executor: Db | Tx, effectId: string): Promise<Selectable<EffectTable>> {
  const row = isUuid(effectId)
    ? await executor.selectFrom('effect').selectAll().where('id', '=', effectId).executeTakeFirst()
    : undefined;
  if (row === undefined) {
    throw new StoreError('NO_SUCH_EFFECT', `Expected an effect ${effectId} but there is none.`, { effectId });
  }
  return row;
}
