import type { Store } from '@krok/store';
import type { CaseActivities } from './case-activities.ts';
import { createCommitSteps } from './commit-steps.ts';
import type { JobActivities } from './job-activities.ts';
import { createLoadCalendar } from './load-calendar.ts';
import { createOpenCase } from './open-case.ts';
import { createPublishMessage } from './publish-message.ts';

/** What activities need from outside; nothing is looked up elsewhere. */
export interface ActivityDependencies {
  readonly store: Store;
}

export type Activities = CaseActivities & JobActivities;

/** All activity implementations, one file per job type, wired by hand. */
export function createActivities({ store }: ActivityDependencies): Activities {
  return {
    openCase: createOpenCase(store),
    commitSteps: createCommitSteps(store),
    loadCalendar: createLoadCalendar(store),
    publishMessage: createPublishMessage(store),
  };
}
