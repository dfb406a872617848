import type { Run } from '../run.ts';
import { triggersOf } from './structure.ts';
import { evaluateBoolean } from './expressions.ts';
import { trigger } from './triggering.ts';

/** Fires the condition if the change of a variable made it true (BPMN 2.0 §10.5.5): it was not before. */
export function checkCondition(run: Run, id: string): boolean {
  const subscription = run.draft.subscriptions.get(id);
  if (subscription?.kind !== 'condition' || subscription.pending !== true) return false;
  const event = run.linked.element(subscription.element);
  const condition = triggersOf(event)[subscription.trigger ?? 0];
  const owner = run.draft.instance(subscription.instance);
  const met = condition?.kind === 'conditional' && evaluateBoolean(run, owner, condition.condition) === true;
  run.emit({ kind: 'conditionChecked', subscription: id, met });
  if (met && subscription.met !== true) trigger(run, subscription, {});
  return true;
}

/** Checks the oldest condition that is to be checked. */
export function checkNextCondition(run: Run): boolean {
  let first = '';
  for (const id of run.draft.pendingConditions ?? []) if (first === '' || Number(id) < Number(first)) first = id;
  return first !== '' && checkCondition(run, first);
}
