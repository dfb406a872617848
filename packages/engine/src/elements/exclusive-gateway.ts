import type { ElementOf } from '@krok/bpmn/executable';
import { firstThatHolds } from '../behaviors/flows.ts';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/** BPMN 2.0 §13.4.2: passes every token on, by one flow. */
export const exclusiveGateway: Behavior<ElementOf<'exclusiveGateway'>> = {
  activate(run, at) {
    complete(run, at);
    return null;
  },
  choose: firstThatHolds,
};
