/** A verdict is never a guess: where a bound was reached and the rest could change the answer it is `unknown`. */
export type Verdict = boolean | 'unknown';

/** Behaviour of all processes of a file, whatever the data are (see `checkSoundness`). */
export interface Soundness {
  /** Can always end, ends properly, and has no dead activity. */
  readonly sound: Verdict;
  /** No sequence flow ever holds two tokens. */
  readonly safe: Verdict;
  /** From every state that can come, the end can be reached. */
  readonly optionToComplete: Verdict;
  /** No run that ends has reached an end event of one scope twice. */
  readonly properCompletion: Verdict;
  /** Every activity is reached in some run. */
  readonly noDeadActivities: Verdict;
  /** Every process can always end with no token left, and none of its own end events is reached twice. */
  readonly processesEnd: Verdict;
  /** `processesEnd`, and no message between the pools is left over. */
  readonly messageSound: Verdict;
  /** Ids of elements that no run reaches; empty where that is not known. */
  readonly deadElements: readonly string[];
  /** Ids of flows that can hold two tokens, of ends reached twice, and of message flows with messages left over. */
  readonly unsafeFlows: readonly string[];
  readonly improperEnds: readonly string[];
  readonly leftMessages: readonly string[];
  /** Ids of call activities of which nobody comes back: what they call calls itself again, whatever it does. */
  readonly endlessCalls: readonly string[];
  readonly counterexample: Counterexample | null;
  /** Null where everything was explored. */
  readonly bound: string | null;
  readonly states: number;
}

/** The way to what is wrong, to be followed step by step. */
export interface Counterexample {
  readonly kind: 'deadlock' | 'livelock' | 'improperCompletion' | 'unsafe' | 'messageLeft';
  readonly path: readonly CounterexampleStep[];
  /** Elements or flows at which it ends: what waits for ever, is reached twice, holds two tokens. */
  readonly at: readonly string[];
}

export interface CounterexampleStep {
  readonly element: string;
  /** What happens there. */
  readonly what:
    | 'start'
    | 'enter'
    | 'complete'
    | 'message'
    | 'signal'
    | 'timer'
    | 'condition'
    | 'error'
    | 'escalation'
    | 'fail';
  /** Sequence flows that are taken. */
  readonly flows: readonly string[];
}

export interface Bounds {
  /** States explored at most; 20,000 when absent. */
  readonly states?: number;
  /** A message starts a process once only: its pool is one participant and no kind of process. */
  readonly startOnce?: true;
  /** Of several message flows that leave an element one carries the message, and not all. */
  readonly oneRecipient?: true;
}

export const unexplored = (bound: string): Soundness => ({
  sound: 'unknown',
  safe: 'unknown',
  optionToComplete: 'unknown',
  properCompletion: 'unknown',
  noDeadActivities: 'unknown',
  processesEnd: 'unknown',
  messageSound: 'unknown',
  deadElements: [],
  unsafeFlows: [],
  improperEnds: [],
  leftMessages: [],
  endlessCalls: [],
  counterexample: null,
  bound,
  states: 0,
});
