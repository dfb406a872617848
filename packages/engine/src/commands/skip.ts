import { closeOwned } from '../behaviors/closing.ts';
import { clearIncident } from '../behaviors/incidents.ts';
import { endInsideByHand, endLater } from '../behaviors/termination.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

/** Ends the work of an activity or of an event that is waited for, and goes on behind it. */
export function skip(run: Run, { instance, variables }: Extract<Command, { kind: 'skip' }>): Rejection | null {
  const at = run.draft.find(instance);
  if (at === undefined || at.scope === null) {
    return reject('noSuchInstance', `Expected an element in progress ${instance} but there is none`);
  }
  // A gateway has no work: which way it goes is for a person to say by moving its token.
  if (at.element.definition.type.endsWith('Gateway')) {
    return reject('invalidModification', 'Expected an activity or an event but got a gateway');
  }
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  run.emit({ kind: 'elementSkipped', instance: at.id, element: at.element.index });
  endInsideByHand(run, at);
  if (at.status === 'terminating') {
    // Who ends it does not wait any longer.
    setLocal(run, at.scope, variables);
    endLater(run, at);
    return null;
  }
  clearIncident(run, at);
  closeOwned(run, at);
  setLocal(run, at.scope, variables);
  if (at.status !== 'completing') run.emit({ kind: 'elementCompleting', instance: at.id });
  if (!at.mapped) run.emit({ kind: 'elementMapped', instance: at.id });
  run.queue.add(at);
  return null;
}
