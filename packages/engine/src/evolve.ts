import { apply } from './draft/apply.ts';
import { Draft } from './draft/draft.ts';
import type { Linked } from './link.ts';
import type { EngineEvent, InstanceState } from './types/index.ts';

/** The state after the event. Folding the events of a step from the state before it gives the step's state. */
export function evolve(linked: Linked, state: InstanceState, event: EngineEvent): InstanceState {
  return evolveAll(linked, state, [event]);
}

/** The state after all of the events, written as one: what scrubbing over many steps should use. */
export function evolveAll(linked: Linked, state: InstanceState, events: readonly EngineEvent[]): InstanceState {
  const draft = new Draft(linked, state);
  for (const event of events) apply(draft, event);
  return draft.finish();
}
