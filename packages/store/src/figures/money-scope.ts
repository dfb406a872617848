import { localDate } from '@krok/calendar';
import type { Db, Tx } from '../database.ts';
import { presentOf } from '../organisations/present.ts';

/** Whose money is looked at, and when. */
export interface MoneyScope {
  readonly organisationId: string;
  /** Null: of all creditor companies. */
  readonly creditorId: string | null;
  /** ISO date on the organisation's clock. */
  readonly today: string;
}

export async function moneyScope(executor: Db | Tx, organisationId: string, creditorId?: string): Promise<MoneyScope> {
  const { zone } = await executor
    .selectFrom('organisation')
    .select('zone')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const today = localDate(await presentOf(executor, organisationId), zone);
  return { organisationId, creditorId: creditorId ?? null, today };
}
