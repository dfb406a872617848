import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { CONDITIONS_AFTER_RESULTS } from '../version.ts';
import { closeOwned } from './closing.ts';
import { compensationGoesOn, registerCompensation, undoingGoesOn } from './compensation.ts';
import { completeIfEmpty } from './completion.ts';
import { checkNextCondition } from './conditions.ts';
import { allThatHold } from './flows.ts';
import { raise } from './incidents.ts';
import { offerListener } from './jobs.ts';
import { applyInputs, applyOutputs } from './mappings.ts';
import { behaviorOf } from './structure.ts';
import { fireHeld, interruptingHeld, openWaits, planWaits, type Wait } from './waits.ts';

/** The move of an instance in status `activating`. */
export function activate(run: Run, at: LiveInstance): void {
  const { element } = at;
  const problem = element.plain ? behaviorOf(at).activate(run, at, element.definition) : activateWithAll(run, at);
  if (problem !== null) raise(run, at, problem);
}

/** Input mappings, start listeners, boundary events: an element that has some of them. */
function activateWithAll(run: Run, at: LiveInstance): Problem | null {
  const { element } = at;
  if (!at.isLoopBody) {
    const problem = at.mapped ? null : applyInputs(run, at);
    if (problem !== null) return problem;
    const waiting = offerListener(run, at, 'start');
    if (waiting !== 'done') return afterMapping(run, at, waiting);
  }
  const waits: Wait[] = [];
  if (!at.isRun) {
    for (const boundary of element.boundaries) {
      const problem = planWaits(run, at, boundary, waits);
      if (problem !== null) return afterMapping(run, at, problem);
    }
  }
  const held = interruptingHeld(run, waits);
  if (held !== null) {
    fireHeld(run, at, [held]);
    return null;
  }
  const problem = behaviorOf(at).activate(run, at, element.definition);
  if (problem !== null || at.listenerJob !== '') return afterMapping(run, at, problem);
  if (!at.gone && at.status === 'active') {
    openWaits(run, at, waits);
    fireHeld(run, at, waits);
  }
  return null;
}

/** Completes `at` and lets its tokens go on; an incident if a mapping or a condition fails. */
export function complete(run: Run, at: LiveInstance): void {
  // What can fail half way says first that it completes: a retry is then of the completion.
  if (!at.element.plain && at.status !== 'completing') run.emit({ kind: 'elementCompleting', instance: at.id });
  const problem = tryComplete(run, at);
  if (problem === null) return;
  if (at.status !== 'completing') run.emit({ kind: 'elementCompleting', instance: at.id });
  raise(run, at, problem);
}

function tryComplete(run: Run, at: LiveInstance): Problem | null {
  const { element } = at;
  if (!element.plain && !at.isLoopBody && !at.isPath) {
    const problem = at.mapped ? null : applyOutputs(run, at);
    if (problem !== null) return problem;
    const waiting = offerListener(run, at, 'end');
    if (waiting !== 'done') return afterMapping(run, at, waiting);
  }
  const chosen = at.isRun ? [] : (behaviorOf(at).choose?.(run, at, element.definition) ?? allThatHold(run, at));
  if (chosen instanceof Problem) return afterMapping(run, at, chosen);
  const { scope } = at;
  if (scope === null) {
    closeOwned(run, at);
    element.behavior.left?.(run, at, element.definition);
    return null;
  }
  const problem = behaviorOf(scope).childCompleting?.(run, scope, scope.element.definition, at) ?? null;
  if (problem !== null) return afterMapping(run, at, problem);
  closeOwned(run, at);
  registerCompensation(run, at);
  run.emit({ kind: 'elementCompleted', instance: at.id, element: element.index });
  if (isOverruled(run, scope)) return null;
  const stands = behaviorOf(scope).isSettled?.(run, scope) ?? false;
  const flows = stands ? [] : chosen;
  const quantity = element.completionQuantity;
  for (const flow of flows) for (let i = 0; i < quantity; i++) run.takeFlow(flow.index, scope);
  if (!at.isRun && !stands) element.behavior.left?.(run, at, element.definition);
  if (flows.length === 0) ended(run, at, scope);
  return null;
}

/** What the result made true is heard before anything follows: whether an event has taken the scope over, or ended it. */
function isOverruled(run: Run, scope: LiveInstance): boolean {
  if (!run.linked.hasConditions || run.draft.engineVersion < CONDITIONS_AFTER_RESULTS) return false;
  const { interrupted } = scope;
  while (checkNextCondition(run));
  return scope.gone || scope.status !== 'active' || scope.interrupted !== interrupted;
}

/** `at` has ended and no token of it goes on. */
export function ended(run: Run, at: LiveInstance, scope: LiveInstance): void {
  if (compensationGoesOn(run, at) || undoingGoesOn(run, scope)) return;
  const behavior = behaviorOf(scope);
  if (behavior.childEnded !== undefined) behavior.childEnded(run, scope, scope.element.definition, at);
  else completeIfEmpty(run, scope);
}

/** The mappings are done: a retry must not apply them to their own results. */
function afterMapping(run: Run, at: LiveInstance, outcome: Problem | null): Problem | null {
  if (!at.mapped && !at.element.plain) run.emit({ kind: 'elementMapped', instance: at.id });
  return outcome;
}
