import type { Json } from './json.ts';
import type { MigrationMapping } from './migration.ts';

/** Variables of a command: a JSON object. */
export type Variables = { readonly [name: string]: Json };

/**
 * What may be asked of an instance. Imperative; every one is answered by a step or by a rejection that changes nothing.
 * Identity for deduplication (`commandId`) is the shell's and the log's matter, not the engine's.
 */
export type Command =
  /**
   * Through the none start event, or through `startEvent` (element index) that a message, timer or signal triggered. `called`: a
   * call activity waits for its end, and an error that nothing inside catches is that call activity's.
   */
  | { readonly kind: 'start'; readonly startEvent?: number; readonly called?: true; readonly variables: Variables }
  /** `result`: of the job of a task listener, or of a worker that drives an ad-hoc sub-process. */
  | {
      readonly kind: 'completeJob';
      readonly job: string;
      readonly variables: Variables;
      readonly result?: JobResult;
    }
  /** `retries` is what remains; 0 raises an incident. `backOff` in ms: the job is offered again after it. */
  | {
      readonly kind: 'failJob';
      readonly job: string;
      readonly retries: number;
      readonly backOff: number;
      readonly message: string;
    }
  | {
      readonly kind: 'throwJobError';
      readonly job: string;
      readonly code: string;
      readonly message: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'throwJobEscalation'; readonly job: string; readonly code: string; readonly variables: Variables }
  | { readonly kind: 'completeUserTask'; readonly userTask: string; readonly variables: Variables }
  | {
      readonly kind: 'correlateMessage';
      readonly subscription: string;
      readonly messageId: string;
      readonly variables: Variables;
    }
  /** Fires every timer due at `env.now`. Nothing due: an empty step, no rejection. */
  | { readonly kind: 'timeDue' }
  | { readonly kind: 'broadcastSignal'; readonly name: string; readonly variables: Variables }
  /** `scope`: element instance id, default the root. At an open user task its listeners may deny it. */
  | { readonly kind: 'setVariables'; readonly scope?: string; readonly variables: Variables }
  | { readonly kind: 'calledCompleted'; readonly call: string; readonly variables: Variables }
  /** `variables`: of the error with that code. */
  | {
      readonly kind: 'calledFailed';
      readonly call: string;
      readonly code?: string;
      readonly message: string;
      readonly variables?: Variables;
    }
  /** Nothing in the called instance caught the escalation; the call goes on. */
  | {
      readonly kind: 'calledEscalated';
      readonly call: string;
      readonly code: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'resolveIncident'; readonly incident: string; readonly retries?: number }
  /** The business-day calendar changed: due times of waiting business-day timers are computed again. */
  | { readonly kind: 'calendarChanged' }
  | { readonly kind: 'cancel'; readonly reason: string }
  /**
   * Tokens stand still until `resume`. What happens meanwhile is taken (outcomes, messages, signals) and what follows from it
   * waits; timers that fall due fire on resumption, once.
   */
  | { readonly kind: 'suspend'; readonly reason: string }
  | { readonly kind: 'resume'; readonly reason?: string }
  /** The element counts as done, with these variables in its scope: its work is taken back, its output mappings are left out. */
  | { readonly kind: 'skip'; readonly instance: string; readonly variables: Variables; readonly reason?: string }
  /** The timer fires at `due` (epoch ms) instead, at once where that is past. A repeating one goes on from there. */
  | { readonly kind: 'changeTimer'; readonly timer: string; readonly due: number; readonly reason?: string }
  /** Moves, adds and cancels tokens, all or nothing: first come the new ones, so that no scope ends in between. */
  | {
      readonly kind: 'modify';
      readonly reason: string;
      readonly activate: readonly Activation[];
      /** Element instances to end, with all inside. */
      readonly terminate: readonly string[];
      /** Tokens that wait before a join: one on `flow` (index) in `scope` (element instance). */
      readonly consume: readonly { readonly scope: string; readonly flow: number }[];
    }
  /**
   * Goes over to another version of the process. `definition`: SHA-256 of its executable, `source`: of the one that the
   * mapping was made for, `deployment`: what the case belongs to from then on.
   */
  | {
      readonly kind: 'migrate';
      readonly definition: string;
      readonly source: string;
      readonly deployment: string;
      readonly mapping: MigrationMapping;
      readonly reason: string;
    };

/** What a job says beside its variables. */
export type JobResult = TaskListenerResult & AdHocResult;

/** What a worker chooses that drives an ad-hoc sub-process (Camunda 8.8): either activities, or the end. */
export interface AdHocResult {
  /** Activities that no flow leads to, each with variables of its own. */
  readonly activateElements?:
    | readonly { readonly elementId: string; readonly variables?: Variables | null | undefined }[]
    | undefined;
  /** Nothing more is to be chosen: it completes, at once where nothing is at work. */
  readonly isCompletionConditionFulfilled?: boolean | undefined;
  /** What is at work is ended before. */
  readonly isCancelRemainingInstances?: boolean | undefined;
}

/** What a listener says of the transition of its user task. Creation can't be denied. */
export interface TaskListenerResult {
  readonly denied?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly corrections?: TaskCorrections | undefined;
}

/** Null and absent leave what it is, '' and [] clear it. */
export type TaskCorrections = {
  readonly assignee?: string | null | undefined;
  /** ISO date-time text. */
  readonly dueDate?: string | null | undefined;
  readonly followUpDate?: string | null | undefined;
  readonly candidateGroups?: readonly string[] | null | undefined;
  readonly candidateUsers?: readonly string[] | null | undefined;
  /** 0 to 100. */
  readonly priority?: number | null | undefined;
};

/** A new token at `element` (index) in `scope`: an instance of its enclosing scope, which may be left out where only one lives. */
export interface Activation {
  readonly element: number;
  readonly scope?: string;
  /** Set in the scope before. */
  readonly variables?: Variables;
}

/** Why a command was refused: stable code and plain words. Nothing changed. */
export interface Rejection {
  readonly code:
    | 'alreadyStarted'
    | 'notStarted'
    | 'ended'
    | 'noSuchJob'
    | 'noSuchUserTask'
    | 'noSuchSubscription'
    | 'noSuchIncident'
    | 'noSuchScope'
    | 'noSuchCall'
    | 'noNoneStartEvent'
    | 'noSuchInstance'
    | 'noSuchTimer'
    | 'alreadySuspended'
    | 'notSuspended'
    | 'invalidModification'
    | 'alreadyMigrated'
    | 'otherDefinition'
    | 'unknownDefinition'
    | 'migrationRefused'
    | 'invalidDueTime'
    | 'invalidVariables';
  readonly message: string;
}
