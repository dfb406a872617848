import { StoreError } from '../errors.ts';
import { isUuid } from '../uuid.ts';
import type { Work } from '../work.ts';

/** Throws `NO_SUCH_DEBTOR`, `DEBTOR_ERASED`. The lock holds off an erasure until the transaction stands. */
export async function checkDebtor({ tx }: Work, organisationId: string, debtorId: string): Promise<void> {
  const row = isUuid(debtorId)
    ? await tx
        .selectFrom('debtor')
        .select('erased_at')
        .where('id', '=', debtorId)
        .where('organisation_id', '=', organisationId)
        .forKeyShare()
        .executeTakeFirst()
    : undefined;
  if (row === undefined) {
    throw new StoreError('NO_SUCH_DEBTOR', `Expected a debtor ${debtorId} of the organisation but there is none.`);
  }
  if (row.erased_at !== null) {
    throw new StoreError('DEBTOR_ERASED', `Expected a debtor with data but those of ${debtorId} were erased.`);
  }
}
