import type { ElementOf } from '@krok/bpmn/executable';
import { activateScope } from '../behaviors/scopes.ts';
import type { Behavior } from './behavior.ts';

export const process: Behavior<ElementOf<'process'>> = {
  activate: activateScope,
  left(run, at) {
    run.emit({ kind: 'instanceCompleted', variables: at.sharedVariables() });
  },
};
