import type { DutyActivities } from '@krok/activities';
import { proxyActivities } from '@temporalio/workflow';
import { followEntry, type EntryInput } from './follow-entry.ts';

const { followClaim } = proxyActivities<DutyActivities>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '60 s' },
});

/**
 * A claim in the electronic proceedings, from the filing on until it is withdrawn, paid or over: it waits for the court,
 * and tells it of payments, whatever becomes of the cases that filed it.
 */
export function claim(input: EntryInput): Promise<void> {
  return followEntry(input, followClaim, claim);
}
