import type { ElementOf } from '@krok/bpmn/executable';
import type { JobResult } from '@krok/engine';
import type { Board } from './board.ts';
import { hearConditions } from './catching.ts';
import { terminatePart, terminateInside } from './ending.ts';
import { valueOf } from './expressions.ts';
import { leaveNow, onlyFinish } from './lifecycle.ts';
import type { Visit } from './state.ts';

// An ad-hoc sub-process whose worker chooses (Camunda 8.8), at its beginning and after each path. A path is a scope of its own.

export function driverOf(board: Board, visit: Visit): ElementOf<'adHocSubProcess'> | null {
  const element = board.element(visit.element);
  const isOne = element.type === 'adHocSubProcess' && element.job !== undefined;
  // One that lives again to be undone asks nobody.
  return isOne && !board.isBody(visit) && visit.path !== true && visit.undoes === undefined ? element : null;
}

export function tellChoices(board: Board, visit: Visit, { output }: ElementOf<'adHocSubProcess'>): void {
  visit.variables['adHocSubProcessElements'] = choicesOf(board, visit).map((elementId) => ({
    elementId,
    elementName: null,
  }));
  if (output !== undefined) visit.variables[output.collection] = [];
}

/** One question at a time: that of before knew less. */
export function ask(board: Board, visit: Visit): void {
  visit.stopped = null;
  board.account.hear('jobCreated', { instance: visit.id, listener: undefined, variables: board.given(visit) });
  visit.work = 'job';
}

export function answered(
  board: Board,
  visit: Visit,
  variables: Readonly<Record<string, unknown>>,
  result: JobResult,
): void {
  const { activateElements = [], isCompletionConditionFulfilled: isOver, isCancelRemainingInstances: ends } = result;
  const choices = choicesOf(board, visit);
  const isWrong = activateElements.some(({ elementId }) => !choices.includes(elementId));
  if (isWrong || (isOver === true && activateElements.length > 0)) return board.stop(visit, 'jobRetriesExhausted');
  visit.work = null;
  board.accept(visit, variables);
  if (isOver === true) {
    visit.done = true;
    if (ends === true) terminateInside(board, visit, null);
    return finishIfDone(board, visit);
  }
  if (ends === true) for (const each of board.inside(visit)) if (each.path === true) terminatePart(board, each);
  for (const { elementId, variables: own } of activateElements) {
    visit.paths = (visit.paths ?? 0) + 1;
    const path = board.enterRun(visit, visit.paths);
    Object.assign(path, { path: true, phase: 'waiting', variables: { ...own } });
    board.enter(
      board.executable.elements.findIndex(({ id }) => id === elementId),
      path.id,
    );
  }
  if (activateElements.length === 0 && board.inside(visit).length === 0) finish(board, visit);
}

/** Something inside a path has ended, and perhaps all of it. */
export function partOfPathEnded(board: Board, path: Visit): void {
  if (path.phase !== 'waiting' || board.hasTokens(path) || board.inside(path).length > 0) return;
  pathEnded(board, path);
}

/** Its result joins the others, for the worker to see. */
export function pathEnded(board: Board, path: Visit): void {
  const visit = board.at(path.scope);
  const element = board.element(visit.element);
  const output = element.type === 'adHocSubProcess' ? element.output : undefined;
  if (output !== undefined) {
    const before = visit.variables[output.collection];
    const value = valueOf(output.element, board.names(path));
    visit.variables[output.collection] = [...(Array.isArray(before) ? before : []), value];
  }
  visit.undo.push(...path.undo);
  board.account.hear('elementCompleted', { instance: path.id });
  board.remove(path);
  hearConditions(board);
  if (board.visit(visit.id) === visit) goOnDriven(board, visit);
}

/** One that the worker ended has been heard: it is not asked anew. */
export function endedPathHeard(board: Board, visit: Visit): void {
  if (visit.phase !== 'waiting') return;
  if (visit.done === true || visit.interrupted === true) finishIfDone(board, visit);
  else if (visit.work === null && visit.stopped === null && board.inside(visit).length === 0) finish(board, visit);
}

/** A path has ended, or what stood beside the paths. */
export function goOnDriven(board: Board, visit: Visit): void {
  if (visit.phase !== 'waiting') return;
  if (visit.done === true || visit.interrupted === true) finishIfDone(board, visit);
  else ask(board, visit);
}

function finishIfDone(board: Board, visit: Visit): void {
  const inside = board.inside(visit);
  if (inside.length === 0 && !board.hasTokens(visit)) finish(board, visit);
  else if (inside.every(({ element }) => board.element(element).type === 'eventSubProcess')) onlyFinish(board, visit);
}

/** The collection leaves with the whole. */
function finish(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  const output = element.type === 'adHocSubProcess' ? element.output : undefined;
  const all = output === undefined ? undefined : visit.variables[output.collection];
  if (output !== undefined && all !== undefined && element.outputs === undefined)
    board.merge(board.visit(visit.scope) ?? visit, { [output.collection]: all });
  leaveNow(visit);
}

/** Activities that no flow leads to. */
function choicesOf(board: Board, visit: Visit): readonly string[] {
  const element = board.element(visit.element);
  return ('children' in element ? element.children : [])
    .map((each) => board.element(each))
    .filter(
      ({ type, incoming, isForCompensation }) =>
        incoming.length === 0 && isForCompensation !== true && type !== 'eventSubProcess' && type !== 'boundaryEvent',
    )
    .map(({ id }) => id);
}
