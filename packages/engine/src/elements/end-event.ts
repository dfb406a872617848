import type { ElementOf } from '@krok/bpmn/executable';
import { ALL, compensate } from '../behaviors/compensation.ts';
import { raise } from '../behaviors/incidents.ts';
import { completing } from '../behaviors/completion.ts';
import { throwEvent, transactionCancelled } from '../behaviors/throwing.ts';
import type { Behavior } from './behavior.ts';

export const endEvent: Behavior<ElementOf<'endEvent'>> = {
  activate: throwEvent,
  /** Of a cancel: all else in the transaction has ended. */
  follows(run, transaction, _element, { by = '' }) {
    const at = run.draft.find(by);
    if (at !== undefined) compensate(run, at, transaction, ALL);
  },
  compensated(run, at, element) {
    if (element.trigger.kind !== 'cancel') return completing(run, at);
    const problem = transactionCancelled(run, at);
    if (problem !== null) raise(run, at, problem);
  },
};
