import type { EventTrigger } from '@krok/bpmn/executable';
import type { Board } from './board.ts';
import {
  broadcast,
  checkConditions,
  comes,
  happens,
  listen,
  startOf,
  throwError,
  throwEscalation,
  triggersOf,
} from './catching.ts';
import { ask, driverOf, tellChoices } from './driving.ts';
import { goOnEnding, mayEnd, terminateInside } from './ending.ts';
import { valueOf } from './expressions.ts';
import { entries, resets } from './joins.ts';
import { beginRun, finishAdHoc, finishIfEmpty, finishLoop, goesOn, leave, leaveNow, onlyFinish } from './lifecycle.ts';
import { concluded, goOnUpdating, mayBegin, offerTask } from './listening.ts';
import { repetitionOf } from './schedules.ts';
import type { Move, Visit, Wait } from './state.ts';
import { ALL, undo, undoAside } from './undoing.ts';

/** All that the game could do next; their order is free. */
export function moves(board: Board): Move[] {
  const found: Move[] = [];
  if (board.state.suspended) return found;
  for (const visit of board.visits) {
    const isFree = visit.stopped === null && visit.work === null;
    if (isFree && visit.phase === 'entered') found.push({ kind: 'begin', visit: visit.id });
    if (isFree && mayEnd(board, visit)) found.push({ kind: 'end', visit: visit.id });
    if (isFree && visit.phase === 'leaving') found.push({ kind: 'leave', visit: visit.id });
    const isUpdated = visit.update !== null;
    if (isUpdated && visit.stopped === null && !visit.telling) found.push({ kind: 'update', visit: visit.id });
    const isDone = visit.result !== null && !isUpdated;
    if (isFree && visit.phase === 'waiting' && isDone) found.push({ kind: 'conclude', visit: visit.id });
    found.push(...entries(board, visit), ...resets(board, visit));
  }
  return found;
}

/** Timers fire when nothing else moves, the earliest first and the older of two. */
export function dueTimers(board: Board): Move[] {
  if (board.state.suspended) return [];
  const due = board.visits
    .flatMap((visit) => visit.waits.map((wait) => ({ visit, wait, due: wait.due ?? Number.POSITIVE_INFINITY })))
    .filter(({ due }) => due <= board.state.now)
    .sort((a, b) => a.due - b.due || Number(a.wait.id) - Number(b.wait.id));
  return due.slice(0, 1).map(({ visit, wait }) => ({ kind: 'fire', visit: visit.id, wait: wait.id }));
}

export function make(board: Board, move: Move): void {
  switch (move.kind) {
    case 'enter': {
      const scope = board.at(move.scope);
      for (const flow of move.flows) board.addToken(scope, flow, -1);
      board.enter(move.element, move.scope);
      const { type, incoming } = board.element(move.element);
      if (type === 'complexGateway' && move.flows.length < incoming.length) scope.given[move.element] = move.flows;
      break;
    }
    case 'reset': {
      const scope = board.at(move.scope);
      const given = scope.given[move.element] ?? [];
      for (const flow of board.element(move.element).incoming)
        if (!given.includes(flow) && board.tokensOn(scope, flow) > 0) board.addToken(scope, flow, -1);
      delete scope.given[move.element];
      finishIfEmpty(board, scope);
      break;
    }
    case 'begin':
      begin(board, board.at(move.visit));
      break;
    case 'leave':
      leave(board, board.at(move.visit));
      break;
    case 'end':
      goOnEnding(board, board.at(move.visit));
      break;
    case 'update':
      goOnUpdating(board, board.at(move.visit));
      break;
    case 'conclude': {
      const visit = board.at(move.visit);
      if (!concluded(board, visit)) break;
      board.accept(visit, visit.result ?? {});
      leaveNow(visit);
      break;
    }
    case 'fire':
      fire(board, board.at(move.visit), move.wait);
      break;
  }
  checkConditions(board);
}

function fire(board: Board, visit: Visit, id: string): void {
  const wait = visit.waits.find((each) => each.id === id);
  if (wait === undefined) return;
  board.account.hear('timerFired', { timer: id });
  visit.waits = visit.waits.filter((each) => each !== wait);
  const again = repeated(wait, board.state.now);
  if (again !== null) {
    const told = board.account.hear('timerSet', { instance: visit.id, element: wait.event, due: again.due });
    visit.waits.push({ ...wait, ...again, id: told.timer });
  }
  comes(board, visit, wait, {});
}

/** Repetitions that were missed are one firing, and count. */
export function repeated(
  { due = 0, repeat = 1, cycle }: Pick<Wait, 'due' | 'repeat' | 'cycle'>,
  now: number,
): { readonly due: number; readonly repeat: number } | null {
  if (cycle === undefined) return null;
  const { next, counts } = repetitionOf(cycle, now);
  if (!counts) return { due: next(Math.max(due, now)), repeat };
  let [at, left] = [due, repeat];
  do {
    at = next(at);
    left -= 1;
  } while (at <= now);
  if (repeat < 0) return { due: at, repeat };
  return left > 0 ? { due: at, repeat: left } : null;
}

function begin(board: Board, visit: Visit): void {
  if (!board.isBody(visit) && !mayBegin(board, visit)) return;
  const boundaries = visit.run > 0 ? [] : (board.element(visit.element).boundaries ?? []);
  const first = boundaries.find((each) => interruptsAtOnce(board, visit, each));
  if (first !== undefined) return happens(board, visit, first, {});
  const isLoop = board.isBody(visit);
  if (isLoop) beginLoop(board, visit);
  else beginElement(board, visit);
  // What waits at its boundary listens while it is at work.
  if (visit.run > 0 || board.visit(visit.id) === null || visit.phase !== 'waiting') return;
  const before = visit.waits.length;
  for (const boundary of boundaries) listen(board, visit, boundary);
  heldAtOnce(board, visit, visit.waits.slice(before));
}

/** Camunda 8: what holds already comes as it begins to be waited for; here what it interrupts does not begin. */
function interruptsAtOnce(board: Board, visit: Visit, event: number): boolean {
  const element = board.element(event);
  if (!('interrupting' in element) || !element.interrupting || !('trigger' in element)) return false;
  const { trigger } = element;
  if (trigger.kind === 'parallelMultiple') return false;
  const triggers = trigger.kind === 'multiple' ? trigger.triggers : [trigger];
  return triggers.some((each) => each.kind === 'conditional' && board.holds(each.condition, visit));
}

function heldAtOnce(board: Board, visit: Visit, waits: readonly Visit['waits'][number][]): void {
  for (const wait of waits)
    if (wait.met === true && board.visit(visit.id) === visit && visit.interrupted !== true)
      comes(board, visit, wait, {});
}

function beginLoop(board: Board, visit: Visit): void {
  const { loop } = board.element(visit.element);
  if (loop?.kind === 'standardLoop') {
    if (loop.testBefore && !goesOn(board, visit, 0)) return leaveNow(visit);
    visit.phase = 'waiting';
    board.enterRun(visit, 1);
    return;
  }
  if (loop === undefined) return;
  const items = valueOf(loop.inputCollection, board.names(visit)) as readonly unknown[];
  visit.phase = 'waiting';
  visit.loop = { items, begun: 0, completed: 0, done: false };
  if (items.length === 0) return finishLoop(board, visit);
  do beginRun(board, visit);
  while (!loop.sequential && visit.loop.begun < items.length);
}

function beginElement(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  const offer = (): void => {
    const variables = board.given(visit);
    board.account.hear('jobCreated', { instance: visit.id, listener: undefined, variables });
    visit.work = 'job';
    visit.phase = 'waiting';
  };
  switch (element.type) {
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'scriptTask':
      return offer();
    case 'userTask':
      return offerTask(board, visit);
    case 'callActivity':
      return call(board, visit);
    case 'feelScriptTask':
      board.accept(visit, { [element.resultVariable]: valueOf(element.expression, board.names(visit)) });
      return leave(board, visit);
    case 'decisionTask':
      // Its one decision, read by hand.
      board.accept(visit, { [element.resultVariable]: Number(board.names(visit)('n')) + 10 });
      return leave(board, visit);
    case 'process':
    case 'subProcess':
    case 'transaction':
    case 'eventSubProcess':
      return beginScope(board, visit);
    case 'adHocSubProcess': {
      const named =
        element.activeElements && (valueOf(element.activeElements, board.names(visit)) as readonly string[]);
      const chosen = element.children.filter((each) => isChosen(board, each));
      if (named?.some((id) => !chosen.some((each) => board.element(each).id === id)) === true)
        return board.stop(visit, 'expression');
      visit.phase = 'waiting';
      const driver = driverOf(board, visit);
      if (driver !== null) tellChoices(board, visit, driver);
      for (const each of element.eventSubProcesses) listen(board, visit, startOf(board, each));
      const waits = visit.waits.slice();
      const held = element.eventSubProcesses.find((each) => interruptsAtOnce(board, visit, startOf(board, each)));
      if (held !== undefined) return happens(board, visit, startOf(board, held), {});
      if (driver !== null) {
        ask(board, visit);
        return heldAtOnce(board, visit, waits);
      }
      const parts = chosen.filter((each) => named === undefined || named.includes(board.element(each).id));
      const first = element.sequential ? parts.slice(0, 1) : parts;
      visit.rest = element.sequential ? parts.slice(1) : [];
      for (const part of first) board.enter(part, visit.id);
      if (parts.length === 0) finishAdHoc(board, visit);
      else heldAtOnce(board, visit, waits);
      return;
    }
    case 'eventBasedGateway':
      // BPMN 2.0 §10.6.6: behind a parallel one each event is waited for.
      if (element.parallel === true) return leave(board, visit);
      visit.phase = 'waiting';
      for (const target of element.targets) listen(board, visit, target);
      return alreadyTrue(board, visit);
    case 'intermediateCatchEvent':
    case 'receiveTask':
      if (element.trigger.kind === 'none' || element.trigger.kind === 'link') return leave(board, visit);
      visit.phase = 'waiting';
      listen(board, visit, visit.element);
      return alreadyTrue(board, visit);
    case 'intermediateThrowEvent':
    case 'endEvent': {
      if (element.job !== undefined) return offer();
      const { heard } = visit;
      leaveNow(visit);
      for (const trigger of triggersOf(board, visit.element)) {
        if (board.visit(visit.id) !== null) throwOne(board, visit, trigger, element.trigger.kind !== 'multiple', heard);
      }
      return;
    }
    default:
      return leave(board, visit);
  }
}

export function call(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  if (element.type !== 'callActivity') return;
  const mapped = element.inputs === undefined ? {} : board.given(visit);
  const variables = element.propagateAllParentVariables ? board.seen(visit) : mapped;
  board.account.hear('callStarted', { instance: visit.id, variables });
  visit.work = 'call';
  visit.phase = 'waiting';
}

function beginScope(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  if (!('startEvents' in element)) return;
  visit.phase = 'waiting';
  for (const each of element.eventSubProcesses) listen(board, visit, startOf(board, each));
  const waits = visit.waits.slice();
  const first = element.eventSubProcesses.find((each) => interruptsAtOnce(board, visit, startOf(board, each)));
  if (first !== undefined) return happens(board, visit, startOf(board, first), {});
  // BPMN 2.0 §10.5.2: the others start a process only when their event comes.
  const none = element.startEvents.find((each) => triggersOf(board, each).some(({ kind }) => kind === 'none'));
  const start = visit.opener ?? none;
  if (start === undefined) {
    for (const each of element.children) if (isChosen(board, each)) board.enter(each, visit.id);
    heldAtOnce(board, visit, waits);
    return finishIfEmpty(board, visit);
  }
  const entered = board.enter(start, visit.id);
  if (visit.opener !== undefined) leaveNow(entered);
  for (const other of besides(board, start)) board.enter(other, visit.id);
  heldAtOnce(board, visit, waits);
}

/** BPMN 2.0 §10.6.6: what is waited for beside the event behind a parallel gateway that starts the case. */
function besides(board: Board, start: number): readonly number[] {
  const [flow] = board.element(start).incoming;
  const before = flow === undefined ? null : board.element(board.flow(flow).source);
  if (before?.type !== 'eventBasedGateway' || before.parallel !== true) return [];
  return before.targets.filter((target) => target !== start);
}

/** What begins by itself in a scope without a start event (BPMN 2.0 §10.5.2). Where a link leads to goes on from its source (§10.5.5). */
function isChosen(board: Board, index: number): boolean {
  const { type, incoming, isForCompensation } = board.element(index);
  if (type === 'intermediateCatchEvent' && triggersOf(board, index).some(({ kind }) => kind === 'link')) return false;
  return incoming.length === 0 && isForCompensation !== true && type !== 'eventSubProcess' && type !== 'boundaryEvent';
}

/** Who comes to a condition that holds does not wait for it. */
function alreadyTrue(board: Board, visit: Visit): void {
  for (const wait of visit.waits.slice())
    if (wait.met === true && board.visit(visit.id) === visit && visit.phase === 'waiting')
      comes(board, visit, wait, {});
}

/** `alone`: it is all that the event throws, and the event waits for it where the trigger says so. */
function throwOne(board: Board, visit: Visit, trigger: EventTrigger, alone: boolean, heard: number): void {
  const scope = board.at(visit.scope);
  switch (trigger.kind) {
    case 'error':
      if (throwError(board, visit, codeOf(trigger), board.own(visit))) return;
      // It is thrown again, and what comes before is not done again.
      Object.assign(visit, { phase: 'entered', mapped: true, heard });
      return board.stop(visit, 'uncaughtError');
    case 'escalation':
      return throwEscalation(board, visit, codeOf(trigger), board.own(visit));
    case 'signal': {
      const name = String(valueOf(trigger.name, board.names(visit)));
      board.account.hear('signalThrown', { name, variables: board.own(visit) });
      return broadcast(board, name, board.own(visit));
    }
    case 'terminate':
      // BPMN 2.0 §13.5.6: all else in the scope ends, and the scope with it.
      terminateInside(board, scope, visit);
      if (board.inside(scope).some((each) => each !== visit)) onlyFinish(board, scope);
      return;
    case 'cancel':
      visit.phase = 'waiting';
      return terminateInside(board, scope, visit, { kind: 'undo', by: visit.id, activity: ALL });
    case 'compensation': {
      const activity = trigger.activity ?? ALL;
      // BPMN 2.0 §10.5.1: one that is named where it stands; all, out of an event sub-process, of the scope around that.
      const isHere = activity !== ALL && board.element(activity).scope === scope.element;
      const isOutside = !isHere && board.element(scope.element).type === 'eventSubProcess';
      const around = isOutside ? board.at(scope.scope) : scope;
      if (!alone || !trigger.waitForCompletion) return undoAside(board, around, activity);
      visit.phase = 'waiting';
      return undo(board, visit, around, activity);
    }
    default:
  }
}

function codeOf(trigger: Extract<EventTrigger, { kind: 'error' | 'escalation' }>): string {
  return trigger.code?.kind === 'static' ? trigger.code.text : '';
}
