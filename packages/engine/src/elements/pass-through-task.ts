import type { PassThroughTaskElement } from '@krok/bpmn/executable';
import { complete } from '../behaviors/lifecycle.ts';
import type { Behavior } from './behavior.ts';

/** Undefined and manual tasks: nothing that the engine waits for (BPMN 2.0 §13.3.3). */
export const passThroughTask: Behavior<PassThroughTaskElement> = {
  activate(run, at) {
    complete(run, at);
    return null;
  },
};
