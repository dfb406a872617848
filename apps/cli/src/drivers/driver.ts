import type { Variables } from '@krok/engine';

/** What runs the execution cases. Every case gets a session of its own: nothing deployed, no instance, no message. */
export interface Driver {
  readonly name: 'engine' | 'temporal';
  /** How many sessions may be open at the same time; they never meet. */
  readonly atOnce: number;
  openSession(): Promise<Session>;
  close(): Promise<void>;
}

/** One fresh engine with a clock of its own that stands still until `advanceTo`. Instants are epoch ms. */
export interface Session {
  deploy(xml: string): Promise<Deployment>;
  start(processId: string, variables: Variables): Promise<void>;
  /** `timeToLive` in ms. */
  publish(message: {
    readonly name: string;
    readonly correlationKey: string;
    readonly variables: Variables;
    readonly timeToLive: number;
  }): Promise<void>;
  signal(name: string, variables: Variables): Promise<void>;
  /** Completes the oldest open user task of the element; false where there is none. */
  completeUserTask(elementId: string, variables: Variables): Promise<boolean>;
  /** Sets root variables of the first instance of the process; false where there is none alive. */
  setVariables(processId: string, variables: Variables): Promise<boolean>;
  now(): Promise<number>;
  /** The next timer; null when no time will bring anything. */
  nextDue(): Promise<number | null>;
  /** Fires what is due up to the instant, each at its own time. */
  advanceTo(instant: number): Promise<void>;
  /** Jobs that wait for an answer when the engine has nothing left to do, oldest first. */
  openJobs(): Promise<readonly SessionJob[]>;
  /** Answers one of the open jobs; false where it is not open any more. */
  answer(job: SessionJob, answer: SessionAnswer): Promise<boolean>;
  outcome(processId: string): Promise<SessionOutcome>;
  /** Over all instances, in order. */
  trace(): Promise<SessionTrace>;
  close(): Promise<void>;
}

export type Deployment =
  | { readonly kind: 'deployed' }
  | { readonly kind: 'rejected'; readonly reasons: readonly string[] };

export interface SessionJob {
  /** Unique within the session. */
  readonly id: string;
  readonly type: string;
  readonly variables: Variables;
  readonly createdAt: number;
}

export type SessionAnswer =
  | { readonly kind: 'complete'; readonly variables: Variables }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'escalation'; readonly code: string };

/** `none`: no instance of the process was started. */
export type SessionOutcome = 'completed' | 'waiting' | 'incident' | 'terminated' | 'none';

/** Ids, once per completion, activation or token. */
export interface SessionTrace {
  readonly completedElements: readonly string[];
  readonly enteredElements: readonly string[];
  readonly takenFlows: readonly string[];
}
