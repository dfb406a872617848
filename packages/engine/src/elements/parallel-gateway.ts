import type { ElementOf } from '@krok/bpmn/executable';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/** BPMN 2.0 §13.4.1: one token from every incoming flow, one to every outgoing flow, whatever their conditions. */
export const parallelGateway: Behavior<ElementOf<'parallelGateway'>> = {
  arrival: 'all',
  activate(run, at) {
    complete(run, at);
    return null;
  },
  choose: (_run, at) => at.element.outgoing,
};
