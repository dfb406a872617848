import type { LiveInstance } from '../draft/live-instance.ts';
import type { Linked, LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import { behaviorOf } from './structure.ts';

/** Lets the token that waits on `flow` in, if its target takes tokens one by one and enough are there. */
export function enterByFlow(run: Run, scope: LiveInstance, flow: number): boolean {
  const target = run.linked.flows[flow]?.target;
  if (target === undefined || scope.gone || !admits(run, scope, target)) return false;
  if (target.arrival === 'each' && target.startQuantity === 1) {
    if (scope.tokensOn(flow) === 0) return false;
    run.enter(target, scope, flow);
    return true;
  }
  const flows = tokensFor(scope, target);
  if (flows === null) return false;
  if (flows.length === 1) run.enter(target, scope, flows[0]);
  else enterTogether(run, scope, target, flows);
  return true;
}

/** Whether the scope lets a token into `target` now. */
export function admits(run: Run, scope: LiveInstance, target: LinkedElement): boolean {
  return behaviorOf(scope).admits?.(run, scope, target) ?? true;
}

/** Lets a token in that its scope has held back; false if it goes on holding them. */
export function enterHeldBack(run: Run, scope: LiveInstance): boolean {
  if (behaviorOf(scope).admits === undefined || !scope.hasTokens()) return false;
  return scope.waiting?.all().some((flow) => enterByFlow(run, scope, flow)) ?? false;
}

/**
 * The tokens that one activation of `target` takes, or null while they are not all there. A parallel join takes one from
 * every incoming flow and leaves what is more (BPMN 2.0 §13.4.1); an activity as many as its start quantity says.
 */
export function tokensFor(scope: LiveInstance, target: LinkedElement): readonly number[] | null {
  if (target.arrival === 'synchronized') return null;
  if (target.arrival === 'all')
    return target.incoming.every((flow) => scope.tokensOn(flow) > 0) ? target.incoming : null;
  const flows: number[] = [];
  for (const flow of target.incoming) {
    const tokens = scope.tokensOn(flow);
    for (let i = 0; i < tokens && flows.length < target.startQuantity; i++) flows.push(flow);
  }
  return flows.length < target.startQuantity ? null : flows;
}

/** Tokens that wait before `element`: one of each flow that has any, as a synchronizing join takes them. */
export function waitingBefore(scope: LiveInstance, element: LinkedElement): number[] {
  return element.incoming.filter((flow) => scope.tokensOn(flow) > 0);
}

/** Elements of `scope` that wait to be synchronized, in the order of the diagram. */
export function synchronizing(linked: Linked, scope: LiveInstance): LinkedElement[] {
  const hasTokens = scope.waiting !== null && scope.hasTokens();
  if ((!hasTokens && scope.note === null) || scope.status === 'terminating') return [];
  const found = new Set<LinkedElement>();
  if (scope.note !== null && !scope.isLoopBody) {
    for (const index of scope.element.content?.children ?? []) {
      const element = linked.element(index);
      if (element.behavior.awaits?.(scope, element.definition) === true) found.add(element);
    }
  }
  for (const flow of scope.waiting?.flows ?? []) {
    const target = linked.flows[flow]?.target;
    if (target?.arrival === 'synchronized') found.add(target);
  }
  return [...found].sort((a, b) => a.index - b.index);
}

/** Lets go in what a synchronizing join now may take; false if nothing. */
export function synchronize(run: Run, scope: LiveInstance, element: LinkedElement): boolean {
  return element.behavior.synchronize?.(run, scope, element.definition) ?? false;
}

/** One activation of `element` for the tokens on all of `flows`. */
export function enterTogether(run: Run, scope: LiveInstance, element: LinkedElement, flows: readonly number[]): void {
  run.emit({ kind: 'flowsConsumed', scope: scope.id, flows });
  run.enter(element, scope);
}

/**
 * BPMN 2.0 §13.4.3: no token elsewhere in the scope has a path to an empty one of `flows`, unless it also has one to a
 * flow that holds a token.
 */
export function noneCanReach(run: Run, scope: LiveInstance, element: LinkedElement, flows: readonly number[]): boolean {
  const empty = flows.filter((flow) => scope.tokensOn(flow) === 0);
  if (empty.length === 0) return true;
  const held = element.incoming.filter((flow) => scope.tokensOn(flow) > 0);
  const { reachability } = run.linked;
  const blocks = (from: number): boolean =>
    empty.some((flow) => reachability.reaches(from, flow)) &&
    !held.some((flow) => reachability.reachesByFlow(from, flow));
  for (const flow of scope.waiting?.flows ?? []) {
    const target = run.linked.flows[flow]?.target;
    if (target !== undefined && target !== element && blocks(target.index)) return false;
  }
  for (const live of run.draft.instances()) if (live.scope === scope && blocks(live.element.index)) return false;
  return true;
}
