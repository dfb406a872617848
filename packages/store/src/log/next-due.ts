import { clockNow } from '@krok/calendar';
import type { StepRecord } from '../commit-types.ts';
import { shareClock } from '../locks.ts';
import { clockOf } from '../organisations/present.ts';
import { enqueueBare } from '../outbox/enqueue.ts';
import type { Work } from '../work.ts';
import type { CommittedCase } from './project/committed-case.ts';

/**
 * Where only the first of the proposed steps were stored, what was proposed as the next due time may be wrong. The
 * earliest of all that is known is never too late, and a case that is woken too early makes an empty step.
 */
export function nextDueAfter(
  before: number | null,
  steps: readonly StepRecord[],
  proposed: number | null,
  whole: boolean,
): number | null {
  if (whole) return proposed;
  let earliest = before ?? Infinity;
  if (proposed !== null) earliest = Math.min(earliest, proposed);
  for (const { env, events } of steps) {
    for (const event of events) {
      if (event.kind === 'timerSet' || event.kind === 'timerChanged') earliest = Math.min(earliest, event.due);
      if (event.kind === 'instanceResumed') earliest = Math.min(earliest, env.now);
      if (event.kind === 'jobFailed' && event.retryAt !== undefined) earliest = Math.min(earliest, event.retryAt);
    }
  }
  return earliest === Infinity ? null : earliest;
}

/**
 * Under a manual clock nobody waits: what fell due while the case computed with an older present is delivered at once,
 * unless the same is on its way already.
 */
export async function wakeIfDue(work: Work, { id, organisationId }: CommittedCase, nextDue: number): Promise<void> {
  await shareClock(work.tx, organisationId);
  const now = clockNow(await clockOf(work.tx, organisationId), Date.now());
  if (nextDue > now) return;
  const underWay = await work.tx
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', `case:${id}`)
    .where('status', '=', 'pending')
    .where('logged_at', 'is', null)
    .where('command_kind', '=', 'timeDue')
    .where('at', '>=', nextDue)
    .executeTakeFirst();
  if (underWay === undefined) await enqueueBare(work, organisationId, [id], 'timeDue', now);
}
