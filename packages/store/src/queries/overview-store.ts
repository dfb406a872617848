import type { OverviewStore } from '../surface/overview.ts';
import { caseLine, caseLines } from './case-lines.ts';
import { commandActors } from './command-actors.ts';
import { contacts } from './contacts.ts';
import { deploymentLines } from './deployment-lines.ts';
import { lastPromises } from './last-promises.ts';
import { partyNames } from './party-names.ts';
import { search } from './search.ts';
import type { StoreContext } from '../work.ts';

export function createOverviewStore(context: StoreContext): OverviewStore {
  const { db } = context;
  return {
    cases: (filter) => caseLines(db, filter),
    case: (caseId) => caseLine(db, caseId),
    deployments: (filter) => deploymentLines(db, filter),
    actors: (caseId) => commandActors(context, caseId),
    partyNames: (ids) => partyNames(db, ids),
    lastPromises: (invoiceIds) => lastPromises(db, invoiceIds),
    contacts: (debtorId, limit) => contacts(context, debtorId, limit),
    search: (filter) => search(db, filter),
  };
}
