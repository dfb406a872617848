import type { Board } from './board.ts';
import { emptied } from './lifecycle.ts';
import { askCanceling, hearsCanceling } from './listening.ts';
import type { Then, Visit } from './state.ts';
import { undo, undone } from './undoing.ts';
import { open } from './catching.ts';

// What ends before it was done (BPMN 2.0 §13.3.2): at once, but for the user tasks whose listeners want to know, and for the scopes
// around them up to what ends. Only when these have been heard goes on what ended them (Camunda 8).

/** Ends it and everything inside; `after` goes on after that. */
export function terminate(board: Board, visit: Visit, after: Then): void {
  const scope = board.visit(visit.scope);
  end(board, visit);
  if (board.visit(visit.id) !== null) visit.after = after;
  else if (scope !== null) follow(board, scope, after);
}

/** Ends everything inside the scope but one; `after` goes on after that, in the scope. */
export function terminateInside(board: Board, scope: Visit, except: Visit | null, after: Then | null = null): void {
  delete scope.after;
  for (const each of board.inside(scope)) if (each !== except) end(board, each);
  scope.tokens = {};
  if (after === null) return;
  if (board.inside(scope).some(({ phase }) => phase === 'ending')) scope.after = after;
  else follow(board, scope, after);
}

/** Ends one of several in a scope; nothing follows from that alone. */
export function terminatePart(board: Board, visit: Visit): void {
  end(board, visit);
}

/** A person ends it, at once: nobody is heard (Camunda 8). */
export function endByHand(board: Board, visit: Visit): void {
  endInsideByHand(board, visit);
  board.account.hear('elementTerminated', { instance: visit.id });
  board.remove(visit);
}

export function endInsideByHand(board: Board, scope: Visit): void {
  for (const each of board.inside(scope)) endByHand(board, each);
  scope.tokens = {};
}

/** The case ends before it was done, with all inside; one that stands still does so no longer where somebody is heard. */
export function endCase(board: Board, told: Readonly<Record<string, unknown>>): void {
  const root = board.at(board.state.root);
  if (board.visits.some((each) => each.phase === 'ending' || hearsCanceling(board, each)))
    board.state.suspended = false;
  terminateInside(board, root, null);
  Object.assign(root, { phase: 'ending', waits: [], given: {}, after: { kind: 'over', told } });
  if (board.inside(root).length === 0) ended(board, root);
}

/** The next listener is heard, or, after the last, it ends. */
export function goOnEnding(board: Board, visit: Visit): void {
  if (isHeard(board, visit)) ended(board, visit);
}

export function mayEnd(board: Board, visit: Visit): boolean {
  return visit.phase === 'ending' && board.inside(visit).length === 0;
}

/** All of it has been heard: it ends, so do the scopes that waited for it alone, and what ended them goes on. */
export function ended(board: Board, first: Visit): void {
  for (let at = first; ; ) {
    const { after } = at;
    if (after?.kind === 'over') {
      board.account.hear('instanceTerminated', after.told);
      board.state.status = 'terminated';
      return board.remove(at);
    }
    board.account.hear('elementTerminated', { instance: at.id });
    board.remove(at);
    const scope = board.at(at.scope);
    if (after !== undefined) return follow(board, scope, after);
    if (scope.phase !== 'ending') return partEnded(board, at, scope);
    if (board.inside(scope).length > 0) return;
    at = scope;
  }
}

function partEnded(board: Board, part: Visit, scope: Visit): void {
  const { after } = scope;
  if (after === undefined) return emptied(board, part, scope);
  if (board.inside(scope).some(({ phase }) => phase === 'ending')) return;
  delete scope.after;
  follow(board, scope, after);
}

function end(board: Board, visit: Visit): void {
  for (const each of board.inside(visit)) end(board, each);
  // Who ends more decides alone.
  delete visit.after;
  if (visit.phase === 'ending') return;
  const hears = hearsCanceling(board, visit);
  if (!hears && board.inside(visit).length === 0) {
    board.account.hear('elementTerminated', { instance: visit.id });
    return board.remove(visit);
  }
  Object.assign(visit, { phase: 'ending', tokens: {}, given: {}, waits: [], work: null, stopped: null });
  Object.assign(visit, { result: null, update: null, telling: false, asked: 0 });
  if (hears) goOnEnding(board, visit);
}

/** False while a listener is at work, or the case stands still. */
function isHeard(board: Board, visit: Visit): boolean {
  return !board.state.suspended && askCanceling(board, visit);
}

function follow(board: Board, scope: Visit, after: Then): void {
  switch (after.kind) {
    case 'event':
      return open(board, scope, after.event, after.variables);
    case 'undo': {
      const by = board.visit(after.by);
      if (by !== null) undo(board, by, scope, after.activity);
      return;
    }
    case 'undone':
      return undone(board, scope, after.tells);
    case 'over':
  }
}
