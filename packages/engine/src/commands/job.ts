import { refusalOf } from '../behaviors/json-size.ts';
import { raise } from '../behaviors/incidents.ts';
import { completing } from '../behaviors/completion.ts';
import { deny, taskListenerDone, taskListenerThrew } from '../behaviors/task-listeners.ts';
import { goOnTerminating } from '../behaviors/termination.ts';
import { throwError, throwEscalation } from '../behaviors/throwing-errors.ts';
import { acceptResult, propagate, setLocal } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import { EngineBug } from '../errors.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Command, OpenJob, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

export function completeJob(run: Run, command: Of<'completeJob'>): Rejection | null {
  const { job: id, variables } = command;
  const job = run.draft.jobs.get(id);
  if (job === undefined) return noSuchJob(id);
  const refusal = refusalOf(variables);
  if (refusal !== null && !refusal.tooLarge) return reject('invalidVariables', refusal.message);
  const at = run.draft.instance(job.instance);
  if (refusal !== null) {
    // The work is done and its result can't be kept: somebody has to see it. The job stays open.
    exhaust(run, id, job, at, new Problem('variableTooLarge', refusal.message, id));
    return null;
  }
  if (job.taskListener !== undefined) {
    taskListenerAnswered(run, command, job, job.taskListener, at);
    return null;
  }
  const { behavior, definition } = at.element;
  const isOwn = job.listener === undefined && at.status === 'active';
  const wrong = isOwn ? (behavior.refuses?.(at, command.result ?? {}) ?? null) : null;
  if (wrong !== null) {
    exhaust(run, id, job, at, new Problem('jobRetriesExhausted', wrong, id));
    return null;
  }
  closeIncidentOf(run, at);
  run.emit({ kind: 'jobCompleted', job: id, instance: at.id });
  if (isOwn && behavior.answered !== undefined) {
    behavior.answered(run, at, definition, variables, command.result ?? {});
    return null;
  }
  if (job.listener === undefined) {
    acceptResult(run, at, variables);
    completing(run, at);
    return null;
  }
  if (at.status === 'activating') setLocal(run, at, variables);
  else propagate(run, at.scope ?? at, variables);
  run.queue.add(at);
  return null;
}

function taskListenerAnswered(
  run: Run,
  command: Of<'completeJob'>,
  job: OpenJob,
  index: number,
  at: LiveInstance,
): void {
  const { job: id, variables, result = {} } = command;
  const { definition } = at.element;
  const on = definition.type === 'userTask' ? definition.taskListeners?.[index]?.on : undefined;
  if (on === undefined) throw new EngineBug(`Expected job ${id} to be of a task listener but there is none`);
  if (result.denied === true && (on === 'creating' || on === 'canceling')) {
    const message = `Expected a listener that lets the task be ${on === 'creating' ? 'created' : 'canceled'} but it denied, which is for assigning, updating and completing`;
    exhaust(run, id, job, at, new Problem('jobRetriesExhausted', message, id));
    return;
  }
  closeIncidentOf(run, at);
  run.emit({ kind: 'jobCompleted', job: id, instance: at.id });
  if (result.denied === true && on !== 'creating' && on !== 'canceling') return deny(run, at, on, result.reason ?? '');
  if (on === 'creating' || on === 'assigning' || on === 'canceling') setLocal(run, at, variables);
  taskListenerDone(run, at, on, variables, result.corrections ?? {});
  if (on === 'canceling') goOnTerminating(run, at);
}

export function failJob(run: Run, command: Of<'failJob'>): Rejection | null {
  const { job: id, message, backOff } = command;
  const job = run.draft.jobs.get(id);
  if (job === undefined) return noSuchJob(id);
  const at = run.draft.instance(job.instance);
  const retries = Math.max(0, Math.trunc(command.retries) || 0);
  if (retries === 0) {
    exhaust(run, id, job, at, new Problem('jobRetriesExhausted', message, id));
    return null;
  }
  closeIncidentOf(run, at);
  const failed = { kind: 'jobFailed', job: id, instance: at.id, retries, message } as const;
  const delay = Math.max(0, Math.trunc(backOff) || 0);
  run.emit(delay === 0 ? failed : { ...failed, retryAt: run.env.now + delay });
  if (delay === 0) run.emit({ kind: 'jobOffered', job: id, instance: at.id, retries });
  return null;
}

export function throwJobError(run: Run, command: Of<'throwJobError'>): Rejection | null {
  const { job: id, code, message, variables } = command;
  const job = run.draft.jobs.get(id);
  if (job === undefined) return noSuchJob(id);
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  const at = run.draft.instance(job.instance);
  closeIncidentOf(run, at);
  const problem =
    at.status === 'terminating'
      ? new Problem(
          'uncaughtError',
          `Expected a listener of what is ended but it threw the error "${code}". ${message}`.trim(),
        )
      : throwError(run, at, code, message, variables, () => {
          run.emit({ kind: 'jobCompleted', job: id, instance: at.id });
          if (job.taskListener !== undefined) taskListenerThrew(run, at);
        });
  if (problem !== null) exhaust(run, id, job, at, new Problem(problem.cause, problem.message, id));
  return null;
}

/** A caught escalation that does not interrupt leaves the job open: it is still to be done. */
export function throwJobEscalation(run: Run, command: Of<'throwJobEscalation'>): Rejection | null {
  const job = run.draft.jobs.get(command.job);
  if (job === undefined) return noSuchJob(command.job);
  const rejection = rejectVariables(command.variables);
  if (rejection !== null) return rejection;
  throwEscalation(run, run.draft.instance(job.instance), command.code, command.variables);
  return null;
}

function exhaust(run: Run, id: string, job: OpenJob, at: LiveInstance, problem: Problem): void {
  closeIncidentOf(run, at);
  if (job.retries > 0) {
    run.emit({ kind: 'jobFailed', job: id, instance: at.id, retries: 0, message: problem.message });
  }
  raise(run, at, problem);
}

/** A performer that comes back after the incident settles it. */
function closeIncidentOf(run: Run, at: LiveInstance): void {
  if (at.incident !== '') run.emit({ kind: 'incidentResolved', incident: at.incident });
}

function noSuchJob(id: string): Rejection {
  return reject('noSuchJob', `Expected an open job ${id} but there is none`);
}
