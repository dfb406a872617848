import { byId } from '../pages.ts';
import type { InstanceState } from '../types/index.ts';

/** When `timeDue` will next have something to do: the earliest timer or job that is to be offered again. Epoch ms. */
export function earliestDue(state: InstanceState): number | null {
  if (state.status !== 'active' || state.suspended === true) return null;
  let earliest = Number.POSITIVE_INFINITY;
  for (const { due } of Object.values(state.timers)) if (due < earliest) earliest = due;
  for (const { retryAt } of Object.values(byId(state.jobs))) {
    if (retryAt !== undefined && retryAt < earliest) earliest = retryAt;
  }
  return earliest === Number.POSITIVE_INFINITY ? null : earliest;
}
