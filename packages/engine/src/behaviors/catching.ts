import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import type { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { trigger } from './triggering.ts';
import { openWaits, planWaits, type Wait } from './waits.ts';

/** `at` waits for the events given: its own, or those behind an event-based gateway. */
export function activateWaiting(run: Run, at: LiveInstance, events: readonly LinkedElement[]): Problem | null {
  const waits: Wait[] = [];
  for (const event of events) {
    const problem = planWaits(run, at, event, waits);
    if (problem !== null) return problem;
  }
  run.started(at);
  openWaits(run, at, waits);
  fireMet(run, at);
  return null;
}

/** Who comes to a condition that holds does not wait for it to become true. */
function fireMet(run: Run, at: LiveInstance): void {
  if (!run.linked.hasConditions) return;
  for (const id of at.owned?.slice() ?? []) {
    const subscription = run.draft.subscriptions.get(id);
    if (subscription?.met === true && !at.gone) trigger(run, subscription, {});
  }
}
