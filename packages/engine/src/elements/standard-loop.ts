import type { LoopCharacteristics } from '@krok/bpmn/executable';
import { evaluateBoolean, evaluateInteger } from '../behaviors/expressions.ts';
import { completing } from '../behaviors/completion.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { RUNS_ENDED_BY_HAND } from '../version.ts';
import type { Behavior } from './behavior.ts';

type StandardLoop = Extract<LoopCharacteristics, { kind: 'standardLoop' }>;

/** BPMN 2.0 §13.3.6: runs one after the other while the condition holds, at most `maximum` times. */
export const standardLoop: Behavior = {
  activate(run, at, element) {
    const loop = element.loop as StandardLoop;
    const goesOn = loop.testBefore ? mayRun(run, at, loop, 0) : true;
    if (goesOn instanceof Problem) return goesOn;
    run.started(at);
    if (goesOn) begin(run, at, 1);
    else completing(run, at);
    return null;
  },
  childCompleting(run, at, element, child) {
    const goesOn = mayRun(run, at, element.loop as StandardLoop, child.loopCounter);
    if (goesOn instanceof Problem) return goesOn;
    run.emit({ kind: 'elementNoted', instance: at.id, note: { goesOn } });
    return null;
  },
  childTerminated(run, at, element, child) {
    if (!child.isRun || run.draft.engineVersion < RUNS_ENDED_BY_HAND) return;
    const goesOn = mayRun(run, at, element.loop as StandardLoop, child.loopCounter) === true;
    run.emit({ kind: 'elementNoted', instance: at.id, note: { goesOn } });
  },
  childEnded(run, at, _element, child) {
    if (!child.isRun) return;
    if (at.note?.['goesOn'] === true) begin(run, at, child.loopCounter + 1);
    else completing(run, at);
  },
};

function begin(run: Run, body: LiveInstance, loopCounter: number): void {
  setLocal(run, run.enterRun(body, loopCounter), { loopCounter });
}

function mayRun(run: Run, body: LiveInstance, loop: StandardLoop, done: number): boolean | Problem {
  if (loop.maximum !== undefined) {
    const maximum = evaluateInteger(run, body, loop.maximum);
    if (maximum instanceof Problem) return maximum;
    if (done >= maximum) return false;
  }
  return loop.condition === undefined ? true : evaluateBoolean(run, body, loop.condition, { loopCounter: done });
}
