import type { LoopEvent } from '@krok/bpmn/executable';
import type { Board } from './board.ts';
import { hasAllCome, hearConditions, triggersOf } from './catching.ts';
import { driverOf, endedPathHeard, goOnDriven, partOfPathEnded, pathEnded } from './driving.ts';
import { terminateInside } from './ending.ts';
import { valueOf } from './expressions.ts';
import { mayLeave } from './listening.ts';
import type { Visit } from './state.ts';
import { afterHandler, afterUndoing, remember } from './undoing.ts';

/** What it waited for has come: it waits for nothing more, its boundary included. */
export function leaveNow(visit: Visit): void {
  if (visit.phase !== 'leaving') {
    visit.mapped = false;
    visit.heard = 0;
  }
  visit.phase = 'leaving';
  visit.waits = [];
  visit.work = null;
  visit.update = null;
  visit.telling = false;
}

/** A scope is done when nothing lives in it and no token waits (BPMN 2.0 §13.3.4). */
export function finishIfEmpty(board: Board, scope: Visit): void {
  if (scope.phase !== 'waiting' || board.hasTokens(scope)) return;
  if (scope.path === true) return partOfPathEnded(board, scope);
  const inside = board.inside(scope);
  if (inside.length === 0) return leaveNow(scope);
  if (inside.every(({ element }) => board.element(element).type === 'eventSubProcess')) onlyFinish(board, scope);
}

/** BPMN 2.0 §13.5.4: once its own work is done, none of its event sub-processes starts any more. */
export function onlyFinish(board: Board, scope: Visit): void {
  scope.waits = scope.waits.filter(({ event }) => board.element(event).type === 'boundaryEvent');
  scope.deaf = true;
}

/** The token leaves the element by the flows that the diagram says; an incident where a gateway offers none. */
export function leave(board: Board, visit: Visit): void {
  leaveNow(visit);
  if (visit.path === true) return pathEnded(board, visit);
  // The loop around its runs maps nothing and has no listeners: they are of each run.
  if (!board.isBody(visit) && !mayLeave(board, visit)) return;
  const flows = visit.run > 0 ? [] : chosenFlows(board, visit);
  if (flows === null) return board.stop(visit, 'noFlowMatches');
  if (visit.scope === '') {
    board.account.hear('instanceCompleted', {});
    board.state.status = 'completed';
    return board.remove(visit);
  }
  const scope = board.at(visit.scope);
  const element = board.element(visit.element);
  beforeLeaving(board, scope, visit);
  board.account.hear('elementCompleted', { instance: visit.id });
  remember(board, visit);
  board.remove(visit);
  const { interrupted } = scope;
  hearConditions(board);
  if (board.visit(scope.id) !== scope || scope.phase !== 'waiting' || scope.interrupted !== interrupted) return;
  // BPMN 2.0 §13.3.5: once the condition holds, no further activity is executed.
  const { type } = board.element(scope.element);
  if (type === 'adHocSubProcess' && !board.isBody(scope) && scope.done === true && driverOf(board, scope) === null) {
    scope.tokens = {};
    return ended(board, visit, scope);
  }
  // BPMN 2.0 §10.3: as many tokens on each flow as the completion quantity says.
  for (const flow of flows) for (let i = 0; i < (element.completionQuantity ?? 1); i++) board.take(flow, scope);
  if (visit.run === 0 && 'trigger' in element && element.trigger.kind === 'link') {
    if (element.trigger.target !== undefined) board.enter(element.trigger.target, scope.id);
    return;
  }
  if (flows.length === 0) ended(board, visit, scope);
}

function chosenFlows(board: Board, visit: Visit): readonly number[] | null {
  const { type, outgoing, defaultFlow } = board.element(visit.element);
  const holds = (index: number): boolean => {
    const { condition } = board.flow(index);
    return condition !== undefined && board.holds(condition, visit);
  };
  const isFree = (index: number): boolean => board.flow(index).condition === undefined && index !== defaultFlow;
  switch (type) {
    case 'exclusiveGateway': {
      // BPMN 2.0 §13.4.2: the first in the order of the diagram.
      if (outgoing.length === 0) return [];
      const first = outgoing.find((flow) => isFree(flow) || holds(flow)) ?? defaultFlow;
      return first === undefined ? null : [first];
    }
    case 'inclusiveGateway':
    case 'complexGateway': {
      const chosen = outgoing.filter((flow) => isFree(flow) || holds(flow));
      if (chosen.length > 0 || outgoing.length === 0) return chosen;
      return defaultFlow === undefined ? null : [defaultFlow];
    }
    default: {
      // BPMN 2.0 §8.4.13: every flow whose condition holds; the default flow where none does.
      const held = outgoing.filter(holds);
      const chosen = outgoing.filter(
        (flow) => isFree(flow) || held.includes(flow) || (flow === defaultFlow && held.length === 0),
      );
      return chosen.length > 0 || outgoing.length === 0 ? chosen : null;
    }
  }
}

/** Conditions of the activity around are asked while the one that ends is still there. */
function beforeLeaving(board: Board, scope: Visit, visit: Visit): void {
  const around = board.element(scope.element);
  if (visit.run > 0 && scope.loop !== undefined && around.loop?.kind === 'multiInstance') {
    scope.loop.completed++;
    const { completionCondition, outputElement } = around.loop;
    if (outputElement !== undefined) scope.results[visit.run - 1] = valueOf(outputElement, board.names(visit));
    const given = { numberOfCompletedInstances: scope.loop.completed };
    scope.loop.done = completionCondition !== undefined && board.holds(completionCondition, visit, given);
    if (around.loop.events !== undefined) tellOfRun(board, scope, visit, around.loop.events, given);
  } else if (visit.run > 0) {
    scope.done = !goesOn(board, scope, visit.run);
  } else if (around.type === 'adHocSubProcess' && around.job === undefined) {
    const { completionCondition, output } = around;
    scope.done = scope.done === true || (completionCondition !== undefined && board.holds(completionCondition, scope));
    const isPart = board.element(visit.element).type !== 'eventSubProcess';
    // Of each activity at the end of its path; nothing goes on once the condition holds.
    if (output !== undefined && isPart && (scope.done || board.element(visit.element).outgoing.length === 0))
      scope.results.push(valueOf(output.element, board.names(visit)));
  }
}

/** BPMN 2.0 §10.3.8: a run that completed throws an event to the boundary of the activity, and ends nothing unless complex. */
function tellOfRun(
  board: Board,
  body: Visit,
  run: Visit,
  events: readonly LoopEvent[],
  given: Readonly<Record<string, number>>,
): void {
  for (const event of events) {
    if (event.when === 'first' && given['numberOfCompletedInstances'] !== 1) continue;
    if (event.when === 'condition' && !board.holds(event.condition, run, given)) continue;
    for (const boundary of board.element(body.element).boundaries ?? []) {
      const index = triggersOf(board, boundary).findIndex(({ kind }) => kind === event.trigger.kind);
      if (index >= 0 && hasAllCome(board, body, boundary, index)) leaveNow(board.enter(boundary, body.scope));
    }
    if (event.when !== 'condition') continue;
    if (body.loop !== undefined) body.loop.done = true;
    break;
  }
}

/** Nothing of `visit` goes on: what that means for the scope around. */
export function ended(board: Board, visit: Visit, scope: Visit): void {
  if (afterHandler(board, visit) || afterUndoing(board, scope)) return;
  if (driverOf(board, scope) !== null) return goOnDriven(board, scope);
  emptied(board, visit, scope);
}

/** `visit` is gone, done or not. */
export function emptied(board: Board, visit: Visit, scope: Visit): void {
  const around = board.element(scope.element);
  if (scope.path === true) return partOfPathEnded(board, scope);
  if (driverOf(board, scope) !== null) return endedPathHeard(board, scope);
  if (visit.run > 0) return runEnded(board, scope, visit);
  if (around.type === 'adHocSubProcess' && !board.isBody(scope)) return partEnded(board, scope);
  finishIfEmpty(board, scope);
}

function runEnded(board: Board, body: Visit, run: Visit): void {
  const { loop } = board.element(body.element);
  if (loop?.kind === 'standardLoop') {
    if (body.done === true) leaveNow(body);
    else board.enterRun(body, run.run + 1);
    return;
  }
  const state = body.loop;
  if (loop === undefined || state === undefined) return;
  if (!state.done && loop.sequential && state.begun < state.items.length) return beginRun(board, body);
  if (!state.done && board.inside(body).length > 0) return;
  // BPMN 2.0 §13.3.7: the completion condition ends the runs that are left.
  terminateInside(board, body, null);
  if (board.inside(body).length > 0) return;
  finishLoop(board, body);
}

/** The collection comes into being with null for a run that gave nothing. */
export function finishLoop(board: Board, body: Visit): void {
  const { loop } = board.element(body.element);
  if (loop?.kind === 'multiInstance' && loop.outputCollection !== undefined) {
    const all = (body.loop?.items ?? []).map((_, index) => body.results[index] ?? null);
    board.merge(board.visit(body.scope) ?? body, { [loop.outputCollection]: all });
  }
  leaveNow(body);
}

export function beginRun(board: Board, body: Visit): void {
  const { loop } = board.element(body.element);
  const state = body.loop;
  if (loop?.kind !== 'multiInstance' || state === undefined) return;
  state.begun++;
  const run = board.enterRun(body, state.begun);
  if (loop.inputElement !== undefined) run.variables[loop.inputElement] = state.items[state.begun - 1];
  if (loop.outputVariable !== undefined) run.variables[loop.outputVariable] = null;
}

/** Whether a standard loop runs once more (BPMN 2.0 §13.3.6). */
export function goesOn(board: Board, body: Visit, done: number): boolean {
  const { loop } = board.element(body.element);
  if (loop?.kind !== 'standardLoop') return false;
  if (loop.maximum?.kind === 'static' && done >= Number(loop.maximum.text)) return false;
  return loop.condition === undefined || board.holds(loop.condition, body, { loopCounter: done });
}

/** BPMN 2.0 §13.3.5 */
function partEnded(board: Board, scope: Visit): void {
  const around = board.element(scope.element);
  if (around.type !== 'adHocSubProcess') return;
  // An event sub-process is none of its activities, but holds it open (BPMN 2.0 §13.5.4).
  const inside = board.inside(scope);
  const isHandler = ({ element }: Visit): boolean => board.element(element).type === 'eventSubProcess';
  const isIdle = inside.every(isHandler) && !board.hasTokens(scope);
  const [next, ...rest] = scope.rest ?? [];
  if (scope.done !== true && scope.interrupted !== true && isIdle && next !== undefined) {
    scope.rest = rest;
    board.enter(next, scope.id);
    return;
  }
  if ((isIdle && inside.length === 0) || (scope.done === true && around.cancelRemaining)) {
    terminateInside(board, scope, null);
    if (board.inside(scope).length === 0) finishAdHoc(board, scope);
    // While listeners hear of the end of what is left, nothing new begins.
    else onlyFinish(board, scope);
  } else if (isIdle) {
    onlyFinish(board, scope);
  }
}

export function finishAdHoc(board: Board, scope: Visit): void {
  const element = board.element(scope.element);
  if (element.type === 'adHocSubProcess' && element.output !== undefined)
    board.accept(scope, { [element.output.collection]: scope.results });
  leaveNow(scope);
}
