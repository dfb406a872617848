import type { EngineEvent } from '@krok/engine';
import { wakeDesks } from '../../outbox/enqueue.ts';
import type { StepRecord } from '../../commit-types.ts';
import type { CaseStatus } from '../../surface/cases.ts';
import type { Work } from '../../work.ts';
import { resumeCase, suspendCase } from '../../suspension/suspend-case.ts';
import type { CommittedCase } from './committed-case.ts';
import { cancelCall, endCall, startCall } from './project-calls.ts';
import { endCase, tellEscalation } from './project-end.ts';
import { migrateCase } from './project-migration.ts';
import { raiseIncident, resolveIncident } from './project-incidents.ts';
import { cancelJob, completeJob, createJob, failJob, offerJob } from './project-jobs.ts';
import { subscribe, type Subscribed, throwSignal, unsubscribe } from './project-subscriptions.ts';
import { createUserTask, endUserTask } from './project-user-tasks.ts';

/** One case's projection under way. */
export interface Projection {
  readonly work: Work;
  of: CommittedCase;
  /** Epoch ms of the step at hand. */
  now: number;
  /** Acts were wished: the desk is to be woken. */
  desk: boolean;
}

/** Writes what the steps' events mean for the rest of the house; gives the case's status after them. */
export async function projectSteps(work: Work, of: CommittedCase, steps: readonly StepRecord[]): Promise<CaseStatus> {
  const projection: Projection = { work, of, now: 0, desk: false };
  let status: CaseStatus = of.status === 'starting' ? 'active' : of.status;
  for (const { env, events } of steps) {
    projection.now = env.now;
    for (const [index, event] of events.entries()) {
      if (isSubscribed(event)) {
        // A step that waits for many things opens its subscriptions together.
        if (!isSubscribed(events[index - 1])) await subscribe(projection, runOf(events, index, isSubscribed));
      } else if (isUnsubscribed(event)) {
        const ended = isUnsubscribed(events[index - 1]) ? [] : runOf(events, index, isUnsubscribed);
        await unsubscribe(
          projection,
          ended.map(({ subscription }) => subscription),
        );
      } else await projectEvent(projection, event);
      if (event.kind === 'instanceCompleted') status = 'completed';
      if (event.kind === 'instanceTerminated') status = 'terminated';
    }
  }
  if (projection.desk) await wakeDesks(work, of.organisationId, [of.deskKey], of.present);
  return status;
}

/** The events from `index` on that are of the kind. */
function runOf<E extends EngineEvent>(
  events: readonly EngineEvent[],
  index: number,
  isOf: (event: EngineEvent | undefined) => event is E,
): E[] {
  const run: E[] = [];
  for (let event = events[index]; isOf(event); event = events[index + run.length]) run.push(event);
  return run;
}

function isSubscribed(event: EngineEvent | undefined): event is Subscribed {
  return event?.kind === 'messageSubscribed' || event?.kind === 'signalSubscribed';
}

type Unsubscribed = Extract<EngineEvent, { readonly kind: 'messageUnsubscribed' | 'signalUnsubscribed' }>;

function isUnsubscribed(event: EngineEvent | undefined): event is Unsubscribed {
  return event?.kind === 'messageUnsubscribed' || event?.kind === 'signalUnsubscribed';
}

async function projectEvent(projection: Projection, event: EngineEvent): Promise<void> {
  switch (event.kind) {
    case 'jobCreated':
      return createJob(projection, event);
    case 'jobCompleted':
      return completeJob(projection, event.job);
    case 'jobFailed':
      return failJob(projection, event);
    case 'jobOffered':
      return offerJob(projection, event);
    case 'jobCancelled':
      return cancelJob(projection, event.job);
    case 'userTaskCreated':
      return createUserTask(projection, event);
    case 'userTaskCompleted':
      return endUserTask(projection, event.userTask, 'completed elsewhere');
    case 'userTaskCancelled':
      return endUserTask(projection, event.userTask, 'cancelled by the case');
    case 'signalThrown':
      return throwSignal(projection, event);
    case 'escalationThrown':
      return event.caughtBy === undefined ? tellEscalation(projection, event) : undefined;
    case 'callStarted':
      return startCall(projection, event);
    case 'callEnded':
      return endCall(projection, event.call);
    case 'callCancelled':
      return cancelCall(projection, event.call);
    case 'incidentRaised':
      return raiseIncident(projection, event);
    case 'incidentResolved':
      return resolveIncident(projection, event.incident);
    case 'instanceMigrated':
      return migrateCase(projection, event);
    case 'instanceSuspended':
      return suspendCase(projection);
    case 'instanceResumed':
      return resumeCase(projection);
    case 'instanceCompleted':
      return endCase(projection, { kind: 'completed', variables: event.variables });
    case 'instanceTerminated': {
      const { kind: _, ...how } = event;
      return endCase(projection, { kind: 'terminated', ...how });
    }
    default:
      // Tokens, variables and timers are read from the log; the case's earliest due time comes with the commit.
      return;
  }
}
