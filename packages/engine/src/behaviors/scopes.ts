import type { LiveInstance } from '../draft/live-instance.ts';
import type { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { closeOwned } from './closing.ts';
import { completeIfEmpty, completing } from './completion.ts';
import { clearIncident } from './incidents.ts';
import { awaitedWith, isDriven, startEventsOf, startsOf } from './structure.ts';
import { terminateInside } from './termination.ts';
import { fireHeld, interruptingHeld, openWaits, planWaits, type Wait } from './waits.ts';

/** A scope begins: its event sub-processes wait, its start event (or all that start alone) gets a token. */
export function activateScope(run: Run, at: LiveInstance): Problem | null {
  const waits: Wait[] = [];
  const problem = planEventSubProcesses(run, at, waits);
  if (problem !== null) return problem;
  run.started(at);
  openWaits(run, at, waits);
  const held = interruptingHeld(run, waits);
  if (held !== null) {
    fireHeld(run, at, [held]);
    return null;
  }
  const triggered = at.note?.['startEvent'];
  if (typeof triggered === 'number') {
    completing(run, run.enter(run.linked.element(triggered), at));
    for (const element of awaitedWith(run, at.element, triggered)) run.enter(element, at);
  } else for (const element of startsOf(run, at.element)) run.enter(element, at);
  fireHeld(run, at, waits);
  completeIfEmpty(run, at);
  return null;
}

/** What the event sub-processes of a scope wait for. */
export function planEventSubProcesses(run: Run, at: LiveInstance, into: Wait[]): Problem | null {
  for (const eventSubProcess of at.element.eventSubProcesses) {
    for (const start of startEventsOf(run, eventSubProcess)) {
      const problem = planWaits(run, at, start, into);
      if (problem !== null) return problem;
    }
  }
  return null;
}

/** An interrupting event sub-process takes over: all else in the scope ends, and no other may start. False: some ends later. */
export function interruptScope(run: Run, scope: LiveInstance): boolean {
  const isEmpty = terminateInside(run, scope);
  closeOwned(run, scope, scope.element.boundaries);
  // The worker of an ad-hoc sub-process is asked no more, whatever became of its job.
  if (isDriven(scope)) clearIncident(run, scope);
  run.emit({ kind: 'scopeInterrupted', scope: scope.id });
  return isEmpty;
}
