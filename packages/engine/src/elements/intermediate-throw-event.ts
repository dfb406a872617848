import type { ElementOf } from '@krok/bpmn/executable';
import { throwEvent } from '../behaviors/throwing.ts';
import type { Behavior } from './behavior.ts';

export const intermediateThrowEvent: Behavior<ElementOf<'intermediateThrowEvent'>> = {
  activate: throwEvent,
  /** A link is a sequence flow that is not drawn (BPMN 2.0 §10.5.5). */
  left(run, at, element) {
    const { trigger } = element;
    if (trigger.kind === 'link' && trigger.target !== undefined && at.scope !== null) {
      run.enter(run.linked.element(trigger.target), at.scope);
    }
  },
};
