import { firstRetries } from '../behaviors/jobs.ts';
import { behaviorOf } from '../behaviors/structure.ts';
import { goOnTerminating } from '../behaviors/termination.ts';
import { followAll } from '../moves.ts';
import { canMove } from '../queue.ts';
import type { Run } from '../run.ts';
import type { Command, Rejection } from '../types/index.ts';
import { reject } from './reject.ts';

/** The move that failed is made again; a job gets its retries back and is offered again; a call is made again. */
export function resolveIncident(
  run: Run,
  { incident: id, retries }: Extract<Command, { kind: 'resolveIncident' }>,
): Rejection | null {
  const incident = run.draft.incidents.get(id);
  if (incident === undefined) return reject('noSuchIncident', `Expected an open incident ${id} but there is none`);
  const at = run.draft.instance(incident.instance);
  const wasHalted = run.draft.halted === id;
  run.emit({ kind: 'incidentResolved', incident: id });
  if (wasHalted) {
    followAll(run);
    return null;
  }
  const job = incident.job === undefined ? undefined : run.draft.jobs.get(incident.job);
  if (incident.job !== undefined && job !== undefined) {
    const given = retries === undefined ? firstRetries(run, at, job) : Math.max(1, Math.trunc(retries) || 1);
    run.emit({ kind: 'jobOffered', job: incident.job, instance: at.id, retries: given });
    return null;
  }
  if (at.status === 'terminating') goOnTerminating(run, at);
  if (at.status === 'active') behaviorOf(at).retried?.(run, at, at.element.definition);
  if (canMove(at)) run.queue.add(at);
  return null;
}
