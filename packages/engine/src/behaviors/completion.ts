import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import { closeOwned } from './closing.ts';

/** What `at` waited for has come: it waits for nothing more, and its completion is the next of its moves. */
export function completing(run: Run, at: LiveInstance): void {
  closeOwned(run, at);
  run.emit({ kind: 'elementCompleting', instance: at.id });
  run.queue.add(at);
}

/** A scope completes when nothing lives in it and no token waits (BPMN 2.0 §13.4.5). */
export function completeIfEmpty(run: Run, scope: LiveInstance): void {
  if (scope.gone || scope.status !== 'active' || scope.children > 0 || scope.hasTokens()) return;
  completing(run, scope);
}
