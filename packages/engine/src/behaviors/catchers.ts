import type { EventTrigger } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import { hasOnlyEventSubProcesses, startEventsOf, triggersOf } from './structure.ts';

/** The event that catches, and the activity or scope on whose behalf. */
export interface Catcher {
  readonly event: LinkedElement;
  readonly owner: LiveInstance;
  readonly trigger: EventTrigger;
}

/** How well a trigger catches: 0 not at all, 1 it catches everything, 2 it names the code. */
export type Match = (trigger: EventTrigger, owner: LiveInstance) => 0 | 1 | 2;

/**
 * Looks outwards from `at`: boundary events of the activity, then event sub-processes of its scope, then the boundary
 * events of that scope, and so on. At one place, naming the code goes before catching everything (BPMN 2.0 §10.5.6).
 */
export function findCatcher(run: Run, at: LiveInstance, match: Match): Catcher | null {
  for (let inner: LiveInstance | null = at; inner !== null; inner = inner.scope) {
    // What is ended already is not ended by anything else.
    if (!inner.isRun && inner.status !== 'terminating') {
      const caught = best(inner.element.boundaries, inner, match);
      if (caught !== null) return caught;
    }
    const scope: LiveInstance | null = inner.scope;
    // What an event sub-process throws leaves the scope; what has been interrupted can't be interrupted again, and a scope
    // whose own work is done starts no other (BPMN 2.0 §13.5.4).
    if (
      scope === null ||
      scope.isLoopBody ||
      scope.status === 'terminating' ||
      scope.isPath ||
      scope.interrupted ||
      hasOnlyEventSubProcesses(run, scope, inner)
    )
      continue;
    const starts: LinkedElement[] = [];
    for (const each of scope.element.eventSubProcesses) {
      if (each.index !== inner.element.index) starts.push(...startEventsOf(run, each));
    }
    const caught = best(starts, scope, match);
    if (caught !== null) return caught;
  }
  return null;
}

function best(events: readonly LinkedElement[], owner: LiveInstance, match: Match): Catcher | null {
  let found: Catcher | null = null;
  for (const event of events) {
    for (const trigger of triggersOf(event)) {
      const score = match(trigger, owner);
      if (score === 2) return { event, owner, trigger };
      if (score === 1) found ??= { event, owner, trigger };
    }
  }
  return found;
}
