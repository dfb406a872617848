import type { Json } from './json.ts';

/**
 * One instance between two steps: plain JSON, no Map, Set, Date, class or undefined. Records are keyed by ids from `nextId`.
 * Tokens are a view: element instances plus the flows taken and not yet consumed in each scope.
 */
export interface InstanceState {
  readonly stateVersion: 1;
  readonly engineVersion: number;
  readonly status: 'new' | 'active' | 'completed' | 'terminated';
  readonly nextId: number;
  /** Element instance id of the process; '' before the start. */
  readonly root: string;
  readonly instances: Readonly<Record<string, ElementInstance>>;
  readonly jobs: Readonly<Record<string, OpenJob>>;
  readonly userTasks: Readonly<Record<string, { readonly instance: string }>>;
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly timers: Readonly<Record<string, OpenTimer>>;
  readonly calls: Readonly<Record<string, { readonly instance: string }>>;
  readonly incidents: Readonly<Record<string, OpenIncident>>;
  /** `now` of the last step, epoch ms: time never runs backwards within an instance. */
  readonly lastNow: number;
}

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
  readonly note?: Json;
}

export interface OpenJob {
  readonly instance: string;
  readonly type: string;
  readonly retries: number;
  /** Epoch ms when a failed job is offered again. */
  readonly retryAt?: number;
  readonly listener?: number;
}

export interface Subscription {
  readonly kind: 'message' | 'signal';
  readonly instance: string;
  readonly element: number;
  readonly name: string;
  readonly correlationKey?: string;
}

export interface OpenTimer {
  readonly instance: string;
  readonly element: number;
  readonly due: number;
  readonly repeat: number;
  readonly businessDays: boolean;
}

export interface OpenIncident {
  readonly instance: string;
  readonly element: number;
  readonly cause: string;
  readonly message: string;
  readonly job?: string;
}
