import type { ElementOf } from '@krok/bpmn/executable';
import { raise } from '../behaviors/incidents.ts';
import { completing } from '../behaviors/completion.ts';
import { throwEvent, transactionCancelled } from '../behaviors/throwing.ts';
import type { Behavior } from './behavior.ts';

export const endEvent: Behavior<ElementOf<'endEvent'>> = {
  activate: throwEvent,
  compensated(run, at, element) {
    if (element.trigger.kind !== 'cancel') return completing(run, at);
    const problem = transactionCancelled(run, at);
    if (problem !== null) raise(run, at, problem);
  },
};
