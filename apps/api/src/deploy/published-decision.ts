import type { FindDecision } from '@krok/deployment';
import type { Store } from '@krok/store';

/** The newest decision table of the organisation that holds the decision. */
export function publishedDecision(store: Store, organisationId: string): FindDecision {
  return (resourceId) => store.deployments.resource({ organisationId, kind: 'dmn', resourceId });
}
