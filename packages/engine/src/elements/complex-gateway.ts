import type { ElementOf } from '@krok/bpmn/executable';
import { noneCanReach, waitingBefore } from '../behaviors/arrivals.ts';
import { evaluateBoolean } from '../behaviors/expressions.ts';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/**
 * BPMN 2.0 §13.4.6, without its reset: the activation condition sees `activationCount`, the number of tokens that wait;
 * without a condition the gateway synchronizes as an inclusive one.
 */
export const complexGateway: Behavior<ElementOf<'complexGateway'>> = {
  arrival: 'synchronized',
  mayEnter(run, scope, element) {
    const waiting = run.linked.element(element.index);
    if (element.activationCondition === undefined) return noneCanReach(run, scope, waiting);
    const activationCount = waitingBefore(scope, waiting).length;
    return evaluateBoolean(run, scope, element.activationCondition, { activationCount }) === true;
  },
  activate(run, at) {
    complete(run, at);
    return null;
  },
};
