import type { Board } from './board.ts';
import { catcherOf, happens, startOf, triggersOf } from './catching.ts';
import { terminate } from './ending.ts';
import { finishIfEmpty, leaveNow } from './lifecycle.ts';
import type { Undo, Visit } from './state.ts';

/** Compensation (BPMN 2.0 §13.5.5). Activity of one that is for all in its scope. */
export const ALL = -1;
/** Nothing of itself. */
const NONE = -2;

/** What completes leaves its handler, or what can be undone inside it, to the scope around. */
export function remember(board: Board, visit: Visit): void {
  const scope = board.visit(visit.scope);
  if (scope === null || visit.tells !== undefined) return;
  const { compensationHandler } = board.element(visit.element);
  const entry = { element: visit.element, instance: visit.id, variables: {}, undo: [] };
  if (compensationHandler !== undefined) {
    if (visit.run === 0) scope.undo.push(entry);
  } else if (visit.undo.length > 0 || undoingInside(board, visit.element) !== null) {
    scope.undo.push({ ...entry, variables: visit.variables, undo: visit.undo });
  }
}

/** `by` undoes what completed in `scope`, the youngest first, one after the other. */
export function undo(board: Board, by: Visit, scope: Visit, activity: number): void {
  by.undoes = { scope: scope.id, activity };
  goOn(board, by);
}

/** All handlers at once; nobody waits for them. */
export function undoAside(board: Board, scope: Visit, activity: number): void {
  for (let entry = take(scope, activity); entry !== null; entry = take(scope, activity)) {
    const revived = handle(board, scope, entry, '');
    if (revived !== null) goOn(board, revived);
  }
}

/** Whether `visit` was a handler; then the next one runs. */
export function afterHandler(board: Board, visit: Visit): boolean {
  if (visit.tells === undefined) return false;
  const by = board.visit(visit.tells);
  const scope = board.visit(visit.scope);
  if (by !== null) goOn(board, by);
  // It may have been the last work of the scope itself, where who undoes it stands in an event sub-process.
  const isPart = scope !== null && scope !== by && board.element(scope.element).type !== 'adHocSubProcess';
  if (scope !== null && (by === null || (isPart && board.inside(scope).length > 0))) finishIfEmpty(board, scope);
  return true;
}

/** What lives again to be undone is left by no flow and runs no more; with nothing in it, the rest is undone. */
export function afterUndoing(board: Board, scope: Visit): boolean {
  if (scope.undoes?.scope !== scope.id) return false;
  if (board.inside(scope).length === 0 && !board.hasTokens(scope)) goOn(board, scope);
  return true;
}

function goOn(board: Board, first: Visit): void {
  for (let by: Visit | null = first; by !== null; ) {
    const scope: Visit | null = board.visit(by.undoes?.scope ?? '');
    const entry: Undo | null = scope === null ? null : take(scope, by.undoes?.activity ?? ALL);
    by = scope === null || entry === null ? finished(board, by) : handle(board, scope, entry, by.id);
  }
}

function take(scope: Visit, activity: number): Undo | null {
  const at = scope.undo.findLastIndex(({ element }) => activity === ALL || element === activity);
  return at < 0 ? null : (scope.undo.splice(at, 1)[0] ?? null);
}

/** Answers the sub-process that lives again to be undone; null where a handler is at work. */
function handle(board: Board, scope: Visit, entry: Undo, tells: string): Visit | null {
  const { compensationHandler } = board.element(entry.element);
  if (compensationHandler !== undefined) {
    board.enter(compensationHandler, scope.id).tells = tells;
    return null;
  }
  const { instance } = board.account.hear('scopeRevived', { element: entry.element, scope: scope.id });
  const revived = board.put(instance, entry.element, scope.id);
  const { variables, undo: inside } = entry;
  const handler = undoingInside(board, entry.element);
  Object.assign(revived, {
    phase: 'waiting' as const,
    variables,
    undo: inside,
    tells,
    undoes: { scope: instance, activity: handler === null ? ALL : NONE },
  });
  if (handler === null) return revived;
  // Its compensation event sub-process says what of the rest is undone (BPMN 2.0 §13.5.5).
  Object.assign(board.enter(handler.eventSubProcess, instance), { tells: instance, opener: handler.start });
  return null;
}

function undoingInside(
  board: Board,
  scope: number,
): { readonly eventSubProcess: number; readonly start: number } | null {
  const element = board.element(scope);
  for (const eventSubProcess of 'eventSubProcesses' in element ? element.eventSubProcesses : []) {
    const start = startOf(board, eventSubProcess);
    if (triggersOf(board, start).some(({ kind }) => kind === 'compensation')) return { eventSubProcess, start };
  }
  return null;
}

/** Nothing is left to undo. Answers who goes on. */
function finished(board: Board, by: Visit): Visit | null {
  if (by.tells === undefined) {
    // A person skipped it: it is on its way already.
    if (by.phase === 'leaving') return null;
    const element = board.element(by.element);
    if ('trigger' in element && element.trigger.kind === 'cancel') cancelled(board, by);
    else leaveNow(by);
    return null;
  }
  terminate(board, by, { kind: 'undone', tells: by.tells });
  return null;
}

/** A sub-process that lived again to be undone has ended: who waited for it goes on. */
export function undone(board: Board, scope: Visit, tells: string): void {
  if (tells === '') return finishIfEmpty(board, scope);
  const by = board.visit(tells);
  if (by !== null) goOn(board, by);
}

/** BPMN 2.0 §13.5.6: all is undone, the transaction ends by its cancel event. */
function cancelled(board: Board, by: Visit): void {
  const caught = catcherOf(board, by, 'cancel', '');
  if (caught === null) return board.stop(by, 'uncaughtError');
  happens(board, caught.owner, caught.event, {});
}
