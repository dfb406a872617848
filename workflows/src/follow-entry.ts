import type { EntryOrder, FollowedEntry } from '@krok/activities';
import { CancellationScope, condition, continueAsNew, setHandler, workflowInfo } from '@temporalio/workflow';
import { DueTimer } from './case/due-timer.ts';
import { wake } from './messages.ts';

export interface EntryInput {
  readonly id: string;
}

/**
 * Holds nothing: the entry is in PostgreSQL. It looks, sleeps to the next instant at which time changes something, and
 * stays open until nothing is owed any more; payments, outcomes and the manual clock wake it with a signal that starts
 * it again, should somebody have ended it by force.
 */
export async function followEntry(
  { id }: EntryInput,
  follow: (order: EntryOrder) => Promise<FollowedEntry>,
  self: (input: EntryInput) => Promise<void>,
): Promise<void> {
  let awake = true;
  const wakeUp = (): void => {
    awake = true;
  };
  setHandler(wake, wakeUp);
  const timer = new DueTimer(wakeUp);
  // A duty must not be dropped because somebody cancels the workflow by hand.
  await CancellationScope.nonCancellable(async () => {
    for (;;) {
      awake = false;
      const { ended, wakeAt, clock } = await follow({ id });
      if (!awake) {
        if (ended) return;
        timer.arm(wakeAt, clock);
        await condition(() => awake);
      }
      if (workflowInfo().continueAsNewSuggested) {
        timer.disarm();
        await continueAsNew<typeof self>({ id });
      }
    }
  });
}
