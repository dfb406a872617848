import { closeOwned } from '../behaviors/closing.ts';
import { clearIncident } from '../behaviors/incidents.ts';
import { terminateInside } from '../behaviors/termination.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';

export function cancel(run: Run, { reason }: Extract<Command, { kind: 'cancel' }>): Rejection | null {
  const root = run.draft.instance(run.draft.root);
  terminateInside(run, root);
  closeOwned(run, root);
  clearIncident(run, root);
  if (run.draft.halted !== '') run.emit({ kind: 'incidentResolved', incident: run.draft.halted });
  run.emit({ kind: 'instanceTerminated', reason });
  return null;
}
