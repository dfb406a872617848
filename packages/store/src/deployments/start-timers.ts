import type { Tx } from '../database.ts';
import type { DeployableProcess } from '../surface/deployments.ts';

/** The newest version alone is started by time. Of one that runs as the former did, the timers go on as they are. */
export async function replaceStartTimers(
  tx: Tx,
  organisationId: string,
  deploymentId: string,
  { processId, hash, timerStarts = [] }: DeployableProcess,
  formerHash: string | undefined,
): Promise<void> {
  if (hash === formerHash) {
    await tx
      .updateTable('start_timer')
      .set({ deployment_id: deploymentId })
      .where('organisation_id', '=', organisationId)
      .where('process_id', '=', processId)
      .execute();
    return;
  }
  await tx
    .deleteFrom('start_timer')
    .where('organisation_id', '=', organisationId)
    .where('process_id', '=', processId)
    .execute();
  const rows = timerStarts.map(({ startEvent, due, repeat, cycle = null }) => ({
    organisation_id: organisationId,
    process_id: processId,
    start_event: startEvent,
    deployment_id: deploymentId,
    due,
    repeat,
    cycle,
  }));
  if (rows.length > 0) await tx.insertInto('start_timer').values(rows).execute();
}
