import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { calledCompleted, calledEscalated, calledFailed } from './called.ts';
import { calendarChanged } from './calendar-changed.ts';
import { cancel, neverBegin } from './cancel.ts';
import { changeTimer } from './change-timer.ts';
import { completeUserTask } from './complete-user-task.ts';
import { completeJob, failJob, throwJobError, throwJobEscalation } from './job.ts';
import { broadcastSignal, correlateMessage } from './occurrence.ts';
import { modify } from './modify.ts';
import { reject } from './reject.ts';
import { resolveIncident } from './resolve-incident.ts';
import { setVariables } from './set-variables.ts';
import { skip } from './skip.ts';
import { start } from './start.ts';
import { resume, suspend } from './suspend.ts';
import { timeDue } from './time-due.ts';

/** Takes the command up: events, and moves that they make possible; or a rejection and nothing written. */
export function accept(run: Run, command: Exclude<Command, { kind: 'migrate' }>): Rejection | null {
  const { status } = run.draft;
  if (status === 'completed' || status === 'terminated') return reject('ended', `The instance is ${status}`);
  if (command.kind === 'start') return start(run, command);
  if (status === 'new') return command.kind === 'cancel' ? neverBegin(run, command) : notStarted();
  const { draft } = run;
  // What has been cancelled and is heard before it ends neither ends twice nor stands still.
  if ((command.kind === 'cancel' || command.kind === 'suspend') && draft.instance(draft.root).status === 'terminating')
    return reject('ended', 'The instance is being ended');
  switch (command.kind) {
    case 'completeJob':
      return completeJob(run, command);
    case 'failJob':
      return failJob(run, command);
    case 'throwJobError':
      return throwJobError(run, command);
    case 'throwJobEscalation':
      return throwJobEscalation(run, command);
    case 'completeUserTask':
      return completeUserTask(run, command);
    case 'correlateMessage':
      return correlateMessage(run, command);
    case 'timeDue':
      return timeDue(run);
    case 'broadcastSignal':
      return broadcastSignal(run, command);
    case 'setVariables':
      return setVariables(run, command);
    case 'calledCompleted':
      return calledCompleted(run, command);
    case 'calledFailed':
      return calledFailed(run, command);
    case 'calledEscalated':
      return calledEscalated(run, command);
    case 'resolveIncident':
      return resolveIncident(run, command);
    case 'calendarChanged':
      return calendarChanged(run);
    case 'cancel':
      return cancel(run, command);
    case 'suspend':
      return suspend(run, command);
    case 'resume':
      return resume(run);
    case 'skip':
      return skip(run, command);
    case 'changeTimer':
      return changeTimer(run, command);
    case 'modify':
      return modify(run, command);
  }
}

function notStarted(): Rejection {
  return reject('notStarted', 'The instance has not been started');
}
