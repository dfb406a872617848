import type { DeskActivities } from '@krok/activities';
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

export interface DeskInput {
  readonly deskKey: string;
  /** Epoch ms on the organisation's clock of the latest wake, carried by a run that continues as new. */
  readonly at?: number;
}

const RETRY = { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '10 s' } as const;
const { planActs } = proxyActivities<DeskActivities>({ startToCloseTimeout: '10 s', retry: RETRY });
const { performBundle } = proxyActivities<DeskActivities>({
  // Longer than an attempt may take, and what a crash costs: nobody may look at an attempt that still runs.
  startToCloseTimeout: '20 s',
  retry: RETRY,
});

/**
 * The only one to plan and perform acts of one creditor and debtor. It holds nothing: acts, bundles and effects are in
 * PostgreSQL. It plans, performs what is ready, sleeps to the next instant at which time changes something, and ends
 * when only an event can; whoever causes such an event wakes it with a signal that also starts it.
 */
export async function desk({ deskKey, at: carried }: DeskInput): Promise<void> {
  let at: number | null = carried ?? null;
  let awake = true;
  const wakeUp = (instant: number): void => {
    at = Math.max(at ?? instant, instant);
    awake = true;
  };
  setHandler(wake, (signal) => wakeUp(signal.at));
  const timer = new DueTimer(wakeUp);

  // A mail half sent must not be left alone because somebody cancels the workflow by hand.
  await CancellationScope.nonCancellable(async () => {
    for (;;) {
      awake = false;
      const { ready, wakeAt, clock } = await planActs({ deskKey, at });
      for (const bundleId of ready) {
        const performed = await performBundle({ bundleId });
        // What was not touched would be ready again at once: its event wakes the desk.
        if (performed !== 'notNow' && performed !== 'settledBefore') awake = true;
      }
      if (!awake) {
        timer.arm(wakeAt, clock);
        // Under a manual clock no time passes by itself: the command that advances it wakes the desk.
        if (wakeAt === null || clock.mode === 'manual') return;
        await condition(() => awake);
      }
      if (workflowInfo().continueAsNewSuggested) {
        timer.disarm();
        await continueAsNew<typeof desk>({ deskKey, ...(at !== null && { at }) });
      }
    }
  });
}
