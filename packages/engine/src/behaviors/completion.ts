import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import { closeOwned } from './closing.ts';

/** What `at` waited for has come: it waits for nothing more, and its completion is the next of its moves. */
export function completing(run: Run, at: LiveInstance): void {
  closeOwned(run, at);
  run.emit({ kind: 'elementCompleting', instance: at.id });
  run.queue.add(at);
}

/** A scope completes when nothing lives in it and no token waits (BPMN 2.0 §13.3.4). */
export function completeIfEmpty(run: Run, scope: LiveInstance): void {
  if (scope.gone || scope.status !== 'active' || scope.hasTokens()) return;
  if (scope.children === 0) completing(run, scope);
  else if (scope.element.eventSubProcesses.length > 0) waitForEventSubProcesses(run, scope);
}

/** BPMN 2.0 §13.5.4: a scope whose own work is done waits for its event sub-processes, and none starts any more. */
function waitForEventSubProcesses(run: Run, scope: LiveInstance): void {
  if (scope.owned === null || scope.owned.length === 0) return;
  for (const live of run.draft.instances()) {
    if (live.scope === scope && live.element.behavior.inline !== true) return;
  }
  closeOwned(run, scope, scope.element.boundaries);
}
