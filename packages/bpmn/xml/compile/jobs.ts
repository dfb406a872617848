import type { ExecutionListener, JobDefinition, TaskListener } from '@krok/bpmn/executable';
import { childOf, childrenOf, extensionOf, nearestId, textOf, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { expressionOf, optionalExpression } from './expressions.ts';

/** Retries of a job whose definition names none. */
const defaultRetries = { kind: 'static', text: '3' } as const;

/** The job that an element's `zeebe:taskDefinition` offers to workers; absent where there is none. */
export function jobOf(compilation: Compilation, element: ModdleElement): JobDefinition | undefined {
  const definition = extensionOf(element, 'zeebe:TaskDefinition');
  return definition && jobDefinition(compilation, element, definition, 'zeebe:taskDefinition');
}

/** As `jobOf`, where the element cannot do anything without a job. */
export function requiredJob(compilation: Compilation, element: ModdleElement): JobDefinition {
  const job = jobOf(compilation, element);
  if (job) return job;
  compilation.report.error(
    'job-missing',
    nearestId(element),
    'Expected a zeebe:taskDefinition with a job type but there is none',
    'zeebe:taskDefinition',
  );
  return { type: { kind: 'static', text: '' }, retries: defaultRetries, headers: {} };
}

export function headersOf(compilation: Compilation, element: ModdleElement): Readonly<Record<string, string>> {
  const headers = extensionOf(element, 'zeebe:TaskHeaders');
  return headers ? headerValues(compilation, headers, nearestId(element)) : {};
}

/** `zeebe:executionListeners` of an element: jobs before its start and at its end. */
export function listenersOf(
  compilation: Compilation,
  element: ModdleElement,
): readonly ExecutionListener[] | undefined {
  const container = extensionOf(element, 'zeebe:ExecutionListeners');
  if (!container) return undefined;
  const listeners: ExecutionListener[] = [];
  for (const listener of childrenOf(container, 'listeners')) {
    const on = textOf(listener, 'eventType');
    if (on !== 'start' && on !== 'end') {
      compilation.report.error(
        'listener-event',
        nearestId(element),
        `Expected an execution listener for "start" or "end" but it is for "${on ?? ''}"`,
        'zeebe:executionListener',
      );
      continue;
    }
    const headers = childOf(listener, 'headers');
    const job = jobDefinition(compilation, element, listener, 'zeebe:executionListener');
    listeners.push({
      on,
      job: headers
        ? { ...job, headers: headerValues(compilation, headers, nearestId(element)) }
        : { ...job, headers: {} },
    });
  }
  return listeners.length === 0 ? undefined : listeners;
}

/** Names of the first releases of Camunda 8 that had task listeners, by today's. */
const formerEvents: Readonly<Record<string, string>> = {
  create: 'creating',
  assignment: 'assigning',
  update: 'updating',
  complete: 'completing',
  cancel: 'canceling',
};

/** `zeebe:taskListeners` of a user task: jobs before it is offered, assigned, updated, completed or ended. */
export function taskListenersOf(compilation: Compilation, element: ModdleElement): readonly TaskListener[] | undefined {
  const container = extensionOf(element, 'zeebe:TaskListeners');
  if (!container) return undefined;
  const listeners: TaskListener[] = [];
  for (const listener of childrenOf(container, 'listeners')) {
    const written = textOf(listener, 'eventType') ?? '';
    const on = formerEvents[written] ?? written;
    const job = jobDefinition(compilation, element, listener, 'zeebe:taskListener');
    if (isListenedTo(on)) listeners.push({ on, job });
    else {
      const expected = `Expected a task listener for ${listenedTo.map((each) => `"${each}"`).join(', ')} but it is for "${on}"`;
      compilation.report.error('task-listener', nearestId(element), expected, 'zeebe:taskListener');
    }
  }
  return listeners.length === 0 ? undefined : listeners;
}

const listenedTo = ['creating', 'assigning', 'updating', 'completing', 'canceling'] as const;

function isListenedTo(on: string): on is TaskListener['on'] {
  return listenedTo.some((each) => each === on);
}

function jobDefinition(
  compilation: Compilation,
  element: ModdleElement,
  definition: ModdleElement,
  path: string,
): JobDefinition {
  const id = nearestId(element);
  const type = textOf(definition, 'type') ?? '';
  if (type.trim() === '') compilation.report.error('job-type-missing', id, 'Expected a job type but it is empty', path);
  const retries = optionalExpression(compilation, textOf(definition, 'retries'), {
    element: id,
    path: `${path}/retries`,
  });
  if (retries?.kind === 'static' && !/^\s*\d{1,9}\s*$/.test(retries.text)) {
    compilation.report.error('job-retries', id, `Expected a whole number of retries but it is "${retries.text}"`, path);
  }
  return {
    type: expressionOf(compilation, type, { element: id, path: `${path}/type` }),
    retries: retries ?? defaultRetries,
    headers: headersOf(compilation, element),
  };
}

function headerValues(
  compilation: Compilation,
  headers: ModdleElement,
  id: string | undefined,
): Readonly<Record<string, string>> {
  const entries = childrenOf(headers, 'values').map(
    (header) => [textOf(header, 'key') ?? '', textOf(header, 'value') ?? ''] as const,
  );
  const keys = new Set<string>();
  for (const [key] of entries) {
    if (key === '')
      compilation.report.error(
        'header-key',
        id,
        'Expected a key for every header but one is empty',
        'zeebe:taskHeaders',
      );
    else if (keys.has(key))
      compilation.report.error(
        'header-key',
        id,
        `Expected every header once but "${key}" is there twice`,
        'zeebe:taskHeaders',
      );
    keys.add(key);
  }
  // fromEntries makes own properties even of a key like __proto__.
  return Object.fromEntries(entries);
}
