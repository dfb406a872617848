import type { JobResult, Variables } from '@krok/engine';

/** `open`: somebody may do it. `waiting`: failed, offered again later or after its incident. `answered`: the outcome is on its way to the case. */
export type JobStatus = 'open' | 'waiting' | 'answered' | 'completed' | 'cancelled';

export interface Job {
  readonly id: string;
  readonly caseId: string;
  /** The engine's id within the case. */
  readonly job: string;
  readonly type: string;
  readonly performer: 'activity' | 'external';
  readonly element: number;
  readonly retries: number;
  /** Counts how often it was offered, from 1. */
  readonly attempt: number;
  readonly status: JobStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
  /** Epoch ms on the organisation's clock. */
  readonly createdAt: number;
}

export type JobOutcome =
  /** `result`: of the job of a task listener, or of one that drives an ad-hoc sub-process. */
  | { readonly kind: 'completed'; readonly variables: Variables; readonly result?: JobResult }
  /** `retries`: what remains; default one less. `backOff` in ms. */
  | { readonly kind: 'failed'; readonly retries?: number; readonly backOff?: number; readonly message: string }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly variables?: Variables };

export interface JobStore {
  open(filter: {
    readonly organisationId: string;
    readonly type?: string;
    readonly caseId?: string;
    readonly performer?: 'activity' | 'external';
    readonly limit?: number;
  }): Promise<readonly Job[]>;
  read(id: string): Promise<Job>;
  /** By case and the engine's job id. */
  readOf(caseId: string, job: string): Promise<Job>;
  /** One winner: the outbox row with the outcome is written once (`JOB_NOT_OPEN` for the rest). Gives the command's id. */
  answer(id: string, outcome: JobOutcome, by?: string): Promise<string>;
  /** The same for an activity that knows the case and the engine's job id; an answer given before is given again. */
  answerOf(caseId: string, job: string, outcome: JobOutcome): Promise<string>;
}
