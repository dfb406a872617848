import { terminateInstance } from '../behaviors/termination.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';

export function cancel(run: Run, { reason }: Extract<Command, { kind: 'cancel' }>): Rejection | null {
  terminateInstance(run, reason);
  return null;
}

/** Of an instance whose start can't be taken, as what it would hold is too large: nothing is there to be ended. */
export function neverBegin(run: Run, { reason }: Extract<Command, { kind: 'cancel' }>): null {
  run.emit({ kind: 'instanceTerminated', reason });
  return null;
}
