import type { ExecutableElement, ExecutionListener, JobDefinition } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { OpenJob, Variables } from '../types/index.ts';
import { evaluateInteger, evaluateText } from './expressions.ts';
import { inputsOf } from './variables.ts';

/** Of which listener a job is, by its index in the definition; `more`: variables beside those of the element. */
export type ListenerJob = { readonly listener: number } | { readonly taskListener: number; readonly more: Variables };

/** Offers a job of `at` to the performers outside; `again`: it has started already. */
export function createJob(
  run: Run,
  at: LiveInstance,
  job: JobDefinition,
  of: ListenerJob | 'again' | null = null,
): Problem | null {
  const type = evaluateText(run, at, job.type);
  if (type instanceof Problem) return type;
  const retries = evaluateInteger(run, at, job.retries);
  if (retries instanceof Problem) return retries;
  if (of === null) run.started(at);
  const base = { instance: at.id, element: at.element.index, type, retries: Math.max(retries, 1) };
  const content = { headers: job.headers, variables: inputsOf(at) };
  const id = run.newId();
  if (of === null || of === 'again') run.emit({ kind: 'jobCreated', job: id, ...base, ...content });
  else if ('listener' in of) run.emit({ kind: 'jobCreated', job: id, ...base, ...content, listener: of.listener });
  else {
    const { taskListener, more } = of;
    const variables = { ...content.variables, ...more };
    run.emit({ kind: 'jobCreated', job: id, ...base, ...content, variables, taskListener });
  }
  return null;
}

/** Retries that a job starts with; what an expression that fails now gave then is not known: 1. */
export function firstRetries(run: Run, at: LiveInstance, open: OpenJob): number {
  const job = definitionOf(at.element.definition, open);
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
    if (before === at.listenersDone) return createJob(run, at, listener.job, { listener: index });
    before++;
  }
  return 'done';
}

function definitionOf(definition: ExecutableElement, { listener, taskListener }: OpenJob): JobDefinition | undefined {
  if (listener !== undefined) return definition.executionListeners?.[listener]?.job;
  if (taskListener !== undefined && definition.type === 'userTask')
    return definition.taskListeners?.[taskListener]?.job;
  return 'job' in definition ? (definition.job as JobDefinition) : undefined;
}
