import type { StepRecord } from '../commit-types.ts';
import type { Tx } from '../database.ts';
import { exchangeLock } from '../locks.ts';
import { messageStarts } from '../exchange/message-rows.ts';
import type { CommittedCase } from './project/committed-case.ts';

/** Keys of the exchange that projecting these steps may touch; they are locked before anything else, so in one order. */
export async function exchangeLocksOf(
  tx: Tx,
  { id, organisationId, processId, startKey }: CommittedCase,
  steps: readonly StepRecord[],
): Promise<bigint[]> {
  const locks: bigint[] = [];
  const answered: string[] = [];
  let ends = false;
  for (const { command, events } of steps) {
    if (command.kind === 'correlateMessage') answered.push(command.subscription);
    for (const event of events) {
      if (event.kind === 'messageSubscribed') {
        locks.push(exchangeLock(organisationId, event.name, event.correlationKey));
      }
      if (event.kind === 'instanceCompleted' || event.kind === 'instanceTerminated') ends = true;
    }
  }
  if (answered.length > 0) {
    const rows = await tx
      .selectFrom('subscription')
      .select(['name', 'correlation_key'])
      .where('case_id', '=', id)
      .where('subscription', 'in', answered)
      .execute();
    for (const row of rows) locks.push(exchangeLock(organisationId, row.name, row.correlation_key ?? ''));
  }
  if (ends && startKey !== null) {
    for (const start of await messageStarts(tx, organisationId)) {
      if (start.processId === processId) locks.push(exchangeLock(organisationId, start.name, startKey));
    }
  }
  return locks;
}
