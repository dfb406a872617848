import type { ElementOf } from '@krok/bpmn/executable';
import { activateWaiting } from '../behaviors/catching.ts';
import type { Behavior } from './behavior.ts';

/** BPMN 2.0 §13.4.4: waits for what stands behind its flows; the first event decides. */
export const eventBasedGateway: Behavior<ElementOf<'eventBasedGateway'>> = {
  activate(run, at, element) {
    return activateWaiting(
      run,
      at,
      element.targets.map((target) => run.linked.element(target)),
    );
  },
};
