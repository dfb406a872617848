import type { ActivityJobName } from '@krok/contracts/types';
import type { Json } from '@krok/engine';

/** A job for an ordinary activity: references only, the activity reads headers and variables from the job's row. */
export interface JobOrder {
  readonly caseId: string;
  readonly job: string;
  /** Idempotency key outside: the same for every attempt. */
  readonly effectKey: string;
  /** Epoch ms on the organisation's clock; the activity never uses another present. */
  readonly asOf: number;
}

export interface JobOutcome {
  readonly variables: { readonly [name: string]: Json };
}

export type JobActivity = (order: JobOrder) => Promise<JobOutcome>;
export type JobActivities = { readonly [name in ActivityJobName]: JobActivity };
