import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import type { Json, Variables } from '../types/index.ts';
import { TERMINATION_WAITS } from '../version.ts';
import { hear, hearsCanceling } from './canceling.ts';
import { closeOwned } from './closing.ts';
import { completeIfEmpty } from './completion.ts';
import { clearIncident } from './incidents.ts';
import { behaviorOf } from './structure.ts';

// A user task whose listeners for canceling are to be heard is `terminating` until they are, and so is every scope around it up to
// what ends (Camunda 8). All else ends at once. What follows is kept as data under `following`, at what ends or at the scope that is
// emptied, and goes on once nothing is left; who ends that too takes it away.

/** `event`: the element whose `follows` goes on. `by`: the instance that waits for it. */
export interface Then {
  readonly event: number;
  readonly variables?: Variables;
  readonly by?: string;
}

/** Ends `at` and everything inside, innermost first. False: later, when the user tasks inside have been heard. */
export function terminate(run: Run, at: LiveInstance): boolean {
  terminateInside(run, at);
  end(run, at);
  return at.gone;
}

/** Ends everything inside `scope` but `except`, and the tokens that wait there. False: some of it ends later. */
export function terminateInside(run: Run, scope: LiveInstance, except: LiveInstance | null = null): boolean {
  forget(run, scope);
  if (scope.children > 0) {
    const inside = descendants(run, scope, except);
    for (let i = inside.length - 1; i >= 0; i--) end(run, inside[i] as LiveInstance);
  }
  consumeWaiting(run, scope);
  return !isEnding(run, scope);
}

/** Ends `at` and everything inside at once: what a person ends by hand is not told to its listeners (Camunda 8). */
export function endByHand(run: Run, at: LiveInstance): void {
  endInsideByHand(run, at);
  endNow(run, at);
}

export function endInsideByHand(run: Run, scope: LiveInstance): void {
  if (scope.children > 0) {
    const inside = descendants(run, scope, null);
    for (let i = inside.length - 1; i >= 0; i--) endNow(run, inside[i] as LiveInstance);
  }
  consumeWaiting(run, scope);
}

/** Ends the instance abnormally. `error`: what the caller is told of the error that it ends with. */
export function terminateInstance(
  run: Run,
  reason: string,
  error: { readonly error?: string; readonly variables?: Variables } = {},
): void {
  const root = run.draft.instance(run.draft.root);
  const { halted, suspended } = run.draft;
  const hears = run.draft.instances().some((live) => live.status === 'terminating' || hearsCanceling(run, live));
  if (hears) {
    // Its listeners have jobs to do: nothing stands still any more.
    if (halted !== '') run.emit({ kind: 'incidentResolved', incident: halted });
    if (suspended) run.emit({ kind: 'instanceResumed' });
  }
  const isOver = terminateInside(run, root);
  closeOwned(run, root);
  clearIncident(run, root);
  if (isOver) {
    if (run.draft.halted !== '') run.emit({ kind: 'incidentResolved', incident: run.draft.halted });
    run.emit({ kind: 'instanceTerminated', reason, ...error });
    return;
  }
  run.emit({ kind: 'elementTerminating', instance: root.id });
  run.emit({ kind: 'elementNoted', instance: root.id, note: { ending: { reason, ...error } } });
}

/** What is to follow when `at` has ended, or when what is inside has: told by the event that ends it. */
export function followWith(run: Run, at: LiveInstance, { event, variables, by }: Then): void {
  const following: Json = { event, ...(variables && { variables }), ...(by !== undefined && { by }) };
  run.emit({ kind: 'elementNoted', instance: at.id, note: { following } });
}

/** Of what is terminating: its next listener is heard, or it ends. Nothing while the case stands still. */
export function goOnTerminating(run: Run, at: LiveInstance): void {
  const waits = at.gone || at.children > 0 || at.incident !== '' || at.listenerJob !== '';
  if (waits || !run.draft.moves || !hear(run, at)) return;
  endLater(run, at);
}

/** `at` was terminating and has been heard: it ends, so do the scopes that waited for it alone, and what was to follow goes on. */
export function endLater(run: Run, at: LiveInstance): void {
  for (let live = at; ; ) {
    const { scope } = live;
    if (scope === null) {
      const ending = (live.note?.['ending'] ?? null) as Ending | null;
      return run.emit({ kind: 'instanceTerminated', ...(ending ?? { reason: '' }) });
    }
    const then = thenOf(live);
    endNow(run, live);
    if (scope.status !== 'terminating') return then === null ? emptied(run, scope, live) : follow(run, live, then);
    if (scope.children > 0) return;
    live = scope;
  }
}

/** The tokens that wait in the scope go on no more. */
export function consumeWaiting(run: Run, scope: LiveInstance): void {
  if (scope.waiting === null || !scope.hasTokens()) return;
  run.emit({ kind: 'flowsConsumed', scope: scope.id, flows: scope.waiting.all() });
}

type Ending = {
  readonly reason: string;
  readonly error?: string;
  readonly variables?: Variables;
};

/** One of those inside `scope` has ended after it was heard. */
function emptied(run: Run, scope: LiveInstance, child: LiveInstance): void {
  const then = thenOf(scope);
  if (then !== null) {
    if (isEnding(run, scope)) return;
    forget(run, scope);
    return follow(run, scope, then);
  }
  const behavior = behaviorOf(scope);
  if (behavior.childEnded !== undefined) behavior.childEnded(run, scope, scope.element.definition, child);
  else completeIfEmpty(run, scope);
}

function follow(run: Run, owner: LiveInstance, then: Then): void {
  const event = run.linked.element(then.event);
  event.behavior.follows?.(run, owner, event.definition, then);
}

function end(run: Run, at: LiveInstance): void {
  if (at.gone) return;
  if (at.status === 'terminating') return forget(run, at);
  const hears = hearsCanceling(run, at);
  if (!hears && at.children === 0) return endNow(run, at);
  closeOwned(run, at);
  clearIncident(run, at);
  consumeWaiting(run, at);
  run.emit({ kind: 'elementTerminating', instance: at.id });
  if (!hears) return forget(run, at);
  run.emit({ kind: 'elementNoted', instance: at.id, note: { heard: 0 } });
  goOnTerminating(run, at);
}

function endNow(run: Run, at: LiveInstance): void {
  closeOwned(run, at);
  clearIncident(run, at);
  run.emit({ kind: 'elementTerminated', instance: at.id, element: at.element.index });
}

function isEnding(run: Run, scope: LiveInstance): boolean {
  if (scope.children === 0 || run.draft.engineVersion < TERMINATION_WAITS) return false;
  return run.draft.instances().some((live) => live.scope === scope && live.status === 'terminating');
}

function thenOf(at: LiveInstance): Then | null {
  return (at.note?.['following'] ?? null) as Then | null;
}

function forget(run: Run, at: LiveInstance): void {
  if (thenOf(at) !== null) run.emit({ kind: 'elementNoted', instance: at.id, note: { following: null } });
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
