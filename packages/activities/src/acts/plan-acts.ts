import { planActs } from '@krok/receivables';
import type { DeskPlan, DeskView, Store } from '@krok/store';
import type { DeskActivities, PlannedWork } from '../desk-activities.ts';
import { deskPlan } from './desk-plan.ts';
import { planInput } from './plan-input.ts';

/** Plans the acts of a desk: the pure decider between one read and one write, in one transaction under the desk's lock. */
export function createPlanActs(store: Store): DeskActivities['planActs'] {
  return async ({ deskKey, at }) => {
    let seen: PlannedWork | null = null;
    let planningTime = 0;
    const decide = (view: DeskView): DeskPlan => {
      planningTime = planningTimeOf(view, at);
      const input = planInput(view, planningTime, view.policy.content);
      const plan = planActs(input);
      seen = { ready: [], wakeAt: plan.wakeAt, clock: view.clock };
      return deskPlan(view, plan, planningTime);
    };
    const { machineBundles } = await store.acts.planBundles(deskKey, decide);
    const { wakeAt, clock }: PlannedWork = seen ?? NOTHING;
    const later = machineBundles.map(({ performAt }) => performAt).filter((performAt) => performAt > planningTime);
    return {
      ready: machineBundles.filter(({ performAt }) => performAt <= planningTime).map(({ bundleId }) => bundleId),
      wakeAt: [wakeAt, ...later].reduce<number | null>(earlier, null),
      clock,
    };
  };
}

const NOTHING: PlannedWork = { ready: [], wakeAt: null, clock: { mode: 'real' } };

/**
 * Where a day passes in a second, what was due at eight would be looked at after the window has closed: under `factor`
 * the desk plans as of the instant it was woken for. Real time is what the debtor sees, so there the present counts.
 */
function planningTimeOf(view: DeskView, at: number | null): number {
  return view.clock.mode === 'factor' && at !== null ? Math.min(at, view.now) : view.now;
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
