import {
  type DefinitionOf,
  type EngineEvent,
  evolveAll,
  inForce,
  initialState,
  type InstanceState,
  type Linked,
  type Variables,
  variablesAt,
} from '@krok/engine';
import { SimulatorError } from './errors.ts';
import type { RecordedStep } from './recorded-step.ts';
import type { Position } from './replay.ts';

/** Events between two snapshots: a seek folds at most so many. */
const BETWEEN = 64;

export interface TapePosition {
  readonly position: Position;
  /** The definition in force: `state`, `entered` and `taken` are by its indexes. */
  readonly linked: Linked;
  readonly state: InstanceState;
  /** How often each element was entered and each flow was taken, by dense index. */
  readonly entered: readonly number[];
  readonly taken: readonly number[];
  /** Of the process; after its end those that it ended with. */
  readonly variables: Variables;
}

interface Snapshot {
  readonly state: InstanceState;
  readonly entered: readonly number[];
  readonly taken: readonly number[];
}

/**
 * The log of a case laid out for scrubbing: any position is folded from the snapshot before it, made when it is first
 * passed. States share what did not change between them.
 */
export class Tape {
  /** What the case started with. */
  readonly linked: Linked;
  readonly #definitionOf: DefinitionOf | undefined;
  readonly #every: number;
  readonly #steps: RecordedStep[] = [];
  readonly #events: EngineEvent[] = [];
  /** Position after each step. */
  readonly #ends: Position[] = [];
  readonly #snapshots: Snapshot[];
  /** Position of each migration's event. */
  readonly #migrations: { readonly position: Position; readonly definition: string }[] = [];

  constructor(linked: Linked, steps: readonly RecordedStep[] = [], every = BETWEEN, definitionOf?: DefinitionOf) {
    const { elements, flows } = linked;
    this.linked = linked;
    this.#definitionOf = definitionOf;
    this.#every = every;
    this.#snapshots = [{ state: initialState(), entered: elements.map(() => 0), taken: flows.map(() => 0) }];
    this.append(steps);
  }

  get steps(): readonly RecordedStep[] {
    return this.#steps;
  }

  /** Number of events. */
  get length(): Position {
    return this.#events.length;
  }

  append(steps: readonly RecordedStep[]): void {
    for (const step of steps) {
      if (step.seq !== this.#steps.length + 1) {
        throw new SimulatorError('WRONG_POSITION', `Expected step ${this.#steps.length + 1} but got ${step.seq}.`);
      }
      this.#steps.push(step);
      for (const event of step.events) {
        if (event.kind === 'instanceMigrated') {
          this.#migrations.push({ position: this.#events.length, definition: event.definition });
        }
        this.#events.push(event);
      }
      this.#ends.push(this.#events.length);
    }
  }

  /** The position right after a step; 0 before the first. */
  after(seq: number): Position {
    return seq <= 0 ? 0 : (this.#ends[seq - 1] ?? this.length);
  }

  at(position: Position): TapePosition {
    if (position < 0 || position > this.length) {
      throw new SimulatorError('WRONG_POSITION', `Expected a position up to ${this.length} but got ${position}.`);
    }
    const snapshot = this.#fold(position);
    const { state } = snapshot;
    return { ...snapshot, position, linked: this.#linkedIn(state), variables: this.#variables(state, position) };
  }

  /** The definition in force after so many events; each event is about that before it. */
  linkedAt(position: Position): Linked {
    const migrated = this.#migrations.findLast((each) => each.position < position);
    return migrated === undefined ? this.linked : (this.#definitionOf?.(migrated.definition) ?? lost());
  }

  #linkedIn(state: InstanceState): Linked {
    return inForce(this.linked, state, this.#definitionOf);
  }

  #fold(position: Position): Snapshot {
    const wanted = Math.floor(position / this.#every);
    for (let made = this.#snapshots.length; made <= wanted; made++) {
      this.#snapshots.push(this.#from(made - 1, made * this.#every));
    }
    return this.#from(wanted, position);
  }

  #from(snapshot: number, to: Position): Snapshot {
    const { state, entered, taken } = this.#snapshots[snapshot] ?? lost();
    const from = snapshot * this.#every;
    if (to === from) return { state, entered, taken };
    const events = this.#events.slice(from, to);
    let counts = { entered: [...entered], taken: [...taken] };
    for (const event of events) {
      if (event.kind === 'instanceMigrated') counts = this.#recounted(event, counts);
      else this.#count(event, counts);
    }
    return { state: evolveAll(this.#linkedIn(state), state, events, this.#definitionOf), ...counts };
  }

  #count(event: EngineEvent, counts: { readonly entered: number[]; readonly taken: number[] }): void {
    if (event.kind === 'elementActivated') bump(counts.entered, event.element);
    if (event.kind === 'flowTaken') bump(counts.taken, event.flow);
  }

  /** What was passed in the old version is shown where its counterpart is. */
  #recounted(
    { definition, elements, flows }: Extract<EngineEvent, { readonly kind: 'instanceMigrated' }>,
    { entered, taken }: { readonly entered: readonly number[]; readonly taken: readonly number[] },
  ): { entered: number[]; taken: number[] } {
    const to = this.#definitionOf?.(definition) ?? lost();
    const counts = { entered: to.elements.map(() => 0), taken: to.flows.map(() => 0) };
    for (const [index, other] of elements.entries()) if (other >= 0) bump(counts.entered, other, entered[index]);
    for (const [index, other] of flows.entries()) if (other >= 0) bump(counts.taken, other, taken[index]);
    return counts;
  }

  #variables(state: InstanceState, position: Position): Variables {
    if (state.instances[state.root]) return variablesAt(state, state.root);
    if (state.status === 'new') return {};
    // Ended: the last events say with what; a killed one ended with what it had before its last step.
    for (let at = position - 1; at >= 0; at--) {
      const event = this.#events[at];
      if (event?.kind === 'instanceCompleted') return event.variables;
    }
    const before = this.#ends.findLast((end) => end < position) ?? 0;
    const living = this.#fold(before).state;
    return living.instances[living.root] ? variablesAt(living, living.root) : {};
  }
}

function bump(counts: number[], index: number, by = 1): void {
  counts[index] = (counts[index] ?? 0) + by;
}

function lost(): never {
  throw new SimulatorError('WRONG_POSITION', 'Expected a snapshot and its definition but there is none.');
}
