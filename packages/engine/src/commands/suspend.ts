import { followAll } from '../moves.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject } from './reject.ts';

export function suspend(run: Run, { reason }: Extract<Command, { kind: 'suspend' }>): Rejection | null {
  if (run.draft.suspended) return reject('alreadySuspended', 'Expected a case that runs but it is suspended');
  run.emit({ kind: 'instanceSuspended', reason });
  return null;
}

/** What happened meanwhile is followed now; timers that fell due are the next `timeDue`'s. */
export function resume(run: Run): Rejection | null {
  if (!run.draft.suspended) return reject('notSuspended', 'Expected a suspended case but it runs');
  run.emit({ kind: 'instanceResumed' });
  followAll(run);
  return null;
}
