import type { Expression, LoopCharacteristics, LoopEvent } from '@krok/bpmn/executable';
import { evaluateBoolean, evaluateJson, tooLarge } from '../behaviors/expressions.ts';
import { completing } from '../behaviors/completion.ts';
import { terminateInside } from '../behaviors/termination.ts';
import { raise } from '../behaviors/incidents.ts';
import { sizeOf } from '../behaviors/json-size.ts';
import { throwToBoundary } from '../behaviors/loop-events.ts';
import { propagate, setLocal } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { Json } from '../types/index.ts';
import { MAX_LOOP_RUNS, MAX_VARIABLE_SIZE, OUTPUT_GROWS } from '../version.ts';
import type { Behavior } from './behavior.ts';

type MultiInstance = Extract<LoopCharacteristics, { kind: 'multiInstance' }>;

/** BPMN 2.0 §13.3.7. The body notes the items, how many runs began and how many completed. */
export const multiInstance: Behavior = {
  activate(run, at, element) {
    const loop = element.loop as MultiInstance;
    const collection = evaluateJson(run, at, loop.inputCollection, null, 'expression', Number.POSITIVE_INFINITY);
    if (collection instanceof Problem) return collection;
    if (!Array.isArray(collection) || collection.length > MAX_LOOP_RUNS) {
      return new Problem('expression', `Expected a collection of at most ${MAX_LOOP_RUNS} items but got another value`);
    }
    const items = collection as readonly Json[];
    run.started(at);
    const begun = loop.sequential ? Math.min(1, items.length) : items.length;
    run.emit({ kind: 'elementNoted', instance: at.id, note: { items, begun, completed: 0 } });
    for (let i = 0; i < begun; i++) begin(run, at, loop, items, i);
    if (items.length === 0) finish(run, at, loop);
    return null;
  },
  childCompleting(run, at, element, child) {
    return child.isRun ? runCompleting(run, at, element.loop as MultiInstance, child) : null;
  },
  childEnded(run, at, element, child) {
    if (child.isRun) runEnded(run, at, element.loop as MultiInstance);
  },
  retried(run, at, element) {
    finish(run, at, element.loop as MultiInstance);
  },
};

function begin(run: Run, body: LiveInstance, loop: MultiInstance, items: readonly Json[], index: number): void {
  const live = run.enterRun(body, index + 1);
  const loopCounter = index + 1;
  const item = items[index] ?? null;
  const { inputElement, outputVariable } = loop;
  const own = inputElement === undefined ? { loopCounter } : { loopCounter, [inputElement]: item };
  // Camunda 8: what a run gives is its own, so that none takes what another one gave.
  setLocal(run, live, outputVariable === undefined ? own : { ...own, [outputVariable]: null });
}

function runCompleting(run: Run, body: LiveInstance, loop: MultiInstance, child: LiveInstance): Problem | null {
  const completed = Number(body.note?.['completed'] ?? 0) + 1;
  if (loop.outputCollection !== undefined && loop.outputElement !== undefined) {
    const value = evaluateJson(run, child, loop.outputElement);
    if (value instanceof Problem) return value;
    run.emit({ kind: 'resultCollected', instance: body.id, index: child.loopCounter - 1, value });
  }
  const counters = {
    numberOfInstances: itemsOf(body).length,
    numberOfActiveInstances: body.children - 1,
    numberOfCompletedInstances: completed,
    numberOfTerminatedInstances: 0,
  };
  const condition = loop.completionCondition;
  const isDone = condition === undefined ? false : holds(run, body, child, condition, counters);
  if (isDone instanceof Problem) return isDone;
  run.emit({ kind: 'elementNoted', instance: body.id, note: { completed, isDone } });
  return loop.events === undefined ? null : throwLoopEvents(run, body, child, loop.events, counters);
}

/** A condition at the completion of a run: it sees the counters, and the output collection as far as it goes (Camunda 8). */
function holds(
  run: Run,
  body: LiveInstance,
  child: LiveInstance,
  condition: Expression,
  counters: Readonly<Record<string, Json>>,
): boolean | Problem {
  const { outputCollection } = body.element.definition.loop as MultiInstance;
  const reads = condition.kind === 'feel' && outputCollection !== undefined && run.draft.engineVersion >= OUTPUT_GROWS;
  if (!reads || !condition.tree.reads.includes(outputCollection))
    return evaluateBoolean(run, child, condition, counters);
  const results = itemsOf(body).map((_, index) => body.resultAt(index));
  return evaluateBoolean(run, child, condition, { ...counters, [outputCollection]: results });
}

/** BPMN 2.0 §10.3.8, `behavior`: runs tell the activity's own boundary of their completion. Only a complex one ends it. */
function throwLoopEvents(
  run: Run,
  body: LiveInstance,
  child: LiveInstance,
  events: readonly LoopEvent[],
  counters: Readonly<Record<string, Json>>,
): Problem | null {
  for (const event of events) {
    if (event.when === 'first' && counters['numberOfCompletedInstances'] !== 1) continue;
    const matches = event.when === 'condition' ? holds(run, body, child, event.condition, counters) : true;
    if (matches instanceof Problem) return matches;
    if (!matches) continue;
    const problem = throwToBoundary(run, body, event.trigger);
    if (problem !== null) return problem;
    if (event.when === 'condition') {
      run.emit({ kind: 'elementNoted', instance: body.id, note: { isDone: true } });
      break;
    }
  }
  return null;
}

function runEnded(run: Run, body: LiveInstance, loop: MultiInstance): void {
  const items = itemsOf(body);
  const begun = Number(body.note?.['begun'] ?? 0);
  const isDone = body.note?.['isDone'] === true;
  if (!isDone && loop.sequential && begun < items.length) {
    run.emit({ kind: 'elementNoted', instance: body.id, note: { begun: begun + 1 } });
    return begin(run, body, loop, items, begun);
  }
  if (!isDone && body.children > 0) return;
  if (terminateInside(run, body)) finish(run, body, loop);
}

function finish(run: Run, body: LiveInstance, loop: MultiInstance): void {
  if (loop.outputCollection !== undefined) {
    const results = itemsOf(body).map((_, index) => body.resultAt(index));
    if (sizeOf(results) > MAX_VARIABLE_SIZE) return raise(run, body, tooLarge(loop.outputCollection));
    propagate(run, body.scope ?? body, { [loop.outputCollection]: results });
  }
  completing(run, body);
}

function itemsOf(body: LiveInstance): readonly Json[] {
  const items = body.note?.['items'];
  return Array.isArray(items) ? items : [];
}
