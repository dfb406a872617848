import type { OverviewStore } from '../surface/overview.ts';
import { caseLine, caseLines } from './case-lines.ts';
import { commandActors } from './command-actors.ts';
import { deploymentLines } from './deployment-lines.ts';
import type { StoreContext } from '../work.ts';

export function createOverviewStore(context: StoreContext): OverviewStore {
  const { db } = context;
  return {
    cases: (filter) => caseLines(db, filter),
    case: (caseId) => caseLine(db, caseId),
    deployments: (filter) => deploymentLines(db, filter),
    actors: (caseId) => commandActors(context, caseId),
  };
}
