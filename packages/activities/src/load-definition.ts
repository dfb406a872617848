import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';
import { executableClaim } from './executable-claim.ts';
import type { WatchCase } from './watch.ts';

export function createLoadDefinition(store: Store, watch: WatchCase): CaseActivities['loadDefinition'] {
  return (caseId, hash) =>
    watch(caseId, async () => {
      const isPublished = await store.caseMigrations.isPublishedFor(caseId, hash);
      return isPublished ? { executable: executableClaim(hash) } : null;
    });
}
