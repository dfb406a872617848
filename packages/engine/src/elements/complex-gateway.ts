import type { ElementOf } from '@krok/bpmn/executable';
import { enterTogether, noneCanReach, waitingBefore } from '../behaviors/arrivals.ts';
import { completeIfEmpty } from '../behaviors/completion.ts';
import { evaluateBoolean } from '../behaviors/expressions.ts';
import { complete } from '../behaviors/lifecycle.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import { COMPLEX_RESETS } from '../version.ts';
import type { Behavior } from './behavior.ts';

type Complex = ElementOf<'complexGateway'>;

/**
 * BPMN 2.0 §13.4.5. Starts when its activation condition holds, which sees `activationCount`, the number of tokens that
 * wait; without a condition, when no other token can reach it. Then it waits for the rest: once no token can come by a
 * flow that has given none, those that did come are taken and the gateway starts anew. The reset itself gives no token.
 */
export const complexGateway: Behavior<Complex> = {
  arrival: 'synchronized',
  synchronize(run, scope, element) {
    const gateway = run.linked.element(element.index);
    const given = givenFlows(scope, element);
    if (given === null) return startOnce(run, scope, element);
    const rest = gateway.incoming.filter((flow) => !given.includes(flow));
    if (!noneCanReach(run, scope, gateway, rest)) return false;
    const waiting = waitingBefore(scope, gateway);
    // What does not come any more did not reset it before: only the next token did, and was taken.
    if (waiting.length === 0 && run.draft.engineVersion < COMPLEX_RESETS) return false;
    const flows = waiting.filter((flow) => rest.includes(flow));
    if (flows.length > 0) run.emit({ kind: 'flowsConsumed', scope: scope.id, flows });
    remember(run, scope, element, null);
    completeIfEmpty(run, scope);
    return true;
  },
  awaits(scope, element) {
    return givenFlows(scope, element) !== null;
  },
  activate(run, at) {
    complete(run, at);
    return null;
  },
};

function startOnce(run: Run, scope: LiveInstance, element: Complex): boolean {
  const gateway = run.linked.element(element.index);
  const flows = waitingBefore(scope, gateway);
  const { activationCondition } = element;
  const mayStart =
    activationCondition === undefined
      ? noneCanReach(run, scope, gateway, gateway.incoming)
      : evaluateBoolean(run, scope, activationCondition, { activationCount: flows.length }) === true;
  if (!mayStart) return false;
  if (flows.length < gateway.incoming.length) remember(run, scope, element, flows);
  enterTogether(run, scope, gateway, flows);
  return true;
}

function givenFlows(scope: LiveInstance, element: Complex): readonly number[] | null {
  const given = scope.note?.[`given:${element.index}`];
  return Array.isArray(given) ? (given as readonly number[]) : null;
}

function remember(run: Run, scope: LiveInstance, element: Complex, flows: readonly number[] | null): void {
  run.emit({ kind: 'elementNoted', instance: scope.id, note: { [`given:${element.index}`]: flows } });
}
