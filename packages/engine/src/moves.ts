import { admits, enterByFlow, enterHeldBack, synchronize, synchronizing, tokensFor } from './behaviors/arrivals.ts';
import { checkCondition, checkNextCondition } from './behaviors/conditions.ts';
import { raise } from './behaviors/incidents.ts';
import { activate, complete } from './behaviors/lifecycle.ts';
import { goOnStanding } from './behaviors/task-listeners.ts';
import { goOnTerminating } from './behaviors/termination.ts';
import { Draft } from './draft/draft.ts';
import type { LiveInstance } from './draft/live-instance.ts';
import type { Linked, LinkedElement } from './link.ts';
import { Problem } from './problem.ts';
import { canComplete, canMove } from './queue.ts';
import { Run } from './run.ts';
import type { InstanceState, Step, StepEnv } from './types/index.ts';
import { CONDITIONS_AFTER_RESULTS } from './version.ts';
import { effectsOf } from './views/effects-of.ts';

/** One thing that the instance can do by itself. Each is atomic; the order among several is free but for `step`'s choice. */
export type Move =
  /** A variable that a conditional event reads has changed. */
  | { readonly kind: 'checkCondition'; readonly subscription: string }
  /** The token that waits on the flow goes into its target, at a parallel join together with the others'. */
  | { readonly kind: 'enter'; readonly scope: string; readonly flow: number }
  | { readonly kind: 'activate'; readonly instance: string }
  | { readonly kind: 'complete'; readonly instance: string }
  /** The tokens that wait before a synchronizing join go in, for no other can come. */
  | { readonly kind: 'join'; readonly scope: string; readonly element: number };

/**
 * Every move that is possible now, in the order in which `step` would choose. Empty between two steps. `env` matters to
 * the activation condition of a complex gateway only; its default is the clock of the last step.
 */
export function moves(linked: Linked, state: InstanceState, env: StepEnv = still(state)): readonly Move[] {
  const draft = new Draft(linked, state);
  if (!draft.moves) return [];
  const possible: Move[] = [];
  for (const id of Object.keys(state.subscriptions)) {
    if (state.subscriptions[id]?.pending === true) possible.push({ kind: 'checkCondition', subscription: id });
  }
  const live = draft.instances();
  // A result is heard of when what gave it has completed.
  const completions = possible.length > 0 && resultsFirst(draft) ? live.filter(canComplete) : [];
  if (completions.length > 0) return completions.map(({ id }) => ({ kind: 'complete', instance: id }));
  const look = new Run(linked, draft, env);
  for (const scope of live) {
    for (const flow of entering(look, scope)) possible.push({ kind: 'enter', scope: scope.id, flow });
  }
  for (const at of live) {
    if (canMove(at)) possible.push({ kind: at.status === 'completing' ? 'complete' : 'activate', instance: at.id });
  }
  if (possible.length > 0) return possible;
  for (const scope of live) {
    for (const element of synchronizing(linked, scope)) {
      // Whether it may go in is known by trying, on a draft that is thrown away.
      const attempt = new Run(linked, new Draft(linked, state), env);
      if (synchronize(attempt, attempt.draft.instance(scope.id), element))
        possible.push({ kind: 'join', scope: scope.id, element: element.index });
    }
  }
  return possible;
}

/** Makes one move; with `holdTokens` also what the elements do that it enters. A move that is not possible changes nothing. */
export function fire(linked: Linked, state: InstanceState, move: Move, env: StepEnv): Step {
  const run = new Run(linked, new Draft(linked, state), env);
  if (run.draft.moves) {
    fireOne(run, move);
    if (env.holdTokens === true) fireAll(run);
  }
  const { events } = run;
  return { kind: 'stepped', state: run.draft.finish(), events, effects: effectsOf(events) };
}

/** Makes moves until none is left or the fuel is spent. */
export function fireAll(run: Run): void {
  const { draft } = run;
  while (draft.moves) {
    if (run.fuel <= 0) {
      const message = 'Expected a command to come to rest within its moves but it goes on: a loop without a wait?';
      return raise(run, draft.instance(draft.root), new Problem('runawayLoop', message));
    }
    run.fuel--;
    if (!fireNext(run)) return;
  }
}

/** All that can move is looked at again: after a halt, what became possible meanwhile was not followed. */
export function followAll(run: Run): void {
  for (const live of run.draft.instances()) {
    if (canMove(live)) run.queue.add(live);
    else if (live.status === 'terminating') goOnTerminating(run, live);
    else goOnStanding(run, live);
    for (const flow of live.waiting?.all() ?? []) run.arrivals.add(live, flow);
  }
  awaitChecks(run);
}

function awaitChecks({ draft }: Run): void {
  for (const id of draft.subscriptions.ids()) if (draft.subscriptions.get(id)?.pending === true) draft.awaitCheck(id);
}

/** What gave a result that a condition waits to be checked for completes before. */
function completeNext(run: Run): boolean {
  const { pendingConditions } = run.draft;
  if (pendingConditions === null || pendingConditions.size === 0 || !resultsFirst(run.draft)) return false;
  const live = run.queue.takeCompleting();
  if (live !== undefined) fireInstance(run, live);
  return live !== undefined;
}

function resultsFirst({ engineVersion }: Draft): boolean {
  return engineVersion >= CONDITIONS_AFTER_RESULTS;
}

/** The first of `moves`, found without listing them. */
function fireNext(run: Run): boolean {
  if (run.linked.hasConditions && (completeNext(run) || checkNextCondition(run))) return true;
  if (run.env.holdTokens !== true && run.arrivals.next(run, enterByFlow)) return true;
  const live = run.queue.take();
  if (live !== undefined) {
    fireInstance(run, live);
    return true;
  }
  if (run.linked.holdsBack && run.env.holdTokens !== true && goOnHeldBack(run)) return true;
  if (!run.linked.synchronizes || run.env.holdTokens === true) return false;
  for (const scope of run.draft.touched()) {
    for (const element of synchronizing(run.linked, scope)) if (synchronize(run, scope, element)) return true;
  }
  return false;
}

function goOnHeldBack(run: Run): boolean {
  return run.draft.touched().some((scope) => enterHeldBack(run, scope));
}

function fireOne(run: Run, move: Move): void {
  if (move.kind === 'checkCondition') {
    checkCondition(run, move.subscription);
    return;
  }
  const at = run.draft.find('scope' in move ? move.scope : move.instance);
  if (at === undefined) return;
  if (move.kind === 'enter') enterByFlow(run, at, move.flow);
  else if (move.kind === 'join') synchronize(run, at, run.linked.element(move.element));
  else if (canMove(at)) {
    if (move.kind === 'complete' && run.linked.hasConditions) awaitChecks(run);
    fireInstance(run, at);
  }
}

function fireInstance(run: Run, at: LiveInstance): void {
  if (at.status === 'completing') complete(run, at);
  else activate(run, at);
}

/** Flows whose token can go in; of those that go in together the first. */
function entering(run: Run, scope: LiveInstance): number[] {
  const flows: number[] = [];
  const together = new Set<LinkedElement>();
  for (const flow of new Set(scope.waiting?.all() ?? [])) {
    const target = run.linked.flows[flow]?.target;
    if (target === undefined || together.has(target) || tokensFor(scope, target) === null) continue;
    if (!admits(run, scope, target)) continue;
    if (target.arrival === 'all' || target.startQuantity > 1) together.add(target);
    flows.push(flow);
  }
  return flows;
}

function still(state: InstanceState): StepEnv {
  return { now: state.lastNow, zone: 'UTC', calendar: NO_CALENDAR };
}

const NO_CALENDAR: StepEnv['calendar'] = { version: '', zone: 'UTC', holidays: [], weekend: [] };
