import type { ElementOf } from '@krok/bpmn/executable';
import { complete } from '../behaviors/lifecycle.ts';
import { interruptScope } from '../behaviors/scopes.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { Behavior } from './behavior.ts';

export const startEvent: Behavior<ElementOf<'startEvent'>> = {
  activate(run, at) {
    complete(run, at);
    return null;
  },
  /** Of an event sub-process: `owner` is the scope in which it starts. What the event brings is local to it. */
  triggered(run, owner, element, payload) {
    if (element.interrupting) interruptScope(run, owner);
    const inside = run.enter(run.linked.element(element.scope), owner);
    run.emit({ kind: 'elementNoted', instance: inside.id, note: { startEvent: element.index } });
    setLocal(run, inside, payload.variables);
  },
};
