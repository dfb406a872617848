import { apply } from './draft/apply.ts';
import { Draft } from './draft/draft.ts';
import { EngineBug } from './errors.ts';
import type { Linked } from './link.ts';
import { reindexed } from './migrate/reindexed.ts';
import type { EngineEvent, InstanceState } from './types/index.ts';

/** Definitions by the hash of their executable: those that a migration names. */
export type DefinitionOf = (hash: string) => Linked | undefined;

/** The state after the event. Folding the events of a step from the state before it gives the step's state. */
export function evolve(
  linked: Linked,
  state: InstanceState,
  event: EngineEvent,
  definitionOf?: DefinitionOf,
): InstanceState {
  return evolveAll(linked, state, [event], definitionOf);
}

/**
 * The state after all of the events, written as one: what scrubbing over many steps should use. `linked` is the
 * definition in force before the first of them; `definitionOf` is needed where one of them is a migration.
 */
export function evolveAll(
  linked: Linked,
  state: InstanceState,
  events: readonly EngineEvent[],
  definitionOf?: DefinitionOf,
): InstanceState {
  let draft = new Draft(linked, state);
  for (const event of events) {
    apply(draft, event);
    if (event.kind !== 'instanceMigrated') continue;
    draft = new Draft(known(event.definition, definitionOf), reindexed(draft.finish(), event));
  }
  return draft.finish();
}

/** The definition that a state is about: `started`, unless the instance has been migrated since. */
export function inForce(started: Linked, state: InstanceState, definitionOf?: DefinitionOf): Linked {
  return state.definition === undefined ? started : known(state.definition, definitionOf);
}

function known(hash: string, definitionOf: DefinitionOf | undefined): Linked {
  const linked = definitionOf?.(hash);
  if (linked === undefined) throw new EngineBug(`Expected the definition ${hash} but it was not given`);
  return linked;
}
