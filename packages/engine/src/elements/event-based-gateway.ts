import type { ElementOf } from '@krok/bpmn/executable';
import { activateWaiting } from '../behaviors/catching.ts';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/** BPMN 2.0 §13.4.4: waits for what stands behind its flows; the first event decides. Behind a parallel one each waits for itself. */
export const eventBasedGateway: Behavior<ElementOf<'eventBasedGateway'>> = {
  activate(run, at, element) {
    if (element.parallel === true) {
      complete(run, at);
      return null;
    }
    return activateWaiting(
      run,
      at,
      element.targets.map((target) => run.linked.element(target)),
    );
  },
};
