import type { EngineEvent } from '@krok/engine';
import { wakeDesks } from '../../outbox/enqueue.ts';
import type { StepRecord } from '../../commit-types.ts';
import type { CaseStatus } from '../../surface/cases.ts';
import type { Work } from '../../work.ts';
import type { CommittedCase } from './committed-case.ts';
import { cancelCall, endCall, startCall } from './project-calls.ts';
import { endCase } from './project-end.ts';
import { raiseIncident, resolveIncident } from './project-incidents.ts';
import { cancelJob, completeJob, createJob, failJob, offerJob } from './project-jobs.ts';
import { subscribe, throwSignal, unsubscribe } from './project-subscriptions.ts';
import { createUserTask, endUserTask } from './project-user-tasks.ts';

/** One case's projection under way. */
export interface Projection {
  readonly work: Work;
  readonly of: CommittedCase;
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
    for (const event of events) {
      await projectEvent(projection, event);
      if (event.kind === 'instanceCompleted') status = 'completed';
      if (event.kind === 'instanceTerminated') status = 'terminated';
    }
  }
  if (projection.desk) await wakeDesks(work, of.organisationId, [of.deskKey], of.present);
  return status;
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
    case 'messageSubscribed':
    case 'signalSubscribed':
      return subscribe(projection, event);
    case 'messageUnsubscribed':
    case 'signalUnsubscribed':
      return unsubscribe(projection, event.subscription);
    case 'signalThrown':
      return throwSignal(projection, event);
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
    case 'instanceCompleted':
      return endCase(projection, { kind: 'completed', variables: event.variables });
    case 'instanceTerminated':
      return endCase(projection, { kind: 'terminated', reason: event.reason });
    default:
      // Tokens, variables and timers are read from the log; the case's earliest due time comes with the commit.
      return;
  }
}
