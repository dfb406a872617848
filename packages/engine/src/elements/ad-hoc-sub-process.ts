import type { ElementOf } from '@krok/bpmn/executable';
import { evaluateBoolean, evaluateTexts } from '../behaviors/expressions.ts';
import { completing } from '../behaviors/completion.ts';
import { planEventSubProcesses } from '../behaviors/scopes.ts';
import { terminateInside } from '../behaviors/termination.ts';
import { openWaits, type Wait } from '../behaviors/waits.ts';
import { Problem } from '../problem.ts';
import type { Behavior } from './behavior.ts';

/**
 * BPMN 2.0 §13.3.5: activities inside are activated by choice (`activeElements`, ids; all that nothing leads to where
 * it is absent), and it ends by its completion condition, else when nothing is left to do.
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
    run.started(at);
    openWaits(run, at, waits);
    const first = element.sequential ? chosen.slice(0, 1) : chosen;
    const rest = element.sequential ? chosen.slice(1).map(({ index }) => index) : [];
    run.emit({ kind: 'elementNoted', instance: at.id, note: { rest } });
    for (const each of first) run.enter(each, at);
    if (chosen.length === 0) completing(run, at);
    return null;
  },
  childCompleting(run, at, element) {
    if (element.completionCondition === undefined) return null;
    const isDone = evaluateBoolean(run, at, element.completionCondition);
    if (isDone instanceof Problem) return isDone;
    run.emit({ kind: 'elementNoted', instance: at.id, note: { isDone } });
    return null;
  },
  childEnded(run, at, element) {
    const isDone = at.note?.['isDone'] === true;
    const isIdle = at.children === 0 && !at.hasTokens();
    const rest = at.note?.['rest'];
    if (!isDone && !at.interrupted && isIdle && Array.isArray(rest) && rest.length > 0) {
      run.emit({ kind: 'elementNoted', instance: at.id, note: { rest: rest.slice(1) } });
      run.enter(run.linked.element(Number(rest[0])), at);
      return;
    }
    if (!isIdle && !(isDone && element.cancelRemaining)) return;
    terminateInside(run, at);
    completing(run, at);
  },
};
