import type { ElementOf } from '@krok/bpmn/executable';
import { activateWaiting } from '../behaviors/catching.ts';
import { complete } from '../behaviors/lifecycle.ts';
import { caught } from '../behaviors/triggering.ts';
import type { Behavior } from './behavior.ts';

export const receiveTask: Behavior<ElementOf<'receiveTask'>> = {
  activate(run, at, element) {
    if (element.trigger.kind !== 'none') return activateWaiting(run, at, [at.element]);
    complete(run, at);
    return null;
  },
  triggered(run, owner, element, payload) {
    caught(run, owner, run.linked.element(element.index), payload);
  },
};
