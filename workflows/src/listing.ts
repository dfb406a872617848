import type { DutyActivities } from '@krok/activities';
import { followEntry, type EntryInput } from './follow-entry.ts';
import { proxyActivities } from '@temporalio/workflow';

const { followListing } = proxyActivities<DutyActivities>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '60 s' },
});

/**
 * An entry in the register of debts, from the order on until it is removed: what it owes the debtor is owed whatever
 * becomes of the cases that asked for it.
 */
export function listing(input: EntryInput): Promise<void> {
  return followEntry(input, followListing, listing);
}
