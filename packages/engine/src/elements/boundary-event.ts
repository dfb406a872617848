import type { ElementOf } from '@krok/bpmn/executable';
import { completing } from '../behaviors/completion.ts';
import { complete } from '../behaviors/lifecycle.ts';
import { followWith, terminate } from '../behaviors/termination.ts';
import { acceptResult } from '../behaviors/variables.ts';
import { type LiveInstance, NO_VARIABLES } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import type { Variables } from '../types/index.ts';
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
    const { variables } = payload;
    if (!element.interrupting || terminate(run, owner)) begin(run, scope, element, variables);
    else followWith(run, owner, { event: element.index, variables });
  },
  follows(run, owner, element, { variables = NO_VARIABLES }) {
    if (owner.scope !== null) begin(run, owner.scope, element, variables);
  },
};

function begin(run: Run, scope: LiveInstance, element: ElementOf<'boundaryEvent'>, variables: Variables): void {
  const live = run.enter(run.linked.element(element.index), scope);
  acceptResult(run, live, variables);
  completing(run, live);
}
