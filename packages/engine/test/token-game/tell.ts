import { byId, type Command, type InstanceState } from '@krok/engine';
import type { Board } from './board.ts';
import { broadcast, checkConditions, comes, throwError, throwEscalation } from './catching.ts';
import { answered, driverOf } from './driving.ts';
import { endByHand, endCase, endInsideByHand, ended as endedLater } from './ending.ts';
import { listenToMore } from './going-over.ts';
import { ended, finishIfEmpty, goesOn, leaveNow } from './lifecycle.ts';
import { isListenedTo, listenerDone, setVariables, taskListenerDone } from './listening.ts';
import { call } from './moves.ts';
import type { Visit } from './state.ts';

/** What comes from outside, on the game's board. `state`: the engine's before the step, for the names of its open work. */
export function told(board: Board, command: Command, state: InstanceState): void {
  hear(board, command, state);
  checkConditions(board);
}

function hear(board: Board, command: Command, state: InstanceState): void {
  switch (command.kind) {
    case 'start': {
      const { instance } = board.account.hear('instanceStarted', {});
      const root = board.put(instance, 0, '');
      root.variables = { ...command.variables };
      if (command.startEvent !== undefined) root.opener = command.startEvent;
      board.state.called = command.called === true;
      board.state.root = instance;
      board.state.status = 'active';
      return;
    }
    case 'completeJob': {
      const job = byId(state.jobs)[command.job];
      const visit = worked(board, job);
      visit.stopped = null;
      if (job?.listener !== undefined) return listenerDone(board, visit, command.variables);
      if (job?.taskListener !== undefined)
        return taskListenerDone(board, visit, job.taskListener, command.variables, command.result ?? {});
      if (driverOf(board, visit) !== null) return answered(board, visit, command.variables, command.result ?? {});
      board.accept(visit, command.variables);
      return leaveNow(visit);
    }
    case 'completeUserTask': {
      const visit = worked(board, byId(state.userTasks)[command.userTask]);
      if (visit.update !== null || isListenedTo(board, visit)) {
        visit.work = null;
        visit.result = { ...command.variables };
        return;
      }
      board.accept(visit, command.variables);
      return leaveNow(visit);
    }
    case 'calledCompleted': {
      const visit = worked(board, state.calls[command.call]);
      const element = board.element(visit.element);
      const takes =
        element.type === 'callActivity' && (element.propagateAllChildVariables || element.outputs !== undefined);
      if (takes) board.accept(visit, command.variables);
      return leaveNow(visit);
    }
    case 'calledFailed': {
      const visit = worked(board, state.calls[command.call]);
      visit.work = null;
      if (command.code === undefined) board.stop(visit, 'calledProcess');
      else if (!throwError(board, visit, command.code, command.variables ?? {})) board.stop(visit, 'uncaughtError');
      return;
    }
    case 'calledEscalated':
      return throwEscalation(board, worked(board, state.calls[command.call]), command.code, command.variables);
    case 'failJob': {
      const visit = worked(board, byId(state.jobs)[command.job]);
      visit.stopped = null;
      if (command.retries === 0) board.stop(visit, 'jobRetriesExhausted');
      return;
    }
    case 'throwJobError': {
      const visit = worked(board, byId(state.jobs)[command.job]);
      visit.stopped = null;
      // Whoever hears of the end of a task can't throw an error.
      const isEnding = visit.phase === 'ending';
      if (isEnding || !throwError(board, visit, command.code, command.variables)) board.stop(visit, 'uncaughtError');
      return;
    }
    case 'throwJobEscalation':
      return throwEscalation(board, worked(board, byId(state.jobs)[command.job]), command.code, command.variables);
    case 'correlateMessage': {
      for (const visit of board.visits) {
        const wait = visit.waits.find(({ id }) => id === command.subscription);
        if (wait !== undefined) return comes(board, visit, wait, command.variables);
      }
      throw new Error(`The game does not wait for message ${command.subscription}`);
    }
    case 'broadcastSignal':
      return broadcast(board, command.name, command.variables);
    case 'setVariables':
      return setVariables(board, board.at(command.scope ?? board.state.root), command.variables);
    case 'resolveIncident': {
      const visit = worked(board, state.incidents[command.incident]);
      visit.stopped = null;
      if (visit.phase === 'waiting' && board.element(visit.element).type === 'callActivity' && visit.work === null)
        call(board, visit);
      return;
    }
    case 'cancel':
      return endCase(board, {});
    case 'timeDue':
      return;
    case 'suspend':
      board.state.suspended = true;
      return;
    case 'resume':
      board.state.suspended = false;
      return;
    case 'skip': {
      // It counts as done: what it maps out is left out, its listeners at the end are not, but for one that stands still.
      const visit = board.at(command.instance);
      endInsideByHand(board, visit);
      Object.assign(board.at(visit.scope).variables, command.variables);
      // Nor does anybody wait any longer for who is heard of its end.
      if (visit.phase === 'ending') return endedLater(board, visit);
      delete visit.after;
      const isAtEnd = visit.phase === 'leaving' && visit.work === 'listener';
      if (isAtEnd) visit.heard++;
      visit.stopped = null;
      leaveNow(visit);
      visit.mapped = true;
      return;
    }
    case 'changeTimer':
      for (const { waits } of board.visits) {
        const wait = waits.find(({ id }) => id === command.timer);
        if (wait !== undefined) wait.due = command.due;
      }
      return;
    case 'modify':
      return modified(board, command);
    case 'migrate':
      return listenToMore(board, command.mapping);
    default:
      throw new Error(`The game does not know ${command.kind}`);
  }
}

/** The new tokens first, so that no scope ends in between. */
function modified(board: Board, { activate, terminate, consume }: Extract<Command, { kind: 'modify' }>): void {
  for (const { element, scope, variables } of activate) {
    const around = board.at(scope ?? '');
    Object.assign(around.variables, variables);
    // It has work of its own again, whose errors it catches.
    delete around.deaf;
    board.enter(element, around.id);
  }
  for (const id of terminate) {
    const visit = board.visit(id);
    if (visit === null) continue;
    if (visit.phase === 'ending') {
      endInsideByHand(board, visit);
      endedLater(board, visit);
      continue;
    }
    endByHand(board, visit);
    const scope = board.visit(visit.scope);
    if (scope === null) continue;
    // A standard loop goes on after a run that a person ended as after one that completed.
    if (visit.run > 0 && scope.loop === undefined && visit.path !== true) scope.done = !goesOn(board, scope, visit.run);
    ended(board, visit, scope);
  }
  for (const { scope, flow } of consume) {
    const around = board.visit(scope);
    if (around === null) continue;
    board.addToken(around, flow, -1);
    finishIfEmpty(board, around);
  }
}

function worked(board: Board, open: { readonly instance: string } | undefined): Visit {
  return board.at(open?.instance ?? '');
}
