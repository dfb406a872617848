import type { ExecutionListener, JobDefinition } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { evaluateInteger, evaluateText } from './expressions.ts';
import { inputsOf } from './variables.ts';

/** Offers a job of `at` to the performers outside. */
export function createJob(run: Run, at: LiveInstance, job: JobDefinition, listener = -1): Problem | null {
  const type = evaluateText(run, at, job.type);
  if (type instanceof Problem) return type;
  const retries = evaluateInteger(run, at, job.retries);
  if (retries instanceof Problem) return retries;
  if (listener < 0) run.started(at);
  const base = { instance: at.id, element: at.element.index, type, retries: Math.max(retries, 1) };
  const content = { headers: job.headers, variables: inputsOf(at) };
  const id = run.newId();
  if (listener < 0) run.emit({ kind: 'jobCreated', job: id, ...base, ...content });
  else run.emit({ kind: 'jobCreated', job: id, ...base, ...content, listener });
  return null;
}

/** Retries that a job starts with; what an expression that fails now gave then is not known: 1. */
export function firstRetries(run: Run, at: LiveInstance, listener: number | undefined): number {
  const { definition } = at.element;
  const job = listener === undefined ? jobOf(definition) : definition.executionListeners?.[listener]?.job;
  const retries = job === undefined ? 1 : evaluateInteger(run, at, job.retries);
  return retries instanceof Problem ? 1 : Math.max(retries, 1);
}

/** `done`: no listener is left. Null: the next one's job was offered, and its completion makes this move again. */
export function offerListener(run: Run, at: LiveInstance, on: ExecutionListener['on']): 'done' | null | Problem {
  const listeners = at.element.definition.executionListeners;
  if (listeners === undefined) return 'done';
  let before = 0;
  for (const [index, listener] of listeners.entries()) {
    if (listener.on !== on) continue;
    if (before === at.listenersDone) return createJob(run, at, listener.job, index);
    before++;
  }
  return 'done';
}

function jobOf(definition: object): JobDefinition | undefined {
  return 'job' in definition ? (definition.job as JobDefinition) : undefined;
}
