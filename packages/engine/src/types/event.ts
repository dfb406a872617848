import type { Json } from './json.ts';
import type { Variables } from './command.ts';
import type { CompensationEntry } from './state.ts';

/**
 * What happened, past tense: the only thing that `evolve` writes from, stored in the step log for ever (old versions are
 * upcast). `element` is the dense index in the definition in force; `instance` is an element instance id of the state.
 * Ids (`instance`, `job`, `userTask`, `subscription`, `timer`, `incident`, `call`) come from one counter in the state.
 */
export type EngineEvent =
  /** The clock of the step, epoch ms; first event of a step whose `now` differs from the last one's. */
  | { readonly kind: 'timePassed'; readonly now: number }
  | { readonly kind: 'instanceSuspended'; readonly reason: string }
  | { readonly kind: 'instanceResumed' }
  /** A person moved, added or cancelled tokens; the events that follow say which. */
  | { readonly kind: 'instanceModified'; readonly reason: string }
  /**
   * From here on the definition with this hash is in force: `elements` and `flows` are the new indexes by the old ones, -1
   * where there is none.
   */
  | {
      readonly kind: 'instanceMigrated';
      readonly definition: string;
      readonly deployment: string;
      readonly reason: string;
      readonly elements: readonly number[];
      readonly flows: readonly number[];
    }
  /** A person let it count as done. */
  | { readonly kind: 'elementSkipped'; readonly instance: string; readonly element: number }
  /** `startEvent`: element index that a message, timer or signal triggered; absent for the none start event. */
  | {
      readonly kind: 'instanceStarted';
      readonly instance: string;
      readonly engineVersion: number;
      readonly startEvent?: number;
      readonly called?: true;
    }
  | { readonly kind: 'instanceCompleted'; readonly variables: Variables }
  /** Ended abnormally: cancelled, or, where it was called, by an error that nothing in it catches: `error` is its code. */
  | {
      readonly kind: 'instanceTerminated';
      readonly reason: string;
      readonly error?: string;
      readonly variables?: Variables;
    }
  /** `flow`: the waiting token that this activation consumed. `loopCounter`: one run of a looping activity, `scope` is its body. */
  | {
      readonly kind: 'elementActivated';
      readonly instance: string;
      readonly element: number;
      readonly scope: string;
      readonly flow?: number;
      readonly loopCounter?: number;
    }
  /** Entered and now waiting (for a job, a message, its children). Elements that pass a token straight on skip it. */
  | { readonly kind: 'elementStarted'; readonly instance: string }
  /** What it waited for has come; output mappings and outgoing flows follow. */
  | { readonly kind: 'elementCompleting'; readonly instance: string }
  /** Its mappings are applied, but what comes after failed: a retry does not apply them again. */
  | { readonly kind: 'elementMapped'; readonly instance: string }
  | { readonly kind: 'elementCompleted'; readonly instance: string; readonly element: number }
  /** It is being ended: what listens to that is heard before, in it or inside. Since version 3. */
  | { readonly kind: 'elementTerminating'; readonly instance: string }
  | { readonly kind: 'elementTerminated'; readonly instance: string; readonly element: number }
  /** A sequence flow was taken; the token waits in `scope` before its target until a move consumes it. */
  | { readonly kind: 'flowTaken'; readonly flow: number; readonly scope: string }
  /** An interrupting event sub-process took over the scope. */
  | { readonly kind: 'scopeInterrupted'; readonly scope: string }
  /** Tokens waiting on flows were consumed by a join or an interruption; `elementActivated.flow` and the end of a scope imply it. */
  | { readonly kind: 'flowsConsumed'; readonly scope: string; readonly flows: readonly number[] }
  | { readonly kind: 'variablesSet'; readonly scope: string; readonly variables: Variables }
  /** Work for a performer outside. `headers` are static; `variables` are the local inputs, or all visible ones where no input is mapped. */
  | {
      readonly kind: 'jobCreated';
      readonly job: string;
      readonly instance: string;
      readonly element: number;
      readonly type: string;
      readonly retries: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly variables: Variables;
      readonly listener?: number;
      /** Which of the user task's listeners. */
      readonly taskListener?: number;
    }
  | { readonly kind: 'jobCompleted'; readonly job: string; readonly instance: string }
  /** `retryAt` epoch ms: offered again then by `jobOffered`. */
  | {
      readonly kind: 'jobFailed';
      readonly job: string;
      readonly instance: string;
      readonly retries: number;
      readonly retryAt?: number;
      readonly message: string;
    }
  | { readonly kind: 'jobOffered'; readonly job: string; readonly instance: string; readonly retries: number }
  | { readonly kind: 'jobCancelled'; readonly job: string; readonly instance: string }
  | {
      readonly kind: 'userTaskCreated';
      readonly userTask: string;
      readonly instance: string;
      readonly element: number;
      readonly assignee?: string;
      readonly candidateGroups: readonly string[];
      readonly candidateUsers: readonly string[];
      /** ISO date-time text, as FEEL gave it. */
      readonly dueDate?: string;
      readonly followUpDate?: string;
      readonly priority: number;
      readonly formId?: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly variables: Variables;
    }
  | { readonly kind: 'userTaskCompleted'; readonly userTask: string; readonly instance: string }
  | { readonly kind: 'userTaskCancelled'; readonly userTask: string; readonly instance: string }
  /** A listener did not let it be assigned, updated or completed; a completed one is offered anew. */
  | {
      readonly kind: 'userTaskDenied';
      readonly instance: string;
      readonly element: number;
      readonly on: 'assigning' | 'updating' | 'completing';
      readonly reason: string;
    }
  /** Waits for a message; the exchange correlates. `instance` is the waiting catch event, receive task, host or scope. */
  | {
      readonly kind: 'messageSubscribed';
      readonly subscription: string;
      readonly instance: string;
      readonly element: number;
      readonly name: string;
      readonly correlationKey: string;
      /** Which of the element's several triggers. */
      readonly trigger?: number;
    }
  | { readonly kind: 'messageUnsubscribed'; readonly subscription: string }
  | { readonly kind: 'messageCorrelated'; readonly subscription: string; readonly messageId: string }
  | {
      readonly kind: 'signalSubscribed';
      readonly subscription: string;
      readonly instance: string;
      readonly element: number;
      readonly name: string;
      readonly trigger?: number;
    }
  | { readonly kind: 'signalUnsubscribed'; readonly subscription: string }
  /** Has already reached what waits in this instance: the driver broadcasts it to the others. */
  | { readonly kind: 'signalThrown'; readonly element: number; readonly name: string; readonly variables: Variables }
  /** Waits for a condition to become true; `met`: holds already, so that only the next change to true counts. */
  | {
      readonly kind: 'conditionSubscribed';
      readonly subscription: string;
      readonly instance: string;
      readonly element: number;
      readonly met: boolean;
      readonly trigger?: number;
    }
  | { readonly kind: 'conditionChecked'; readonly subscription: string; readonly met: boolean }
  | { readonly kind: 'conditionUnsubscribed'; readonly subscription: string }
  /** `due` epoch ms; `repeat`: firings left including this one, -1 is for ever; `cycle`: ISO interval between them, or cron text; `setAt` epoch ms. */
  | {
      readonly kind: 'timerSet';
      readonly timer: string;
      readonly instance: string;
      readonly element: number;
      readonly due: number;
      readonly repeat: number;
      readonly businessDays: boolean;
      readonly setAt: number;
      readonly cycle?: string;
      readonly trigger?: number;
    }
  /** A person chose another time; epoch ms. */
  | { readonly kind: 'timerChanged'; readonly timer: string; readonly due: number }
  | { readonly kind: 'timerFired'; readonly timer: string }
  | { readonly kind: 'timerCancelled'; readonly timer: string }
  | {
      readonly kind: 'callStarted';
      readonly call: string;
      readonly instance: string;
      readonly element: number;
      readonly processId: string;
      readonly binding: 'latest' | 'deployment' | 'versionTag';
      readonly versionTag?: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'callEnded'; readonly call: string }
  | { readonly kind: 'callCancelled'; readonly call: string }
  | {
      readonly kind: 'errorThrown';
      readonly instance: string;
      readonly code: string;
      readonly message: string;
      readonly caughtBy?: number;
    }
  /** `variables`: of one that leaves a called instance. */
  | {
      readonly kind: 'escalationThrown';
      readonly instance: string;
      readonly code: string;
      readonly caughtBy?: number;
      readonly variables?: Variables;
    }
  | {
      readonly kind: 'incidentRaised';
      readonly incident: string;
      readonly instance: string;
      readonly element: number;
      readonly cause: IncidentCause;
      readonly message: string;
      readonly job?: string;
    }
  | { readonly kind: 'incidentResolved'; readonly incident: string }
  /** Expression warnings (a missing variable is null), kept for the auditor. */
  | { readonly kind: 'warningRecorded'; readonly instance: string; readonly element: number; readonly message: string }
  /** Which rules of which tables made the result, in order of evaluation; rules count from 1. */
  | {
      readonly kind: 'decisionEvaluated';
      readonly instance: string;
      readonly element: number;
      readonly decisionId: string;
      readonly fired: readonly {
        readonly decision: string;
        readonly table: string | null;
        readonly rules: readonly number[];
      }[];
    }
  /** The element's `index`th run gave this result (output collection of a multi-instance activity). */
  | { readonly kind: 'resultCollected'; readonly instance: string; readonly index: number; readonly value: Json }
  /** A completed activity can be compensated: remembered in its scope (BPMN 2.0 §13.5.5). */
  | { readonly kind: 'compensationRegistered'; readonly scope: string; readonly entry: CompensationEntry }
  /** The last registered entry of that activity is about to be compensated. */
  | { readonly kind: 'compensationTaken'; readonly scope: string; readonly instance: string }
  /** A completed sub-process lives again, with its variables of then, to be compensated. */
  | {
      readonly kind: 'scopeRevived';
      readonly instance: string;
      readonly element: number;
      readonly scope: string;
      readonly variables: Variables;
      readonly compensable: readonly CompensationEntry[];
    }
  /** Bookkeeping of one element kind (multi-instance counters, gateway memory, compensation): data owned by that element's file; merged key by key. */
  | { readonly kind: 'elementNoted'; readonly instance: string; readonly note: { readonly [name: string]: Json } };

export type IncidentCause =
  | 'expression'
  | 'condition'
  | 'noFlowMatches'
  | 'jobRetriesExhausted'
  | 'uncaughtError'
  | 'correlationKey'
  | 'timer'
  | 'mapping'
  | 'variableTooLarge'
  | 'runawayLoop'
  | 'calledProcess'
  | 'decision';
