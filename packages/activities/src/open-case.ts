import { MOST_VARIABLES } from '@krok/contracts/types';
import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';
import { executableClaim } from './executable-claim.ts';
import type { WatchCase } from './watch.ts';

/** `mostVariables`: see `OpenedCase`. */
export function createOpenCase(
  store: Store,
  watch: WatchCase,
  mostVariables = MOST_VARIABLES,
): CaseActivities['openCase'] {
  return async (caseId, engineVersion) => {
    const opened = await watch(caseId, () => store.cases.open(caseId));
    return {
      // First in the object: the codec looks for the claim at the start of the text only.
      executable: executableClaim(opened.executableHash),
      executableHash: opened.executableHash,
      clock: opened.clock,
      zone: opened.zone,
      calendar: opened.calendar,
      start: { id: opened.start.commandId, at: opened.start.at, command: opened.start.command },
      externalJobs: opened.options.performers === 'external',
      continueAsNewEvery: opened.options.continueEvery ?? null,
      ...(engineVersion !== undefined && { engineVersion }),
      mostVariables,
    };
  };
}
