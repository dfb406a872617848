import type { ElementOf } from '@krok/bpmn/executable';
import { enterTogether, noneCanReach, waitingBefore } from '../behaviors/arrivals.ts';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/** BPMN 2.0 §13.4.3: waits while a token can still reach it; leaves by every flow whose condition holds. */
export const inclusiveGateway: Behavior<ElementOf<'inclusiveGateway'>> = {
  arrival: 'synchronized',
  synchronize(run, scope, element) {
    const gateway = run.linked.element(element.index);
    if (!noneCanReach(run, scope, gateway, gateway.incoming)) return false;
    enterTogether(run, scope, gateway, waitingBefore(scope, gateway));
    return true;
  },
  activate(run, at) {
    complete(run, at);
    return null;
  },
};
