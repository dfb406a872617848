import type { ElementOf, Expression, Mapping } from '@krok/bpmn/executable';
import type { Board } from './board.ts';
import { goOnEnding } from './ending.ts';
import { valueOf } from './expressions.ts';
import type { Visit } from './state.ts';

// Around what an element does (Camunda 8): its inputs, its listeners at the start; and its outputs, its listeners at the end.

/** False while a listener at the start is at work. */
export function mayBegin(board: Board, visit: Visit): boolean {
  const { inputs } = board.element(visit.element);
  if (inputs !== undefined && !visit.mapped) Object.assign(visit.variables, mapped(board, visit, inputs));
  visit.mapped = true;
  return allHeard(board, visit, 'start');
}

/** False while a listener at the end is at work. */
export function mayLeave(board: Board, visit: Visit): boolean {
  const { outputs, loop } = board.element(visit.element);
  if (outputs !== undefined && !visit.mapped) {
    const leaving = mapped(board, visit, outputs);
    const own = visit.run > 0 && loop?.kind === 'multiInstance' ? loop.outputVariable : undefined;
    // What a run gives is its own.
    if (own !== undefined && Object.hasOwn(leaving, own)) {
      visit.variables[own] = leaving[own];
      delete leaving[own];
    }
    board.merge(board.visit(visit.scope) ?? visit, leaving);
  }
  visit.mapped = true;
  return allHeard(board, visit, 'end');
}

/** A listener's job is done. What one at the start gives is local, what one at the end gives leaves the element. */
export function listenerDone(board: Board, visit: Visit, variables: Readonly<Record<string, unknown>>): void {
  visit.work = null;
  visit.heard++;
  if (visit.phase === 'entered') Object.assign(visit.variables, variables);
  else board.merge(board.visit(visit.scope) ?? visit, variables);
}

function allHeard(board: Board, visit: Visit, on: 'start' | 'end'): boolean {
  const all = (board.element(visit.element).executionListeners ?? []).map((listener, index) => ({ listener, index }));
  const next = all.filter(({ listener }) => listener.on === on)[visit.heard];
  if (next === undefined) return true;
  board.account.hear('jobCreated', { instance: visit.id, listener: next.index, variables: board.given(visit) });
  visit.work = 'listener';
  return false;
}

/** One mapping after the other, each seeing the earlier ones; a path keeps the rest of what it leads into. */
function mapped(board: Board, visit: Visit, mappings: readonly Mapping[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { source, target } of mappings) {
    const value = valueOf(source, board.names(visit, found));
    const [name = '', ...path] = target;
    const outside = board.visit(visit.scope);
    const before = Object.hasOwn(found, name) ? found[name] : outside === null ? null : board.names(outside)(name);
    found[name] = put(before, path, value);
  }
  return found;
}

function put(into: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const context = typeof into === 'object' && into !== null && !Array.isArray(into) ? into : {};
  return { ...context, [name]: put((context as Record<string, unknown>)[name], rest, value) };
}

/** A user task is offered once its listeners of before are done. */
export function offerTask(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  if (element.type !== 'userTask') return;
  const assigned = textOf(board, visit, element.assignee);
  const before = [...asking(element, 'creating'), ...(assigned === null ? [] : asking(element, 'assigning'))];
  if (!allAsked(board, visit, before, {})) return;
  offer(board, visit);
  visit.phase = 'waiting';
  visit.asked = 0;
}

/** To a person, as its listeners want it. */
function offer(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  const assigned = element.type === 'userTask' ? textOf(board, visit, element.assignee) : null;
  const assignee = visit.wanted['assignee'] ?? assigned;
  board.account.hear('userTaskCreated', {
    instance: visit.id,
    variables: board.given(visit),
    assignee: assignee === null || assignee === '' ? undefined : assignee,
    priority: visit.wanted['priority'] ?? 50,
  });
  visit.work = 'user';
}

export function isListenedTo(board: Board, visit: Visit): boolean {
  const element = board.element(visit.element);
  return element.type === 'userTask' && asking(element, 'completing').length > 0;
}

/** Somebody was told of it, or asked of its creation, and its listeners want to know of its end. */
export function hearsCanceling(board: Board, visit: Visit): boolean {
  const element = board.element(visit.element);
  if (element.type !== 'userTask' || board.isBody(visit) || asking(element, 'canceling').length === 0) return false;
  if (visit.phase !== 'entered') return visit.phase === 'waiting';
  const before = (element.executionListeners ?? []).filter(({ on }) => on === 'start').length;
  return visit.heard === before && (visit.asked > 0 || visit.work === 'listener');
}

/** False while one that is told of its end is at work. */
export function askCanceling(board: Board, visit: Visit): boolean {
  const element = board.element(visit.element);
  return element.type !== 'userTask' || board.isBody(visit) || allAsked(board, visit, asking(element, 'canceling'), {});
}

/** It counts as done once the listeners of its completion are. False while one is at work. */
export function concluded(board: Board, visit: Visit): boolean {
  const element = board.element(visit.element);
  return element.type !== 'userTask' || allAsked(board, visit, asking(element, 'completing'), visit.result ?? {});
}

export function taskListenerDone(
  board: Board,
  visit: Visit,
  listener: number,
  variables: Readonly<Record<string, unknown>>,
  result: { readonly denied?: boolean | undefined; readonly corrections?: object | undefined },
): void {
  const element = board.element(visit.element);
  if (element.type !== 'userTask') return;
  if (element.taskListeners?.[listener]?.on === 'updating') {
    visit.telling = false;
    visit.told++;
    visit.update = result.denied === true ? null : { ...visit.update, ...variables };
    Object.assign(visit.wish, result.corrections);
    return;
  }
  if (visit.phase === 'ending') {
    if (result.denied === true) return board.stop(visit, 'jobRetriesExhausted');
    visit.work = null;
    visit.asked++;
    Object.assign(visit.variables, variables);
    if (!board.state.suspended) goOnEnding(board, visit);
    return;
  }
  // Camunda 8: a creation can't be denied.
  if (result.denied === true && visit.phase !== 'waiting' && visit.asked < asking(element, 'creating').length)
    return board.stop(visit, 'jobRetriesExhausted');
  visit.work = null;
  if (visit.phase === 'waiting') {
    if (result.denied === true) {
      // It is offered anew.
      offer(board, visit);
      visit.result = null;
      visit.asked = 0;
      return;
    }
    visit.result = { ...visit.result, ...variables };
  } else if (result.denied === true) {
    visit.asked = asking(element, 'creating').length + asking(element, 'assigning').length;
    visit.wanted['assignee'] = '';
    return;
  } else {
    Object.assign(visit.variables, variables);
    Object.assign(visit.wanted, result.corrections);
  }
  visit.asked++;
}

/** Camunda 8: at an open task its listeners are heard before; a second update has them heard anew, of both. */
export function setVariables(board: Board, visit: Visit, variables: Readonly<Record<string, unknown>>): void {
  const element = board.element(visit.element);
  const isOpen = visit.phase === 'waiting' && visit.result === null && !board.isBody(visit);
  if (element.type !== 'userTask' || !isOpen || asking(element, 'updating').length === 0) {
    Object.assign(visit.variables, variables);
    return;
  }
  // Whom the first asked is not listened to any more.
  if (visit.telling) visit.stopped = null;
  Object.assign(visit, { update: { ...visit.update, ...variables }, told: 0, wish: {}, telling: false });
}

/** The next listener of an update; after the last the variables are set, and a task that was corrected is offered anew. */
export function goOnUpdating(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  const { update } = visit;
  if (element.type !== 'userTask' || update === null) return;
  const next = asking(element, 'updating')[visit.told];
  if (next !== undefined) {
    const variables = { ...board.given(visit), ...update };
    board.account.hear('jobCreated', { instance: visit.id, taskListener: next, variables });
    visit.telling = true;
    return;
  }
  visit.update = null;
  Object.assign(visit.variables, update);
  if (Object.keys(visit.wish).length === 0) return;
  Object.assign(visit.wanted, visit.wish);
  if (visit.work === 'user') offer(board, visit);
}

function allAsked(board: Board, visit: Visit, all: readonly number[], more: object): boolean {
  const next = all[visit.asked];
  if (next === undefined) return true;
  const variables = { ...board.given(visit), ...more };
  board.account.hear('jobCreated', { instance: visit.id, taskListener: next, variables });
  visit.work = 'listener';
  return false;
}

function asking(element: ElementOf<'userTask'>, on: string): number[] {
  return (element.taskListeners ?? []).flatMap((listener, index) => (listener.on === on ? [index] : []));
}

function textOf(board: Board, visit: Visit, expression: Expression | undefined): string | null {
  if (expression === undefined) return null;
  const value = valueOf(expression, board.names(visit));
  return value === null ? null : String(value);
}
