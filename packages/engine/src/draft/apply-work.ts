import type { EngineEvent, OpenJob } from '../types/index.ts';
import type { Draft } from './draft.ts';

type WorkEvent = Extract<
  EngineEvent,
  {
    readonly kind:
      | 'jobCreated'
      | 'jobCompleted'
      | 'jobFailed'
      | 'jobOffered'
      | 'jobCancelled'
      | 'userTaskCreated'
      | 'userTaskCompleted'
      | 'userTaskCancelled'
      | 'callStarted'
      | 'callEnded'
      | 'callCancelled';
  }
>;

/** Jobs, user tasks and calls: what is performed outside the instance. */
export function applyToWork(draft: Draft, event: WorkEvent): void {
  switch (event.kind) {
    case 'jobCreated': {
      const job: { -readonly [K in keyof OpenJob]: OpenJob[K] } = {
        instance: event.instance,
        type: event.type,
        retries: event.retries,
      };
      if (event.listener !== undefined) job.listener = event.listener;
      if (event.taskListener !== undefined) job.taskListener = event.taskListener;
      draft.jobs.set(event.job, job);
      const owner = draft.instance(event.instance);
      if (event.listener !== undefined || event.taskListener !== undefined) owner.listenerJob = event.job;
      return draft.own(owner, event.job);
    }
    case 'jobCompleted':
    case 'jobCancelled': {
      const owner = draft.instance(event.instance);
      if (owner.listenerJob === event.job) {
        owner.listenerJob = '';
        if (draft.jobs.get(event.job)?.taskListener === undefined) owner.listenersDone++;
      }
      draft.jobs.remove(event.job);
      return draft.disown(event.instance, event.job);
    }
    case 'jobFailed': {
      const job = draft.jobs.get(event.job);
      if (job === undefined) return;
      const { retryAt: _, ...rest } = job;
      const failed = { ...rest, retries: event.retries };
      return draft.jobs.set(event.job, event.retryAt === undefined ? failed : { ...failed, retryAt: event.retryAt });
    }
    case 'jobOffered': {
      const job = draft.jobs.get(event.job);
      if (job === undefined) return;
      const { retryAt: _, ...rest } = job;
      return draft.jobs.set(event.job, { ...rest, retries: event.retries });
    }
    case 'userTaskCreated':
      draft.userTasks.set(event.userTask, { instance: event.instance });
      return draft.own(draft.instance(event.instance), event.userTask);
    case 'userTaskCompleted':
    case 'userTaskCancelled':
      draft.userTasks.remove(event.userTask);
      return draft.disown(event.instance, event.userTask);
    case 'callStarted':
      draft.calls.set(event.call, { instance: event.instance });
      return draft.own(draft.instance(event.instance), event.call);
    case 'callEnded':
    case 'callCancelled': {
      const call = draft.calls.get(event.call);
      draft.calls.remove(event.call);
      if (call !== undefined) draft.disown(call.instance, event.call);
    }
  }
}
