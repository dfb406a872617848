import type { Db } from '../database.ts';
import type { OverviewStore } from '../surface/overview.ts';
import { caseLine, caseLines } from './case-lines.ts';
import { commandActors } from './command-actors.ts';
import { deploymentLines } from './deployment-lines.ts';

export function createOverviewStore(db: Db): OverviewStore {
  return {
    cases: (filter) => caseLines(db, filter),
    case: (caseId) => caseLine(db, caseId),
    deployments: (filter) => deploymentLines(db, filter),
    actors: (caseId) => commandActors(db, caseId),
  };
}
