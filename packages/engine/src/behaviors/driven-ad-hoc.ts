import type { ElementOf, JobDefinition } from '@krok/bpmn/executable';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { JobResult, Json } from '../types/index.ts';
import { MAX_VARIABLE_SIZE } from '../version.ts';
import { closeOne } from './closing.ts';
import { completing, onlyFinish } from './completion.ts';
import { evaluateJson, tooLarge } from './expressions.ts';
import { clearIncident, raise } from './incidents.ts';
import { createJob } from './jobs.ts';
import { refusalOf, sizeOf } from './json-size.ts';
import { hasOwnWork } from './structure.ts';
import { terminate, terminateInside } from './termination.ts';
import { propagate, setLocal } from './variables.ts';

// An ad-hoc sub-process whose worker chooses (Camunda 8.8). Its job is open while the worker has a choice: when it begins, and
// again after each path inside. Every chosen activity begins a path: an instance of its own, which holds the variables that came
// with the choice and what the path gives.

type AdHoc = ElementOf<'adHocSubProcess'>;

const CHOICES = 'adHocSubProcessElements';

/** What the worker may choose from, as it finds it in its variables. */
export function tellChoices(run: Run, at: LiveInstance, { output }: AdHoc): void {
  const choices = at.element.entries.map(({ id, definition }) => ({
    elementId: id,
    elementName: definition.name ?? null,
  }));
  setLocal(run, at, { [CHOICES]: choices, ...(output && { [output.collection]: [] }) });
}

/** Why the worker's answer can't be followed; null where it can. */
export function wrongChoice(at: LiveInstance, { activateElements = [], ...result }: JobResult): string | null {
  if (activateElements.length > 0 && result.isCompletionConditionFulfilled === true) {
    return 'Expected activities to begin or the end of all but got both';
  }
  for (const { elementId, variables } of activateElements) {
    if (!at.element.entries.some(({ id }) => id === elementId)) {
      return `Expected an activity of ${at.element.id} that no flow leads to but got "${elementId}"`;
    }
    const refusal = refusalOf(variables ?? {});
    if (refusal !== null) return refusal.message;
  }
  return null;
}

/** The worker has chosen. Where it chose nothing and nothing is at work, all is done. */
export function follow(run: Run, at: LiveInstance, element: AdHoc, result: JobResult): void {
  const { activateElements = [], isCompletionConditionFulfilled = false, isCancelRemainingInstances = false } = result;
  if (isCompletionConditionFulfilled) {
    run.emit({ kind: 'elementNoted', instance: at.id, note: { isDone: true } });
    if (isCancelRemainingInstances) terminateInside(run, at);
    return finishIfDone(run, at, element);
  }
  if (isCancelRemainingInstances) {
    for (const path of run.draft.instances()) if (path.scope === at && path.isPath) terminate(run, path);
  }
  let begun = Number(at.note?.['begun'] ?? 0);
  for (const { elementId, variables } of activateElements) {
    const chosen = at.element.entries.find(({ id }) => id === elementId);
    if (chosen === undefined) continue;
    const path = run.enterRun(at, ++begun);
    run.started(path);
    setLocal(run, path, variables ?? {});
    run.enter(chosen, path);
  }
  if (activateElements.length > 0) run.emit({ kind: 'elementNoted', instance: at.id, note: { begun } });
  else if (at.children === 0) finish(run, at, element);
}

/** Something inside has ended: the end of a path gives its result, and the worker chooses anew. */
export function goOnDriven(run: Run, at: LiveInstance, element: AdHoc): void {
  if (at.isPath) {
    if (at.children === 0 && !at.hasTokens() && at.status === 'active') pathEnded(run, at, element);
  } else if (at.status === 'active') chooseAgain(run, at, element);
}

/** A path that the worker ended has been heard: nobody is asked anew, and nothing may be left. */
export function pathTerminated(run: Run, at: LiveInstance, element: AdHoc): void {
  const isAsked = at.incident !== '' || at.owned?.some((id) => run.draft.jobs.get(id) !== undefined) === true;
  if (at.status === 'active' && !isAsked) finishIfDone(run, at, element);
}

function pathEnded(run: Run, path: LiveInstance, element: AdHoc): void {
  const { scope } = path;
  if (scope === null) return;
  const problem = pathGives(run, path, scope, element);
  if (problem !== null) return raise(run, path, problem);
  run.emit({ kind: 'elementCompleted', instance: path.id, element: path.element.index });
  goOnDriven(run, scope, element);
}

/** What is left of a path that ends, be it that a person skips it: its result, and what can be undone inside. */
export function pathGives(run: Run, path: LiveInstance, at: LiveInstance, element: AdHoc): Problem | null {
  const problem = collect(run, path, at, element);
  if (problem !== null) return problem;
  for (const entry of path.compensable ?? []) run.emit({ kind: 'compensationRegistered', scope: at.id, entry });
  return null;
}

/** One job at a time: that of before knew less. */
function chooseAgain(run: Run, at: LiveInstance, element: AdHoc): void {
  if (at.note?.['isDone'] === true || at.interrupted || element.job === undefined)
    return finishIfDone(run, at, element);
  const open = at.owned?.find((id) => run.draft.jobs.get(id) !== undefined);
  if (open !== undefined) {
    clearIncident(run, at);
    closeOne(run, at, open);
  }
  // A migration brought the worker.
  if (at.variables === null || !Object.hasOwn(at.variables, CHOICES)) tellChoices(run, at, element);
  offer(run, at, element.job);
}

function offer(run: Run, at: LiveInstance, job: JobDefinition): void {
  const problem = createJob(run, at, job, 'again');
  if (problem !== null) raise(run, at, problem);
}

/** Once only event sub-processes are left, none other starts any more (BPMN 2.0 §13.5.4). */
function finishIfDone(run: Run, at: LiveInstance, element: AdHoc): void {
  if (at.children === 0) finish(run, at, element);
  else if (!at.hasTokens() && !hasOwnWork(run, at)) onlyFinish(run, at);
}

function finish(run: Run, at: LiveInstance, { output }: AdHoc): void {
  const collected = output === undefined ? undefined : at.variables?.[output.collection];
  if (
    output !== undefined &&
    collected !== undefined &&
    at.scope !== null &&
    at.element.definition.outputs === undefined
  )
    propagate(run, at.scope, { [output.collection]: collected });
  completing(run, at);
}

/** The collection grows as paths end, for the worker to see. */
function collect(run: Run, path: LiveInstance, at: LiveInstance, { output }: AdHoc): Problem | null {
  if (output === undefined) return null;
  const value = evaluateJson(run, path, output.element);
  if (value instanceof Problem) return value;
  const before = at.variables?.[output.collection];
  const results: readonly Json[] = [...(Array.isArray(before) ? before : []), value];
  if (sizeOf(results) > MAX_VARIABLE_SIZE) return tooLarge(output.collection);
  setLocal(run, at, { [output.collection]: results });
  return null;
}
