import { shareClock } from '../locks.ts';
import { clockOf } from '../organisations/present.ts';
import { wakeEntries } from '../outbox/enqueue.ts';
import type { EntryDetails, Followed } from '../surface/duties.ts';
import type { Work } from '../work.ts';

/**
 * What its workflow waits for: the time that it waits for by itself (`own`), or the next question to its register or
 * court. A manual clock that was advanced meanwhile wakes it again.
 */
export async function followed(
  work: Work,
  entry: 'listing' | 'claim',
  { id, organisationId, endedAt, askAt }: EntryDetails,
  own: number | null,
): Promise<Followed> {
  const { tx } = work;
  const wakeAt = endedAt === null ? earliest(own, askAt) : null;
  await tx.updateTable(entry).set({ attention: false, ask_at: askAt, next_due: wakeAt }).where('id', '=', id).execute();
  await shareClock(tx, organisationId);
  const clock = await clockOf(tx, organisationId);
  if (wakeAt !== null && clock.mode === 'manual' && clock.now >= wakeAt) {
    await wakeEntries(work, organisationId, entry, [id], clock.now);
  }
  return { ended: endedAt !== null, wakeAt, clock };
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
