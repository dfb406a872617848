import type { InstanceState } from '../types/index.ts';

/** When `timeDue` will next have something to do: the earliest timer or job that is to be offered again. Epoch ms. */
export function earliestDue(state: InstanceState): number | null {
  if (state.status !== 'active') return null;
  let earliest = Number.POSITIVE_INFINITY;
  for (const id in state.timers) {
    const due = state.timers[id]?.due;
    if (due !== undefined && due < earliest) earliest = due;
  }
  for (const id in state.jobs) {
    const due = state.jobs[id]?.retryAt;
    if (due !== undefined && due < earliest) earliest = due;
  }
  return earliest === Number.POSITIVE_INFINITY ? null : earliest;
}
