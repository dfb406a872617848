import type { EngineEvent } from '@krok/engine';

/** A token in an element: of a scope together with what is inside, of a loop together with its runs. */
export interface Visit {
  readonly id: string;
  readonly element: number;
  /** Visit of the scope around; '' for the process. */
  readonly scope: string;
  /** `ending`: it has been ended, and somebody is to hear of it before. */
  phase: 'entered' | 'waiting' | 'leaving' | 'ending';
  /** Of this phase: whether its mappings are made, and how many of its listeners are done. */
  mapped: boolean;
  heard: number;
  /** Which run of a loop; 0 for none. */
  readonly run: number;
  /** Tokens on the flows of this scope. */
  tokens: Record<string, number>;
  variables: Record<string, unknown>;
  work: 'job' | 'listener' | 'user' | 'call' | null;
  waits: Wait[];
  /** Of a user task: how many of its own listeners are done, what they want otherwise, and what it was completed with. */
  asked: number;
  wanted: Record<string, unknown>;
  result: Record<string, unknown> | null;
  /** Of an open one whose variables are to be set: to what, how many listeners are done, what they want; one is at work. */
  update: Record<string, unknown> | null;
  told: number;
  wish: Record<string, unknown>;
  telling: boolean;
  /** Cause of the incident at which it stands. */
  stopped: string | null;
  /** Start event that opened this event sub-process. */
  opener?: number;
  /** An interrupting event sub-process has taken over, or its own work is done: none starts any more. */
  interrupted?: true;
  deaf?: true;
  loop?: { readonly items: readonly unknown[]; begun: number; completed: number; done: boolean };
  /** Of a loop or an ad-hoc sub-process: what its parts gave. */
  results: unknown[];
  /** What an ad-hoc sub-process begins later; whether its condition has held. */
  rest?: number[];
  done?: boolean;
  /** A path that a worker chose in an ad-hoc sub-process; and how many it chose. */
  path?: true;
  paths?: number;
  /** Flows whose tokens started a complex gateway that waits for the others, by element. */
  given: Record<string, readonly number[]>;
  /** Triggers of a parallel multiple event that have come, by event. */
  seen: Record<string, readonly number[]>;
  /** What completed here and can be compensated, oldest first. */
  undo: Undo[];
  /** A visit that compensates: what, and in which scope. */
  undoes?: { readonly scope: string; readonly activity: number };
  /** A handler or revived scope: who is told of its end; '' nobody. */
  tells?: string;
  /** What goes on when it has ended, or when what is inside has. */
  after?: Then;
}

export type Then =
  | { readonly kind: 'event'; readonly event: number; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly kind: 'undo'; readonly by: string; readonly activity: number }
  | { readonly kind: 'undone'; readonly tells: string }
  | { readonly kind: 'over'; readonly told: Readonly<Record<string, unknown>> };

export interface Wait {
  readonly id: string;
  readonly kind: 'timer' | 'message' | 'signal' | 'condition';
  readonly event: number;
  readonly trigger: number;
  /** Epoch ms. */
  due?: number;
  /** Firings left, -1 for ever; and what it repeats by. */
  repeat?: number;
  cycle?: string;
  name?: string;
  met?: boolean;
}

export interface Undo {
  readonly element: number;
  readonly instance: string;
  readonly variables: Record<string, unknown>;
  readonly undo: Undo[];
}

export interface GameState {
  status: 'new' | 'active' | 'completed' | 'terminated';
  now: number;
  root: string;
  /** Nothing moves and no timer fires (Camunda 8 has no such state; decision of the project). */
  suspended: boolean;
  /** A call activity waits for its end. */
  called: boolean;
  visits: Record<string, Visit>;
}

/** What the game can be asked to do by itself. */
export type Move =
  | { readonly kind: 'enter'; readonly scope: string; readonly element: number; readonly flows: readonly number[] }
  | { readonly kind: 'reset'; readonly scope: string; readonly element: number }
  | { readonly kind: 'begin' | 'leave' | 'update' | 'conclude' | 'end'; readonly visit: string }
  | { readonly kind: 'fire'; readonly visit: string; readonly wait: string };

/** The engine's account of a step as far as the game plays it. */
const OBSERVED = new Set<EngineEvent['kind']>([
  'instanceStarted',
  'instanceCompleted',
  'instanceTerminated',
  'elementActivated',
  'elementCompleted',
  'elementTerminated',
  'flowTaken',
  'jobCreated',
  'userTaskCreated',
  'callStarted',
  'messageSubscribed',
  'signalSubscribed',
  'conditionSubscribed',
  'timerSet',
  'timerFired',
  'errorThrown',
  'escalationThrown',
  'signalThrown',
  'incidentRaised',
  'scopeRevived',
]);

export const observed = (events: readonly EngineEvent[]): EngineEvent[] =>
  events.filter(({ kind }) => OBSERVED.has(kind));

/** The game did something that the engine does not tell of at this place. */
export class Untold extends Error {}

/** What the engine tells from one place on; a move of the game must be told without a gap, in whatever order. */
export class Account {
  readonly #events: readonly EngineEvent[];
  readonly #from: number;
  readonly #heard = new Set<number>();

  constructor(events: readonly EngineEvent[], from: number) {
    this.#events = events;
    this.#from = from;
  }

  hear<K extends EngineEvent['kind']>(kind: K, fields: object): Extract<EngineEvent, { kind: K }> {
    for (let at = this.#from; at < this.#events.length; at++) {
      const event = this.#events[at];
      if (this.#heard.has(at) || event?.kind !== kind || !matches(event, fields)) continue;
      this.#heard.add(at);
      return event as Extract<EngineEvent, { kind: K }>;
    }
    throw new Untold(`${kind} ${JSON.stringify(fields)}`);
  }

  /** Where the account goes on; null where it was not heard without a gap. */
  get next(): number | null {
    const end = this.#from + this.#heard.size;
    for (let at = this.#from; at < end; at++) if (!this.#heard.has(at)) return null;
    return end;
  }
}

function matches(event: EngineEvent, fields: object): boolean {
  const told: Record<string, unknown> = { ...event };
  return Object.entries(fields).every(([name, value]) => told[name] === value || textOf(told[name]) === textOf(value));
}

/** Two values are one where their texts are, whatever the order of their entries. */
export function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? 'undefined'
  );
}
