import type { JobActivities } from '@krok/activities';
import { performerOf, type ActivityJobName } from '@krok/contracts/types';
import { type Command, type Effect, recordOf } from '@krok/engine';
import {
  ApplicationFailure,
  ActivityFailure,
  CancellationScope,
  isCancellation,
  patched,
  proxyActivities,
} from '@temporalio/workflow';
import type { CaseRun } from './case-run.ts';

/** 2,000 pending activities is the server's limit; a case needs far fewer at once. */
const AT_ONCE = 200;
/** What a job waits before it is offered again after Temporal's own quick retries. */
const BACK_OFF_MS = 60_000;

const activities = proxyActivities<JobActivities>({
  // It is the recovery time after a crash (architecture: 5 to 30 s).
  startToCloseTimeout: '15 s',
  retry: { initialInterval: '500 ms', backoffCoefficient: 3, maximumAttempts: 4 },
});

interface Assignment {
  readonly job: string;
  readonly seq: number;
  readonly activity: ActivityJobName;
  readonly retries: number;
  readonly asOf: number;
}

/** Runs the jobs that ordinary activities perform; outcomes come back through the inbox like any other input. */
export class JobRunner {
  readonly #post: (id: string, command: Command) => void;
  readonly #run: CaseRun;
  readonly #running = new Map<string, CancellationScope>();
  #queue: Assignment[] = [];

  constructor(run: CaseRun, post: (id: string, command: Command) => void) {
    this.#run = run;
    this.#post = post;
  }

  get idle(): boolean {
    return this.#running.size === 0 && this.#queue.length === 0;
  }

  offer(effect: Extract<Effect, { kind: 'jobCreated' | 'jobOffered' }>, type: string, seq: number): void {
    if (this.#run.externalJobs) return;
    const activity = activityOf(type);
    if (activity === null) return;
    this.#queue.push({
      job: effect.job,
      seq,
      activity,
      retries: effect.retries,
      asOf: this.#run.state.lastNow,
    });
  }

  /**
   * Starts what was offered and is still open. Called only when the case has caught up with its log: while it follows,
   * an offered job may be completed a few steps later and must not be done again.
   */
  start(): void {
    this.#queue = this.#queue.filter(({ job }) => recordOf(this.#run.state.jobs, job) !== undefined);
    this.#next();
  }

  cancel(job: string): void {
    this.#queue = this.#queue.filter((assignment) => assignment.job !== job);
    this.#running.get(job)?.cancel();
  }

  cancelAll(): void {
    this.#queue = [];
    for (const scope of this.#running.values()) scope.cancel();
  }

  #next(): void {
    while (this.#running.size < AT_ONCE) {
      const assignment = this.#queue.shift();
      if (!assignment) return;
      const scope = new CancellationScope({ cancellable: true });
      this.#running.set(assignment.job, scope);
      void scope.run(() => this.#perform(assignment));
    }
  }

  /** Chained by hand: of every promise of a workflow the worker keeps where it came from, which is dear. */
  #perform({ job, seq, activity, retries, asOf }: Assignment): Promise<void> {
    const id = `job:${job}@${seq}`;
    const { caseId } = this.#run;
    return activities[activity]({ caseId, job, effectKey: `${caseId}:${job}`, asOf }).then(
      ({ variables }) => this.#done(job, id, { kind: 'completeJob', job, variables }),
      (error: unknown) => this.#done(job, id, isCancellation(error) ? null : failureCommand(job, retries, error)),
    );
  }

  #done(job: string, id: string, command: Command | null): void {
    if (command !== null) this.#post(id, command);
    this.#running.delete(job);
    this.#next();
  }
}

/** Null: somebody else performs it. Histories know `call-webhook` as an activity; it has become an act of the desk. */
function activityOf(type: string): ActivityJobName | null {
  const performer = performerOf(type);
  if (performer.kind === 'activity') return performer.activity;
  return type === 'call-webhook' && !patched('webhooks-are-acts') ? 'callWebhook' : null;
}

function failureCommand(job: string, retries: number, error: unknown): Command {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof ApplicationFailure && cause.type === 'BpmnError') {
    const code: unknown = cause.details?.[0];
    return { kind: 'throwJobError', job, code: typeof code === 'string' ? code : '', message, variables: {} };
  }
  const final = cause instanceof ApplicationFailure && cause.nonRetryable === true;
  return { kind: 'failJob', job, retries: final ? 0 : Math.max(0, retries - 1), backOff: BACK_OFF_MS, message };
}
