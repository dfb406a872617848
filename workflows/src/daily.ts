import type { DailyActivities } from '@krok/activities';
import {
  CancellationScope,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { DueTimer } from './case/due-timer.ts';
import { wake } from './messages.ts';

export interface DailyInput {
  readonly organisationId: string;
}

const { runDaily } = proxyActivities<DailyActivities>({
  // A part takes seconds; this is what a crash costs.
  startToCloseTimeout: '15 s',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '60 s' },
});

/**
 * The work of each day of one organisation: cases by their start rules, broken promises, expired messages. It sleeps to
 * the next turn on the organisation's clock; which day is done, PostgreSQL knows. Whoever changes the clock or brings
 * the first work wakes it with a signal that also starts it.
 */
export async function daily({ organisationId }: DailyInput): Promise<void> {
  let awake = true;
  const wakeUp = (): void => {
    awake = true;
  };
  setHandler(wake, wakeUp);
  const timer = new DueTimer(wakeUp);
  await CancellationScope.nonCancellable(async () => {
    for (;;) {
      awake = false;
      const { more, next, clock } = await runDaily({ organisationId });
      if (more) awake = true;
      if (!awake) {
        timer.arm(next, clock);
        // Under a manual clock no time passes by itself: the command that advances it wakes this.
        if (next === null || clock.mode === 'manual') return;
        await condition(() => awake);
      }
      if (workflowInfo().continueAsNewSuggested) {
        timer.disarm();
        await continueAsNew<typeof daily>({ organisationId });
      }
    }
  });
}
