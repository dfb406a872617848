import type { ElementOf } from '@krok/bpmn/executable';
import { completing } from '../behaviors/completion.ts';
import { complete } from '../behaviors/lifecycle.ts';
import { terminate } from '../behaviors/termination.ts';
import { acceptResult } from '../behaviors/variables.ts';
import type { Behavior } from './behavior.ts';

export const boundaryEvent: Behavior<ElementOf<'boundaryEvent'>> = {
  activate(run, at) {
    complete(run, at);
    return null;
  },
  /** `owner` is the activity that it is attached to. */
  triggered(run, owner, element, payload) {
    const { scope } = owner;
    if (scope === null) return;
    if (element.interrupting) terminate(run, owner);
    const live = run.enter(run.linked.element(element.index), scope);
    acceptResult(run, live, payload.variables);
    completing(run, live);
  },
};
