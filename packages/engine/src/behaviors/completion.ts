import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import { AD_HOC_APART } from '../version.ts';
import { closeOwned } from './closing.ts';
import { behaviorOf, hasOwnWork } from './structure.ts';

/** What `at` waited for has come: it waits for nothing more, and its completion is the next of its moves. */
export function completing(run: Run, at: LiveInstance): void {
  closeOwned(run, at);
  run.emit({ kind: 'elementCompleting', instance: at.id });
  run.queue.add(at);
}

/** A scope completes when nothing lives in it and no token waits (BPMN 2.0 §13.3.4). */
export function completeIfEmpty(run: Run, scope: LiveInstance): void {
  if (scope.gone || scope.status !== 'active') return;
  const { settle } = behaviorOf(scope);
  if (settle !== undefined && run.draft.engineVersion >= AD_HOC_APART) {
    settle(run, scope, scope.element.definition);
    return;
  }
  if (scope.hasTokens()) return;
  if (scope.children === 0) completing(run, scope);
  else if (scope.owned !== null && scope.owned.length > 0 && !hasOwnWork(run, scope)) onlyFinish(run, scope);
}

/** BPMN 2.0 §13.5.4: a scope whose own work is done waits for its event sub-processes, and none starts any more. */
export function onlyFinish(run: Run, scope: LiveInstance): void {
  closeOwned(run, scope, scope.element.boundaries);
}
