import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';

export function createCommitSteps(store: Store): CaseActivities['commitSteps'] {
  return (request) => store.log.commitSteps(request);
}
