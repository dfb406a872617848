import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';

/** Ends all that `at` waits for: jobs, user tasks, subscriptions, timers, calls; but for events of `kept`. */
export function closeOwned(run: Run, at: LiveInstance, kept: readonly LinkedElement[] = []): void {
  if (at.owned === null || at.owned.length === 0) return;
  for (const id of at.owned.slice()) {
    const event = (run.draft.timers.get(id) ?? run.draft.subscriptions.get(id))?.element;
    if (event === undefined || !kept.some((each) => each.index === event)) closeOne(run, at, id);
  }
}

/** Ends one of them. */
export function closeOne(run: Run, at: LiveInstance, id: string): void {
  const { draft } = run;
  if (draft.jobs.get(id) !== undefined) return run.emit({ kind: 'jobCancelled', job: id, instance: at.id });
  if (draft.userTasks.get(id) !== undefined) {
    return run.emit({ kind: 'userTaskCancelled', userTask: id, instance: at.id });
  }
  if (draft.timers.get(id) !== undefined) return run.emit({ kind: 'timerCancelled', timer: id });
  if (draft.calls.get(id) !== undefined) return run.emit({ kind: 'callCancelled', call: id });
  const subscription = draft.subscriptions.get(id);
  if (subscription === undefined) return;
  switch (subscription.kind) {
    case 'message':
      return run.emit({ kind: 'messageUnsubscribed', subscription: id });
    case 'signal':
      return run.emit({ kind: 'signalUnsubscribed', subscription: id });
    case 'condition':
      return run.emit({ kind: 'conditionUnsubscribed', subscription: id });
  }
}
