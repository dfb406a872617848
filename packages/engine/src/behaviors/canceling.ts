import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import { TERMINATION_WAITS } from '../version.ts';
import { raise } from './incidents.ts';
import { corrected, correctionsOf, heardBy, listensTo, offerTaskListener } from './task-listeners.ts';
import { taskOf } from './user-tasks.ts';

/** A user task that somebody has been told of, and whose listeners want to know that it is ended (Camunda 8). */
export function hearsCanceling(run: Run, at: LiveInstance): boolean {
  const { definition } = at.element;
  if (definition.type !== 'userTask' || at.isLoopBody || run.draft.engineVersion < TERMINATION_WAITS) return false;
  if (!listensTo(definition, 'canceling')) return false;
  return at.status === 'active' || (at.status === 'activating' && isBeingCreated(run, at));
}

/** Offers the job of the next listener; true when all have been heard. One that can't be offered is an incident. */
export function hear(run: Run, at: LiveInstance): boolean {
  const { definition } = at.element;
  if (definition.type !== 'userTask') return true;
  const said = ['creating', 'assigning', 'canceling'] as const;
  const task = said.reduce((each, on) => corrected(each, correctionsOf(at, on)), taskOf(run, at, definition));
  const outcome = offerTaskListener(run, at, definition, ['canceling'], task);
  if (outcome === 'done') return true;
  if (outcome !== null) raise(run, at, outcome);
  return false;
}

/** A listener for its creation or assignment has been asked. */
function isBeingCreated(run: Run, at: LiveInstance): boolean {
  return heardBy(at) > 0 || run.draft.jobs.get(at.listenerJob)?.taskListener !== undefined;
}
