import type { LiveInstance } from '../draft/live-instance.ts';
import type { Problem } from '../problem.ts';
import type { Run } from '../run.ts';

/** Stops `at` until the incident is resolved; the move that failed is then made again. */
export function raise(run: Run, at: LiveInstance, problem: Problem): void {
  const { cause, message, job } = problem;
  const base = { incident: run.newId(), instance: at.id, element: at.element.index, cause, message };
  run.emit({ kind: 'incidentRaised', ...base, ...(job === undefined ? {} : { job }) });
}

export function clearIncident(run: Run, at: LiveInstance): void {
  if (at.incident !== '') run.emit({ kind: 'incidentResolved', incident: at.incident });
}
