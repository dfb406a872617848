import type { Run } from '../run.ts';
import type { Variables } from '../types/index.ts';
import { trigger } from './triggering.ts';

/** Reaches everything in this instance that waits for the signal now (BPMN 2.0 §10.5.1). */
export function deliverSignal(run: Run, name: string, variables: Variables): void {
  for (const id of run.draft.subscriptions.ids()) {
    const subscription = run.draft.subscriptions.get(id);
    // An earlier one may have ended this one.
    if (subscription?.kind === 'signal' && subscription.name === name) trigger(run, subscription, variables);
  }
}
