import type { ElementOf } from '@krok/bpmn/executable';
import { complete } from '../behaviors/lifecycle.ts';
import { interruptScope } from '../behaviors/scopes.ts';
import { followWith } from '../behaviors/termination.ts';
import { setLocal } from '../behaviors/variables.ts';
import { type LiveInstance, NO_VARIABLES } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import type { Variables } from '../types/index.ts';
import type { Behavior } from './behavior.ts';

export const startEvent: Behavior<ElementOf<'startEvent'>> = {
  activate(run, at) {
    complete(run, at);
    return null;
  },
  /** Of an event sub-process: `owner` is the scope in which it starts. What the event brings is local to it. */
  triggered(run, owner, element, payload) {
    const { variables } = payload;
    if (!element.interrupting || interruptScope(run, owner)) begin(run, owner, element, variables);
    else followWith(run, owner, { event: element.index, variables });
  },
  follows(run, owner, element, { variables = NO_VARIABLES }) {
    begin(run, owner, element, variables);
  },
};

function begin(run: Run, scope: LiveInstance, element: ElementOf<'startEvent'>, variables: Variables): void {
  const inside = run.enter(run.linked.element(element.scope), scope);
  run.emit({ kind: 'elementNoted', instance: inside.id, note: { startEvent: element.index } });
  setLocal(run, inside, variables);
}
