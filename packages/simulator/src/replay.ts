import {
  type DefinitionOf,
  type EngineEvent,
  evolve,
  inForce,
  initialState,
  type InstanceState,
  type Linked,
  step,
} from '@krok/engine';
import { SimulatorError } from './errors.ts';
import { firstDifference } from './first-difference.ts';
import type { CalendarByVersion, RecordedStep } from './recorded-step.ts';

/** After how many events of the case, from 0 (nothing has happened) to all of them. */
export type Position = number;

/** The position right after a step. */
export function positionAfter(steps: readonly RecordedStep[], seq: number): Position {
  let position = 0;
  for (const each of steps) if (each.seq <= seq) position += each.events.length;
  return position;
}

/** The state at a position, folded from the recorded events alone. */
export function stateAt(
  linked: Linked,
  steps: readonly RecordedStep[],
  position: Position,
  definitionOf?: DefinitionOf,
): InstanceState {
  let state = initialState();
  let left = position;
  for (const each of steps) {
    for (const event of each.events) {
      if (left === 0) return state;
      state = evolve(inForce(linked, state, definitionOf), state, event, definitionOf);
      left -= 1;
    }
  }
  if (left !== 0)
    throw new SimulatorError('WRONG_POSITION', `Expected a position within the recorded events but got ${position}.`);
  return state;
}

export type Verification =
  | { readonly kind: 'same'; readonly steps: number; readonly state: InstanceState }
  | { readonly kind: 'rejected'; readonly seq: number; readonly message: string }
  | { readonly kind: 'unknownCalendar'; readonly seq: number; readonly version: string }
  /** `path` leads to the first difference, for example `[3].variables.amount`. */
  | {
      readonly kind: 'different';
      readonly seq: number;
      readonly path: string;
      readonly recorded: unknown;
      readonly got: unknown;
      readonly events: readonly EngineEvent[];
    };

/**
 * `linked` is what the case started with; `definitionOf` gives what it has gone over to since. Runs the commands again, each in its recorded environment, and compares what they do now with what they did then.
 */
export function verify(
  linked: Linked,
  steps: readonly RecordedStep[],
  calendarOf: CalendarByVersion,
  definitionOf?: DefinitionOf,
): Verification {
  let state = initialState();
  for (const { seq, command, env, events } of steps) {
    const calendar = calendarOf(env.calendarVersion);
    if (calendar === undefined) return { kind: 'unknownCalendar', seq, version: env.calendarVersion };
    const again = step(inForce(linked, state, definitionOf), state, command, {
      now: env.now,
      zone: env.zone,
      calendar,
      ...startedUnder(events),
      ...seedIn(events),
      ...(definitionOf && { definitionOf }),
    });
    if (again.kind === 'rejected') return { kind: 'rejected', seq, message: again.rejection.message };
    const difference = firstDifference(events, again.events);
    if (difference !== null) {
      const { path, left, right } = difference;
      return { kind: 'different', seq, path, recorded: left, got: right, events: again.events };
    }
    state = again.state;
  }
  return { kind: 'same', steps: steps.length, state };
}

/** Of the step that gave the case its seed. */
function seedIn(events: readonly EngineEvent[]): { readonly seed?: string } {
  for (const event of events) {
    const seed = event.kind === 'elementNoted' ? event.note['seed'] : undefined;
    if (typeof seed === 'string') return { seed };
  }
  return {};
}

/** Of the step that starts the case: the semantics that it was started under. */
function startedUnder(events: readonly EngineEvent[]): { readonly engineVersion?: number } {
  const started = events.find((event) => event.kind === 'instanceStarted');
  return started?.kind === 'instanceStarted' ? { engineVersion: started.engineVersion } : {};
}
