import type { Json } from './json.ts';

/**
 * One instance between two steps: plain JSON, no Map, Set, Date, class or undefined. Records are keyed by ids from `nextId`.
 * Tokens are a view: element instances plus the flows taken and not yet consumed in each scope.
 */
export interface InstanceState {
  readonly stateVersion: 2;
  readonly engineVersion: number;
  readonly status: 'new' | 'active' | 'completed' | 'terminated';
  readonly nextId: number;
  /** Element instance id of the process; '' before the start. */
  readonly root: string;
  readonly instances: Readonly<Record<string, ElementInstance>>;
  readonly jobs: Pages<OpenJob>;
  readonly userTasks: Pages<{ readonly instance: string }>;
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly timers: Readonly<Record<string, OpenTimer>>;
  readonly calls: Readonly<Record<string, { readonly instance: string }>>;
  readonly incidents: Readonly<Record<string, OpenIncident>>;
  /** `now` of the last step, epoch ms: time never runs backwards within an instance. */
  readonly lastNow: number;
  /** Incident of a runaway loop: no internal move is made until it is resolved. */
  readonly halted?: string;
  /** Hash of the definition in force, once it has been migrated; absent: the one that it started with. */
  readonly definition?: string;
  /** A call activity of another instance waits for its end. */
  readonly called?: true;
  /** A person suspended it: no internal move is made and no timer fires until it is resumed. */
  readonly suspended?: true;
}

/** Work that is open under ids, in pages of 32: that of id 70 is at `['2']['6']`. No page is empty. */
export type Pages<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

export interface ElementInstance {
  readonly element: number;
  /** Enclosing scope's instance id; '' for the process. */
  readonly scope: string;
  readonly status: 'activating' | 'active' | 'completing' | 'terminating';
  /** Local variables; absent where the instance is no variable scope yet. */
  readonly variables?: Readonly<Record<string, Json>>;
  /** Of a scope: flows taken and waiting before their target, by flow index as text -> how many. */
  readonly waiting?: Readonly<Record<string, number>>;
  readonly loopCounter?: number;
  readonly note?: { readonly [name: string]: Json };
  /** How many element instances have this one as their scope; absent for none. */
  readonly children?: number;
  /** Ids of the open jobs, user tasks, subscriptions, timers and calls that end with this instance. */
  readonly owned?: readonly string[];
  readonly incident?: string;
  readonly mapped?: true;
  readonly interrupted?: true;
  /** Execution listeners of the present status that are done, and the job of the one that is not. */
  readonly listenersDone?: number;
  readonly listenerJob?: string;
  /** Of a multi-instance body: results of the runs so far, null where there is none, in pages of 32. */
  readonly results?: readonly (readonly Json[])[];
  /** Of a scope: what completed in it and can be compensated, oldest first. */
  readonly compensable?: readonly CompensationEntry[];
}

/** `instance`: id of the completed instance. Of a sub-process: its local variables and what can be compensated inside. */
export interface CompensationEntry {
  readonly element: number;
  readonly instance: string;
  readonly variables?: Readonly<Record<string, Json>>;
  readonly compensable?: readonly CompensationEntry[];
}

export interface OpenJob {
  readonly instance: string;
  readonly type: string;
  readonly retries: number;
  /** Epoch ms when a failed job is offered again. */
  readonly retryAt?: number;
  readonly listener?: number;
  readonly taskListener?: number;
}

export interface Subscription {
  readonly kind: 'message' | 'signal' | 'condition';
  readonly instance: string;
  readonly element: number;
  /** '' for a condition. */
  readonly name: string;
  readonly correlationKey?: string;
  readonly trigger?: number;
  /** Of a condition: its last answer; and whether a variable that it reads has changed since. */
  readonly met?: boolean;
  readonly pending?: true;
}

export interface OpenTimer {
  readonly instance: string;
  readonly element: number;
  readonly due: number;
  readonly repeat: number;
  readonly businessDays: boolean;
  readonly setAt: number;
  readonly cycle?: string;
  readonly trigger?: number;
  /** A person chose its time. */
  readonly chosen?: true;
}

export interface OpenIncident {
  readonly instance: string;
  readonly element: number;
  readonly cause: string;
  readonly message: string;
  readonly job?: string;
}
