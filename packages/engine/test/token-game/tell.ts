import { byId, type Command, type InstanceState } from '@krok/engine';
import type { Board } from './board.ts';
import { broadcast, checkConditions, comes, throwError, throwEscalation } from './catching.ts';
import { leaveNow } from './lifecycle.ts';
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
      board.state.root = instance;
      board.state.status = 'active';
      return;
    }
    case 'completeJob': {
      const visit = worked(board, byId(state.jobs)[command.job]);
      visit.stopped = null;
      board.merge(visit, command.variables);
      return leaveNow(visit);
    }
    case 'completeUserTask': {
      const visit = worked(board, byId(state.userTasks)[command.userTask]);
      board.merge(visit, command.variables);
      return leaveNow(visit);
    }
    case 'calledCompleted': {
      const visit = worked(board, state.calls[command.call]);
      board.merge(visit, command.variables);
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
      if (!throwError(board, visit, command.code, command.variables)) board.stop(visit, 'uncaughtError');
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
      Object.assign(board.at(command.scope ?? board.state.root).variables, command.variables);
      return;
    case 'resolveIncident': {
      const visit = worked(board, state.incidents[command.incident]);
      visit.stopped = null;
      if (visit.phase === 'waiting' && board.element(visit.element).type === 'callActivity' && visit.work === null) {
        board.account.hear('callStarted', { instance: visit.id });
        visit.work = 'call';
      }
      return;
    }
    case 'cancel': {
      const root = board.at(board.state.root);
      board.terminateInside(root, null);
      board.account.hear('instanceTerminated', {});
      board.remove(root);
      board.state.status = 'terminated';
      return;
    }
    case 'timeDue':
      return;
    default:
      throw new Error(`The game does not know ${command.kind}`);
  }
}

function worked(board: Board, open: { readonly instance: string } | undefined): Visit {
  return board.at(open?.instance ?? '');
}
