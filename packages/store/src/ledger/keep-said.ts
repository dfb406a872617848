import type { Selectable } from 'kysely';
import { StoreError } from '../errors.ts';
import { checkDebtor } from '../organisations/check-debtor.ts';
import { wakeDaily } from '../outbox/enqueue-wakes.ts';
import type { Completion } from '../surface/acts.ts';
import type { NewMessage } from '../surface/exchange.ts';
import type { BundleTable } from '../tables/acts.ts';
import { finishChange } from './finish-change.ts';
import { disputeIn, holdIn } from './holds.ts';
import type { LedgerChange } from './ledger-change.ts';
import { promiseIn } from './promises.ts';

/** What a debtor said while work was done: promises, disputes and holds about invoices of the work's creditor. */
export async function keepSaid(
  change: LedgerChange,
  { id, debtor_id: debtorId }: Selectable<BundleTable>,
  { promises = [], disputes = [], holds = [] }: Completion,
): Promise<void> {
  if (debtorId === null) {
    throw new StoreError('NO_SUCH_DEBTOR', `Expected a debtor who could promise but bundle ${id} is about none.`);
  }
  await checkDebtor(change.work, change.organisationId, debtorId);
  const told: NewMessage[] = [];
  for (const promise of promises) told.push(...(await promiseIn(change, { ...promise, debtorId })).told);
  for (const dispute of disputes) told.push((await disputeIn(change, dispute, debtorId)).told);
  for (const hold of holds) told.push(...(await holdIn(change, { ...hold, debtorId })).told);
  await finishChange(change, told);
  if (promises.length > 0) await wakeDaily(change.work, change.organisationId, change.at);
}
