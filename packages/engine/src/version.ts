/**
 * Version of the semantics, kept in the state and in every step's `envRef`: an instance keeps the one that it was started
 * with, and a case is replayed by the version that ran it. What each one changed is a constant below.
 */
export const ENGINE_VERSION = 3;

/**
 * Since this version an event sub-process in an ad-hoc sub-process is none of its activities, and nothing begins in one whose
 * condition has held (BPMN 2.0 §13.3.5, §13.5.4).
 */
export const AD_HOC_APART = 2;

/** Since this version a condition at the completion of a multi-instance run sees the output collection so far (Camunda 8). */
export const OUTPUT_GROWS = 2;

/** Since this version a condition that holds as its boundary event or event sub-process begins to wait fires at once (Camunda 8). */
export const CONDITIONS_AT_ONCE = 2;

/** Since this version a standard loop asks its condition when a person ends a run, as when the run completes (BPMN 2.0 §13.3.6). */
export const RUNS_ENDED_BY_HAND = 3;

/** Since this version one activity at a time is at work in a sequential ad-hoc sub-process, forks inside or not (BPMN 2.0 §13.3.5). */
export const AD_HOC_IN_TURN = 3;

/** Since this version what a run throws is one trigger of a parallel multiple boundary event, not all of them (BPMN 2.0 §10.5.5). */
export const LOOP_EVENTS_COUNT = 3;

/** Since this version a decision sees all that its task can see, input mappings or not (Camunda 8): nothing leaves the case. */
export const DECISIONS_SEE_ALL = 3;

/** Since this version a complex gateway is reset as soon as no further token can come, waited for or not (BPMN 2.0 §13.4.5). */
export const COMPLEX_RESETS = 3;

/** Since this version a due date that is no date, or a priority above 100, is an incident of the task (Camunda 8). */
export const TASKS_CHECKED = 3;

/**
 * Since this version a user task that is ended is heard before by its listeners for canceling, and what ends it goes on when
 * they are done (Camunda 8).
 */
export const TERMINATION_WAITS = 3;

/**
 * Since this version what a result makes true is heard once the activity or event that gave it has completed, before anything
 * follows from that (BPMN 2.0 §10.4.2, Camunda 8); before, it could end the activity.
 */
export const CONDITIONS_AFTER_RESULTS = 3;

/** Since this version a compensating event that a person skipped, and that hears its listeners, does not complete again with its last handler. */
export const SKIPPED_STAYS_SKIPPED = 3;

/**
 * Since this version what is left to be undone goes on where a handler ended without its completion, such as by an error caught
 * around it; and a scope whose own work ends with a handler starts no event sub-process any more (BPMN 2.0 §13.5.4).
 */
export const UNDOING_GOES_ON = 3;

/** Since this version a schedule set after the clocks went forward still fires at what they skipped, where that is to come. */
export const SKIPPED_HOUR_FIRES = 3;

/** Internal moves that one command may cost when the environment sets no other bound. */
export const DEFAULT_FUEL = 10_000;

/** Bytes, by estimate, that one variable may hold. */
export const MAX_VARIABLE_SIZE = 32 * 1024;

/** Characters of a text by which things are looked up outside: job type, message name, correlation key, assignee. */
export const MAX_TEXT_LENGTH = 400;

/** Of retries and priorities: what 32 bits hold. */
export const MAX_INTEGER = 2_147_483_647;

/** Runs of one multi-instance activity. */
export const MAX_LOOP_RUNS = 10_000;
