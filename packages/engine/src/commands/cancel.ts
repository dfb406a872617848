import { terminateInstance } from '../behaviors/termination.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';

export function cancel(run: Run, { reason }: Extract<Command, { kind: 'cancel' }>): Rejection | null {
  terminateInstance(run, reason);
  return null;
}
