import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import type { Variables } from '../types/index.ts';
import { closeOwned } from './closing.ts';
import { clearIncident } from './incidents.ts';

/** Ends `at` and everything inside, innermost first. */
export function terminate(run: Run, at: LiveInstance): void {
  terminateInside(run, at);
  end(run, at);
}

/** Ends the instance abnormally. `error`: what the caller is told of the error that it ends with. */
export function terminateInstance(
  run: Run,
  reason: string,
  error: { readonly error?: string; readonly variables?: Variables } = {},
): void {
  const root = run.draft.instance(run.draft.root);
  terminateInside(run, root);
  closeOwned(run, root);
  clearIncident(run, root);
  if (run.draft.halted !== '') run.emit({ kind: 'incidentResolved', incident: run.draft.halted });
  run.emit({ kind: 'instanceTerminated', reason, ...error });
}

/** Ends everything inside `scope` but `except`, and the tokens that wait there. */
export function terminateInside(run: Run, scope: LiveInstance, except: LiveInstance | null = null): void {
  if (scope.children > 0) {
    const inside = descendants(run, scope, except);
    for (let i = inside.length - 1; i >= 0; i--) end(run, inside[i] as LiveInstance);
  }
  consumeWaiting(run, scope);
}

function end(run: Run, at: LiveInstance): void {
  closeOwned(run, at);
  clearIncident(run, at);
  run.emit({ kind: 'elementTerminated', instance: at.id, element: at.element.index });
}

/** The tokens that wait in the scope go on no more. */
export function consumeWaiting(run: Run, scope: LiveInstance): void {
  if (scope.waiting === null || !scope.hasTokens()) return;
  run.emit({ kind: 'flowsConsumed', scope: scope.id, flows: scope.waiting.all() });
}

/** Ids grow, and a child is always younger than its scope: one pass, no recursion. */
function descendants(run: Run, scope: LiveInstance, except: LiveInstance | null): LiveInstance[] {
  const inside = new Set<LiveInstance>([scope]);
  for (const live of run.draft.instances()) {
    if (live !== except && live.scope !== null && inside.has(live.scope)) inside.add(live);
  }
  inside.delete(scope);
  return [...inside];
}
