import type { IncidentCause } from './types/index.ts';

/** Why a move could not be made: becomes an incident. A value, never thrown. */
export class Problem {
  readonly cause: IncidentCause;
  readonly message: string;
  /** Set by an uncaught error of a job: resolving offers the job again. */
  readonly job: string | undefined;
  constructor(cause: IncidentCause, message: string, job?: string) {
    this.cause = cause;
    this.message = message;
    this.job = job;
  }
}
