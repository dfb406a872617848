/**
 * A rehearsal of one procedure on virtual time: what comes from outside, in which order, and what must come of it.
 * Stored as JSON beside the diagram (`diagrams/<procedure>/scenarios/*.json`). Everything that may vary is drawn from
 * `seed`, so a scenario always runs the same way.
 *
 * Text that begins with `=` within `complete`, and `publish.correlationKey` and `publish.variables`, is FEEL over the
 * variables of the job or user task.
 */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  /** Id of the process that is rehearsed. */
  readonly process: string;
  /** ISO 8601 with offset: where virtual time begins. */
  readonly now: string;
  /** IANA zone, default Europe/Warsaw. */
  readonly zone?: string;
  readonly seed?: number;
  readonly variables?: ScenarioVariables;
  /** Default true: an instance is started first. False: a step starts it. */
  readonly start?: boolean;
  /** What workers answer, by job type. A type that is not listed is completed at once without variables. */
  readonly jobs?: { readonly [type: string]: JobScript };
  /** What people answer, by element id. A user task that is not listed waits for a `complete` step. */
  readonly userTasks?: { readonly [elementId: string]: UserTaskScript };
  readonly steps?: readonly ScenarioStep[];
  /** Compared at rest after the last step. */
  readonly expect?: ScenarioExpectation;
}

export type ScenarioJson = null | boolean | number | string | readonly ScenarioJson[] | ScenarioVariables;
export type ScenarioVariables = { readonly [name: string]: ScenarioJson };

/** One answer for all; one after the other, of which the last stays; or by weight. */
export type Script<Answer> =
  | Answer
  | { readonly inOrder: readonly Answer[] }
  | { readonly oneOf: readonly { readonly weight: number; readonly answer: Answer }[] };
export type JobScript = Script<JobAnswer>;
export type UserTaskScript = Script<UserTaskAnswer>;

/** Time from the creation of the work to its answer: ISO 8601 duration, or an even draw between two. */
export type ScenarioDelay = string | { readonly between: readonly [string, string] };

/** Exactly one of `complete`, `error`, `escalation` and `fail`. */
export interface JobAnswer {
  readonly complete?: ScenarioVariables;
  /** Code of a BPMN error. */
  readonly error?: string;
  /** Code of an escalation. */
  readonly escalation?: string;
  /** A technical failure: the job is offered again while retries are left. `backOff`: ISO 8601 duration. */
  readonly fail?: { readonly message: string; readonly backOff?: string };
  readonly after?: ScenarioDelay;
  /** Sent before the job is answered: how throw events, message ends and send tasks send. */
  readonly publish?: ScenarioMessage;
}

export interface UserTaskAnswer {
  readonly complete: ScenarioVariables;
  readonly after?: ScenarioDelay;
}

/** `correlationKey` is empty for a message start event. `timeToLive`: ISO 8601 duration, default PT1H. */
export interface ScenarioMessage {
  readonly name: string;
  readonly correlationKey: string;
  readonly variables?: ScenarioVariables;
  readonly timeToLive?: string;
  /** A second message of this id within its life is a duplicate. */
  readonly id?: string;
}

export type ScenarioStep =
  /** Moves the clock by an ISO 8601 duration; what falls due on the way happens at its time. */
  | { readonly advance: string }
  /** Jumps from due time to due time until nothing is due within this ISO 8601 duration from now. */
  | { readonly rest: string }
  | { readonly message: ScenarioMessage }
  | { readonly signal: { readonly name: string; readonly variables?: ScenarioVariables } }
  /** Completes the oldest open user task of the element. */
  | { readonly complete: { readonly element: string; readonly variables?: ScenarioVariables } }
  /** Sets root variables of the first instance of the process. */
  | { readonly variables: ScenarioVariables }
  | { readonly start: { readonly process: string; readonly variables?: ScenarioVariables } };

export type ScenarioOutcome = 'completed' | 'waiting' | 'incident' | 'terminated';

export interface ScenarioExpectation {
  /** Of the first instance of the process. */
  readonly outcome?: ScenarioOutcome;
  /** Ids of elements that completed at least once, in any instance. */
  readonly reached?: readonly string[];
  readonly notReached?: readonly string[];
  /** Types of the answered jobs of all instances, as a sequence. */
  readonly jobs?: readonly string[];
  /** Root variables of the first instance, each compared as a whole; others may be there. */
  readonly variables?: ScenarioVariables;
}
