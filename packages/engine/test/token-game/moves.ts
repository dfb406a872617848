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
import { valueOf } from './expressions.ts';
import { entries, resets } from './joins.ts';
import { beginRun, finishIfEmpty, goesOn, leave, leaveNow } from './lifecycle.ts';
import type { Move, Visit } from './state.ts';
import { ALL, undo, undoAside } from './undoing.ts';

/** All that the game could do next; their order is free. */
export function moves(board: Board): Move[] {
  const found: Move[] = [];
  for (const visit of board.visits) {
    if (visit.stopped === null && visit.phase === 'entered') found.push({ kind: 'begin', visit: visit.id });
    if (visit.stopped === null && visit.phase === 'leaving') found.push({ kind: 'leave', visit: visit.id });
    found.push(...entries(board, visit), ...resets(board, visit));
  }
  return found;
}

/** Timers fire when nothing else moves, the earliest first and the older of two. */
export function dueTimers(board: Board): Move[] {
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
  const { due = 0, every = 0, repeat = 1 } = wait;
  // Repetitions that were missed are one firing, and count.
  const passed = 1 + Math.floor((board.state.now - due) / Math.max(every, 1));
  if (repeat > passed) {
    const next = { ...wait, due: due + passed * every, repeat: repeat - passed };
    const told = board.account.hear('timerSet', { instance: visit.id, element: wait.event, due: next.due });
    visit.waits.push({ ...next, id: told.timer });
  }
  comes(board, visit, wait, {});
}

function begin(board: Board, visit: Visit): void {
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
  const items = valueOf(loop.inputCollection, board.names(visit)) as readonly number[];
  visit.phase = 'waiting';
  visit.loop = { items, begun: 0, completed: 0, done: false };
  do beginRun(board, visit);
  while (!loop.sequential && visit.loop.begun < items.length);
}

function beginElement(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  const place = { instance: visit.id };
  const work = (kind: 'job' | 'user' | 'call', told: 'jobCreated' | 'userTaskCreated' | 'callStarted'): void => {
    board.account.hear(told, place);
    visit.work = kind;
    visit.phase = 'waiting';
  };
  switch (element.type) {
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'scriptTask':
      return work('job', 'jobCreated');
    case 'userTask':
      return work('user', 'userTaskCreated');
    case 'callActivity':
      return work('call', 'callStarted');
    case 'feelScriptTask':
      board.merge(visit, { [element.resultVariable]: valueOf(element.expression, board.names(visit)) });
      return leave(board, visit);
    case 'process':
    case 'subProcess':
    case 'transaction':
    case 'eventSubProcess':
      return beginScope(board, visit);
    case 'adHocSubProcess': {
      visit.phase = 'waiting';
      for (const each of element.eventSubProcesses) listen(board, visit, startOf(board, each));
      const waits = visit.waits.slice();
      const held = element.eventSubProcesses.find((each) => interruptsAtOnce(board, visit, startOf(board, each)));
      if (held !== undefined) return happens(board, visit, startOf(board, held), {});
      const parts = element.children.filter((each) => isChosen(board, each));
      const first = element.sequential ? parts.slice(0, 1) : parts;
      visit.rest = element.sequential ? parts.slice(1) : [];
      for (const part of first) board.enter(part, visit.id);
      if (parts.length === 0) leaveNow(visit);
      else heldAtOnce(board, visit, waits);
      return;
    }
    case 'eventBasedGateway':
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
    case 'endEvent':
      if (element.job !== undefined) return work('job', 'jobCreated');
      visit.phase = 'leaving';
      for (const trigger of triggersOf(board, visit.element)) {
        if (board.visit(visit.id) !== null) throwOne(board, visit, trigger, element.trigger.kind !== 'multiple');
      }
      return;
    default:
      return leave(board, visit);
  }
}

function beginScope(board: Board, visit: Visit): void {
  const element = board.element(visit.element);
  if (!('startEvents' in element)) return;
  visit.phase = 'waiting';
  for (const each of element.eventSubProcesses) listen(board, visit, startOf(board, each));
  const waits = visit.waits.slice();
  const first = element.eventSubProcesses.find((each) => interruptsAtOnce(board, visit, startOf(board, each)));
  if (first !== undefined) return happens(board, visit, startOf(board, first), {});
  const start = visit.opener ?? element.startEvents[0];
  if (start === undefined) {
    for (const each of element.children) if (isChosen(board, each)) board.enter(each, visit.id);
    heldAtOnce(board, visit, waits);
    return finishIfEmpty(board, visit);
  }
  const entered = board.enter(start, visit.id);
  if (visit.opener !== undefined) entered.phase = 'leaving';
  heldAtOnce(board, visit, waits);
}

/** What begins by itself in a scope without a start event (BPMN 2.0 §10.5.2). */
function isChosen(board: Board, index: number): boolean {
  const { type, incoming, isForCompensation } = board.element(index);
  return incoming.length === 0 && isForCompensation !== true && type !== 'eventSubProcess' && type !== 'boundaryEvent';
}

/** Who comes to a condition that holds does not wait for it. */
function alreadyTrue(board: Board, visit: Visit): void {
  for (const wait of visit.waits.slice())
    if (wait.met === true && board.visit(visit.id) === visit && visit.phase === 'waiting')
      comes(board, visit, wait, {});
}

/** `alone`: it is all that the event throws, and the event waits for it where the trigger says so. */
function throwOne(board: Board, visit: Visit, trigger: EventTrigger, alone: boolean): void {
  const scope = board.at(visit.scope);
  switch (trigger.kind) {
    case 'error':
      if (throwError(board, visit, codeOf(trigger), {})) return;
      visit.phase = 'entered';
      return board.stop(visit, 'uncaughtError');
    case 'escalation':
      return throwEscalation(board, visit, codeOf(trigger), {});
    case 'signal': {
      const name = String(valueOf(trigger.name, board.names(visit)));
      board.account.hear('signalThrown', { name });
      return broadcast(board, name, {});
    }
    case 'terminate':
      // BPMN 2.0 §13.5.6: all else in the scope ends, and the scope with it.
      return board.terminateInside(scope, visit);
    case 'cancel':
      board.terminateInside(scope, visit);
      visit.phase = 'waiting';
      return undo(board, visit, scope, ALL);
    case 'compensation': {
      const around = board.element(scope.element).type === 'eventSubProcess' ? board.at(scope.scope) : scope;
      const activity = trigger.activity ?? ALL;
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
