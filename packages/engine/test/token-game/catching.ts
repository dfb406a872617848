import type { EventTrigger } from '@krok/bpmn/executable';
import type { Board } from './board.ts';
import { endCase, terminate, terminateInside } from './ending.ts';
import { millisecondsOf, valueOf } from './expressions.ts';
import { leaveNow } from './lifecycle.ts';
import { repetitionOf } from './schedules.ts';
import type { Visit, Wait } from './state.ts';

export function triggersOf(board: Board, event: number): readonly EventTrigger[] {
  const element = board.element(event);
  if (!('trigger' in element)) return [];
  const { trigger } = element;
  return trigger.kind === 'multiple' || trigger.kind === 'parallelMultiple' ? trigger.triggers : [trigger];
}

/** `visit` begins to wait for `event`: its own, one behind it, one at its boundary, or the start of an event sub-process. */
export function listen(board: Board, visit: Visit, event: number): void {
  for (const [trigger, each] of triggersOf(board, event).entries()) {
    const place = { instance: visit.id, element: event };
    switch (each.kind) {
      case 'timer': {
        const written = String(valueOf(each.timer.value, board.names(visit)));
        const { due, ...more } = plannedTimer(each.timer.kind, written, board.state.now);
        const { timer } = board.account.hear('timerSet', { ...place, due });
        visit.waits.push({ id: timer, kind: 'timer', event, trigger, due, ...more });
        break;
      }
      case 'message': {
        const name = String(valueOf(each.name, board.names(visit)));
        const key = each.correlationKey === undefined ? '' : String(valueOf(each.correlationKey, board.names(visit)));
        const { subscription } = board.account.hear('messageSubscribed', { ...place, name, correlationKey: key });
        visit.waits.push({ id: subscription, kind: 'message', event, trigger, name });
        break;
      }
      case 'signal': {
        const name = String(valueOf(each.name, board.names(visit)));
        const { subscription } = board.account.hear('signalSubscribed', { ...place, name });
        visit.waits.push({ id: subscription, kind: 'signal', event, trigger, name });
        break;
      }
      case 'conditional': {
        const met = board.holds(each.condition, visit);
        const { subscription } = board.account.hear('conditionSubscribed', { ...place, met });
        visit.waits.push({ id: subscription, kind: 'condition', event, trigger, met });
        break;
      }
      default:
    }
  }
}

/** When it fires first, and what it repeats by. */
export function plannedTimer(
  kind: 'date' | 'duration' | 'cycle',
  written: string,
  now: number,
): { readonly due: number; readonly repeat: number; readonly cycle?: string } {
  if (kind === 'date') return { due: Math.max(Date.parse(written), now), repeat: 1 };
  if (kind === 'duration') return { due: now + millisecondsOf(written), repeat: 1 };
  const { first, repeat } = repetitionOf(written, now);
  return { due: first, repeat, cycle: written };
}

/** What `visit` waited for has come. */
export function comes(board: Board, visit: Visit, wait: Wait, variables: Readonly<Record<string, unknown>>): void {
  const { event } = wait;
  if (hasAllCome(board, visit, event, wait.trigger)) happens(board, visit, event, variables);
  else if (visit.element === event) board.accept(visit, variables);
}

/** BPMN 2.0 §10.5.5: a parallel multiple event comes with the last of its triggers. */
export function hasAllCome(board: Board, owner: Visit, event: number, trigger: number): boolean {
  const element = board.element(event);
  if (!('trigger' in element) || element.trigger.kind !== 'parallelMultiple') return true;
  const seen = new Set([...(owner.seen[event] ?? []), trigger]);
  const isLast = seen.size === element.trigger.triggers.length;
  owner.seen[event] = isLast ? [] : [...seen];
  return isLast;
}

/** The event happens on behalf of `owner`. */
export function happens(board: Board, owner: Visit, event: number, variables: Readonly<Record<string, unknown>>): void {
  const element = board.element(event);
  switch (element.type) {
    case 'boundaryEvent': {
      // BPMN 2.0 §13.5.3
      if (element.interrupting) return terminate(board, owner, { kind: 'event', event, variables });
      return open(board, board.at(owner.scope), event, variables);
    }
    case 'startEvent': {
      // BPMN 2.0 §13.5.4: the interrupting one ends all else in the scope, and no other starts there.
      if (!element.interrupting) return open(board, owner, event, variables);
      silence(board, owner);
      owner.interrupted = true;
      // Nor is anybody asked what else to do.
      owner.work = null;
      owner.stopped = null;
      return terminateInside(board, owner, null, { kind: 'event', event, variables });
    }
    default: {
      if (owner.element === event) {
        board.accept(owner, variables);
        return leaveNow(owner);
      }
      // BPMN 2.0 §13.4.4: the first event decides which way an event-based gateway takes.
      const gateway = board.element(owner.element);
      const flow = gateway.outgoing.find((each) => board.flow(each).target === event);
      const scope = board.at(owner.scope);
      board.account.hear('elementCompleted', { instance: owner.id });
      board.remove(owner);
      board.account.hear('flowTaken', { flow, scope: scope.id });
      const visit = board.enter(event, scope.id);
      board.accept(visit, variables);
      leaveNow(visit);
    }
  }
}

/** The boundary event, or the event sub-process that it starts, comes to life in `scope`. */
export function open(board: Board, scope: Visit, event: number, variables: Readonly<Record<string, unknown>>): void {
  const element = board.element(event);
  if (element.type !== 'startEvent') {
    const visit = board.enter(event, scope.id);
    board.accept(visit, variables);
    return leaveNow(visit);
  }
  const visit = board.enter(element.scope, scope.id);
  visit.opener = event;
  visit.variables = { ...variables };
}

/** The scope waits no more for its event sub-processes; what waits at its boundary stays. */
export function silence(board: Board, scope: Visit): void {
  scope.waits = scope.waits.filter(({ event }) => board.element(event).type === 'boundaryEvent');
}

/** A change of variables makes conditions true; that of a result is heard of when what gave it has left (BPMN 2.0 §10.4.2). */
export function checkConditions(board: Board): void {
  const leaves = (): boolean =>
    board.visits.some(({ phase, stopped, work }) => phase === 'leaving' && stopped === null && work === null);
  while (!leaves() && hearNext(board));
}

/** The event happens when its condition was not true before (BPMN 2.0 §10.5.5). */
export function hearConditions(board: Board): void {
  while (hearNext(board));
}

function hearNext(board: Board): boolean {
  // What became true while the case stands still is asked when it goes on.
  if (board.state.suspended) return false;
  const changed = board.visits
    .flatMap((visit) => visit.waits.map((wait) => ({ visit, wait })))
    .filter(({ wait }) => wait.kind === 'condition')
    .sort((a, b) => Number(a.wait.id) - Number(b.wait.id))
    .find(({ visit, wait }) => wait.met !== isTrue(board, visit, wait));
  if (changed === undefined) return false;
  const { visit, wait } = changed;
  wait.met = wait.met !== true;
  if (wait.met) comes(board, visit, wait, {});
  return true;
}

function isTrue(board: Board, visit: Visit, wait: Wait): boolean {
  const trigger = triggersOf(board, wait.event)[wait.trigger];
  return trigger?.kind === 'conditional' && board.holds(trigger.condition, visit);
}

/** Reaches all that waits for the signal at this moment (BPMN 2.0 §10.5.1). */
export function broadcast(board: Board, name: string, variables: Readonly<Record<string, unknown>>): void {
  const waiting = board.visits
    .flatMap((visit) => visit.waits.map((wait) => ({ visit, wait })))
    .filter(({ wait }) => wait.kind === 'signal' && wait.name === name)
    .sort((a, b) => Number(a.wait.id) - Number(b.wait.id));
  for (const { visit, wait } of waiting) {
    // An earlier one may have ended this one.
    if (board.visit(visit.id) === visit && visit.waits.includes(wait)) comes(board, visit, wait, variables);
  }
}

/**
 * Who catches what `visit` throws (BPMN 2.0 §10.5.1): outwards, the event sub-processes of a scope before the boundary of its
 * activity, and at one place the event that names the code before the one that catches every code.
 */
export function catcherOf(
  board: Board,
  visit: Visit,
  kind: EventTrigger['kind'],
  code: string,
): { readonly owner: Visit; readonly event: number } | null {
  for (let at: Visit | null = visit; at !== null; at = board.visit(at.scope)) {
    if (at.run === 0 && at.phase !== 'ending') {
      const event = best(board, board.element(at.element).boundaries ?? [], kind, code);
      if (event !== null) return { owner: at, event };
    }
    const scope = board.visit(at.scope);
    // A loop around its runs is no scope of the diagram; and what an event sub-process throws it does not catch itself.
    if (scope === null || board.isBody(scope) || scope.path || scope.interrupted || scope.deaf) continue;
    if (scope.phase === 'ending') continue;
    const inner = at.element;
    const around = board.element(scope.element);
    const starts = ('eventSubProcesses' in around ? around.eventSubProcesses : [])
      .filter((each) => each !== inner)
      .map((each) => startOf(board, each));
    const event = best(board, starts, kind, code);
    if (event !== null) return { owner: scope, event };
  }
  return null;
}

export function startOf(board: Board, eventSubProcess: number): number {
  const element = board.element(eventSubProcess);
  return element.type === 'eventSubProcess' ? element.start : -1;
}

function best(board: Board, events: readonly number[], kind: EventTrigger['kind'], code: string): number | null {
  let found: number | null = null;
  for (const event of events) {
    for (const trigger of triggersOf(board, event)) {
      if (trigger.kind !== kind) continue;
      const wanted = 'code' in trigger && trigger.code?.kind === 'static' ? trigger.code.text : null;
      if (kind === 'cancel' || wanted === code) return event;
      if (wanted === null) found ??= event;
    }
  }
  return found;
}

/** False where nothing catches it. */
export function throwError(
  board: Board,
  visit: Visit,
  code: string,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const caught = catcherOf(board, visit, 'error', code);
  if (caught === null) {
    if (!board.state.called) return false;
    // What leaves a called instance ends it, and its call activity throws it again (BPMN 2.0 §13.3.4).
    board.account.hear('errorThrown', { instance: visit.id, code, caughtBy: undefined });
    const told = Object.keys(variables).length === 0 ? undefined : variables;
    endCase(board, { error: code, variables: told });
    return true;
  }
  board.account.hear('errorThrown', { instance: visit.id, code, caughtBy: caught.event });
  happens(board, caught.owner, caught.event, withCode(board, caught.event, code, variables));
  return true;
}

/** An escalation that nothing catches is no problem (BPMN 2.0 §10.5.1). */
export function throwEscalation(
  board: Board,
  visit: Visit,
  code: string,
  variables: Readonly<Record<string, unknown>>,
): void {
  const caught = catcherOf(board, visit, 'escalation', code);
  board.account.hear('escalationThrown', { instance: visit.id, code, ...(caught && { caughtBy: caught.event }) });
  if (caught !== null) happens(board, caught.owner, caught.event, withCode(board, caught.event, code, variables));
}

/** Camunda 8: the variable that is to hold the code. */
function withCode(
  board: Board,
  event: number,
  code: string,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const named = triggersOf(board, event).find((each) => 'codeVariable' in each && each.codeVariable !== undefined);
  return named !== undefined && 'codeVariable' in named
    ? { ...variables, [named.codeVariable ?? '']: code }
    : variables;
}
