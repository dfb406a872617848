import { sql } from 'kysely';
import type { StepRecord } from '../../commit-types.ts';
import type { RebuildRequest, Rebuilt } from '../../surface/log.ts';
import { isUuid } from '../../uuid.ts';
import { type StoreContext, transact, type Work } from '../../work.ts';
import { noSuchCase } from '../../cases/case-queries.ts';
import { checkConsecutive, commitRebuilt } from '../commit-steps.ts';

/** See `LogStore.rebuild`. */
export async function rebuildSteps(context: StoreContext, request: RebuildRequest): Promise<Rebuilt> {
  const { caseId, steps } = request;
  if (!isUuid(caseId)) throw noSuchCase(caseId);
  checkConsecutive(request);
  return transact(context, async (work): Promise<Rebuilt> => {
    const answer = await commitRebuilt(
      work,
      { ...request, nextDue: request.nextDue ?? null },
      request.nextDue !== undefined,
    );
    if (answer.kind !== 'committed') return { kind: 'moved' };
    await usedUp(work, caseId, steps);
    await work.tx
      .deleteFrom('standstill')
      .where('workflow_id', '=', `case:${caseId}`)
      .where('cause', '=', 'logBehind')
      .execute();
    return { kind: 'rebuilt', head: answer.head, doubtful: await holdSending(work, caseId, steps) };
  });
}

/** Messages that the case has taken are in the older buffer still: nobody may take them a second time. */
async function usedUp(work: Work, caseId: string, steps: readonly StepRecord[]): Promise<void> {
  const taken = steps.flatMap(({ command }) => (command.kind === 'correlateMessage' ? [command.messageId] : []));
  if (taken.length === 0) return;
  await sql`UPDATE message SET buffered = false WHERE buffered AND message_id = ANY (${taken}::text[])
    AND organisation_id = (SELECT organisation_id FROM process_case WHERE id = ${caseId})`.execute(work.tx);
}

/**
 * What these steps wished to send and the case has no outcome of may have left after the back-up: only a person can find
 * out. Until then the organisation sends nothing.
 */
async function holdSending(work: Work, caseId: string, steps: readonly StepRecord[]): Promise<number> {
  const jobs = steps.flatMap(({ events }) =>
    events.flatMap((event) => (event.kind === 'jobCreated' || event.kind === 'jobOffered' ? [event.job] : [])),
  );
  if (jobs.length === 0) return 0;
  const doubtful = await work.tx
    .selectFrom('act')
    .select('organisation_id')
    .where('case_id', '=', caseId)
    .where('source_kind', '=', 'job')
    .where('source_id', 'in', jobs)
    .where('state', 'in', ['due', 'planned'])
    .where('channel', 'not in', ['call', 'task', 'approval'])
    .execute();
  const [first] = doubtful;
  if (first === undefined) return 0;
  await work.tx
    .updateTable('organisation')
    .set({ sending_enabled: false })
    .where('id', '=', first.organisation_id)
    .execute();
  return doubtful.length;
}
