import type { ElementOf } from '@krok/bpmn/executable';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/** BPMN 2.0 §13.4.3: waits while a token can still reach it; leaves by every flow whose condition holds. */
export const inclusiveGateway: Behavior<ElementOf<'inclusiveGateway'>> = {
  arrival: 'synchronized',
  activate(run, at) {
    complete(run, at);
    return null;
  },
};
