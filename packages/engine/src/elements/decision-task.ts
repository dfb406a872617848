import type { ElementOf } from '@krok/bpmn/executable';
import { evaluateText } from '../behaviors/expressions.ts';
import { complete } from '../behaviors/lifecycle.ts';
import { acceptResult, inputsOf } from '../behaviors/variables.ts';
import { Problem } from '../problem.ts';
import type { Behavior } from './behavior.ts';

export const decisionTask: Behavior<ElementOf<'decisionTask'>> = {
  activate(run, at, element) {
    const decisionId = evaluateText(run, at, element.decisionId, 'decision');
    if (decisionId instanceof Problem) return decisionId;
    const { decide } = run.env;
    if (decide === undefined) return new Problem('decision', `Expected a decision ${decisionId} but none is deployed`);
    const { bindingType, versionTag } = element;
    const request = { decisionId, bindingType, variables: inputsOf(at) };
    const result = decide(versionTag === undefined ? request : { ...request, versionTag });
    if (result.kind === 'failed') return new Problem('decision', result.message);
    acceptResult(run, at, { [element.resultVariable]: result.value });
    complete(run, at);
    return null;
  },
};
