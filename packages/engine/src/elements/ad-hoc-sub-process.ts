import type { ElementOf, JobDefinition } from '@krok/bpmn/executable';
import { evaluateBoolean, evaluateJson, evaluateTexts, tooLarge } from '../behaviors/expressions.ts';
import { completing, onlyFinish } from '../behaviors/completion.ts';
import { follow, goOnDriven, pathGives, pathTerminated, tellChoices, wrongChoice } from '../behaviors/driven-ad-hoc.ts';
import { raise } from '../behaviors/incidents.ts';
import { createJob } from '../behaviors/jobs.ts';
import { sizeOf } from '../behaviors/json-size.ts';
import { planEventSubProcesses } from '../behaviors/scopes.ts';
import { hasOwnWork } from '../behaviors/structure.ts';
import { consumeWaiting, terminateInside } from '../behaviors/termination.ts';
import { fireHeld, interruptingHeld, openWaits, type Wait } from '../behaviors/waits.ts';
import { acceptResult } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { AD_HOC_APART, AD_HOC_IN_TURN, MAX_VARIABLE_SIZE } from '../version.ts';
import type { Behavior } from './behavior.ts';

type AdHoc = ElementOf<'adHocSubProcess'>;

/**
 * BPMN 2.0 §13.3.5: activities inside are activated by choice (`activeElements`, ids; all that nothing leads to where
 * it is absent), and it ends by its completion condition, else when nothing is left to do. A worker may drive it instead.
 */
export const adHocSubProcess: Behavior<ElementOf<'adHocSubProcess'>> = {
  activate(run, at, element) {
    const ids = element.activeElements === undefined ? null : evaluateTexts(run, at, element.activeElements);
    if (ids instanceof Problem) return ids;
    const chosen = ids === null ? at.element.entries : at.element.entries.filter(({ id }) => ids.includes(id));
    if (ids !== null && chosen.length < new Set(ids).size) {
      return new Problem('expression', `Expected activities of ${element.id} but got ${ids.join(', ')}`);
    }
    const waits: Wait[] = [];
    const problem = planEventSubProcesses(run, at, waits);
    if (problem !== null) return problem;
    if (element.job !== undefined) return activateDriven(run, at, element, element.job, waits);
    run.started(at);
    openWaits(run, at, waits);
    const held = interruptingHeld(run, waits);
    if (held !== null) {
      fireHeld(run, at, [held]);
      return null;
    }
    const first = element.sequential ? chosen.slice(0, 1) : chosen;
    const rest = element.sequential ? chosen.slice(1).map(({ index }) => index) : [];
    run.emit({ kind: 'elementNoted', instance: at.id, note: { rest } });
    for (const each of first) run.enter(each, at);
    if (chosen.length === 0) finish(run, at, element);
    else fireHeld(run, at, waits);
    return null;
  },
  childCompleting(run, at, element, child) {
    if (child.isPath) return pathGives(run, child, at, element);
    if (isDriven(at, element)) return null;
    const condition = isSettled(run, at) ? undefined : element.completionCondition;
    const isDone = condition === undefined ? null : evaluateBoolean(run, at, condition);
    if (isDone instanceof Problem) return isDone;
    // Last, for what is collected once is not collected again by a retry.
    const stands = isSettled(run, at) || (isDone === true && run.draft.engineVersion >= AD_HOC_APART);
    const problem = stands || child.element.outgoing.length === 0 ? collect(run, at, element, child) : null;
    if (problem !== null) return problem;
    if (isDone !== null) run.emit({ kind: 'elementNoted', instance: at.id, note: { isDone } });
    return null;
  },
  /** Sequential: one activity is performed at a time, so that a token waits before the next (BPMN 2.0 §13.3.5). */
  admits(run, at, target) {
    const { definition } = at.element;
    const inTurn = definition.type === 'adHocSubProcess' && definition.sequential && target.performed;
    if (!inTurn || run.draft.engineVersion < AD_HOC_IN_TURN) return true;
    return !run.draft.instances().some((live) => live.scope === at && live.element.performed);
  },
  isSettled,
  childEnded(run, at, element, child) {
    if (child.isPath && child.status === 'terminating') pathTerminated(run, at, element);
    else goOn(run, at, element);
  },
  settle: goOn,
  refuses: wrongChoice,
  answered(run, at, element, variables, result) {
    acceptResult(run, at, variables);
    follow(run, at, element, result);
  },
  /** Only the collection of its results can have failed, or the job of a worker that chooses. */
  retried(run, at, element) {
    if (isDriven(at, element)) return goOnDriven(run, at, element);
    if (at.children === 0) finish(run, at, element);
  },
};

function isDriven(at: LiveInstance, { job }: AdHoc): boolean {
  return job !== undefined || at.isPath;
}

function activateDriven(
  run: Run,
  at: LiveInstance,
  element: AdHoc,
  job: JobDefinition,
  waits: readonly Wait[],
): Problem | null {
  tellChoices(run, at, element);
  const held = interruptingHeld(run, waits);
  // Nobody is asked where an interrupting condition holds already.
  const problem = held === null ? createJob(run, at, job) : null;
  if (problem !== null) return problem;
  if (held !== null) run.started(at);
  openWaits(run, at, waits);
  fireHeld(run, at, held === null ? waits : [held]);
  return null;
}

/** Begins the next activity of a sequential one; completes when nothing is left, or when its condition says so. */
function goOn(run: Run, at: LiveInstance, element: AdHoc): void {
  if (isDriven(at, element)) return goOnDriven(run, at, element);
  const isDone = at.note?.['isDone'] === true;
  // What waits for a token beside it will not begin.
  if (isSettled(run, at)) consumeWaiting(run, at);
  const isIdle = !at.hasTokens() && !hasActivities(run, at);
  const rest = at.note?.['rest'];
  if (!isDone && !at.interrupted && isIdle && Array.isArray(rest) && rest.length > 0) {
    run.emit({ kind: 'elementNoted', instance: at.id, note: { rest: rest.slice(1) } });
    run.enter(run.linked.element(Number(rest[0])), at);
    return;
  }
  const isEmpty = isIdle && at.children === 0;
  if (isEmpty || (isDone && element.cancelRemaining)) {
    if (terminateInside(run, at)) finish(run, at, element);
    else onlyFinish(run, at);
  } else if (isIdle) onlyFinish(run, at);
}

/** An event sub-process that runs holds it open and is none of its activities. */
function hasActivities(run: Run, at: LiveInstance): boolean {
  return run.draft.engineVersion < AD_HOC_APART ? at.children > 0 : hasOwnWork(run, at);
}

/** BPMN 2.0 §13.3.5: its condition held once, so that no further activity begins; what completes afterwards can't take that back. */
function isSettled(run: Run, at: LiveInstance): boolean {
  return (
    run.draft.engineVersion >= AD_HOC_APART &&
    at.note?.['isDone'] === true &&
    !isDriven(at, at.element.definition as AdHoc)
  );
}

/** What an activity at the end of its path gives, in the order of completion (Camunda 8). */
function collect(run: Run, at: LiveInstance, { output }: AdHoc, child: LiveInstance): Problem | null {
  if (output === undefined || child.element.behavior.inline === true) return null;
  const value = evaluateJson(run, child, output.element);
  if (value instanceof Problem) return value;
  const collected = Number(at.note?.['collected'] ?? 0);
  run.emit({ kind: 'resultCollected', instance: at.id, index: collected, value });
  run.emit({ kind: 'elementNoted', instance: at.id, note: { collected: collected + 1 } });
  return null;
}

function finish(run: Run, at: LiveInstance, { output }: AdHoc): void {
  if (output !== undefined) {
    const results = Array.from({ length: Number(at.note?.['collected'] ?? 0) }, (_, index) => at.resultAt(index));
    if (sizeOf(results) > MAX_VARIABLE_SIZE) return raise(run, at, tooLarge(output.collection));
    acceptResult(run, at, { [output.collection]: results });
  }
  completing(run, at);
}
