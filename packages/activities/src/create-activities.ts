import type { Channels } from '@krok/channels';
import type { Store } from '@krok/store';
import { createPerformBundle } from './acts/perform-bundle.ts';
import { createPlanActs } from './acts/plan-acts.ts';
import { createCallWebhook } from './call-webhook.ts';
import type { CaseActivities } from './case-activities.ts';
import { createCommitSteps } from './commit-steps.ts';
import type { DailyActivities } from './daily-activities.ts';
import { createFollowClaim } from './duties/follow-claim.ts';
import { createFollowListing } from './duties/follow-listing.ts';
import type { DutyActivities } from './duty-activities.ts';
import type { DeskActivities } from './desk-activities.ts';
import type { JobActivities } from './job-activities.ts';
import { createLoadCalendar } from './load-calendar.ts';
import { createLoadDefinition } from './load-definition.ts';
import { createOpenCase } from './open-case.ts';
import { createPublishMessage } from './publish-message.ts';
import { createRunDaily } from './run-daily.ts';
import { createWatchCase } from './watch-case.ts';

/** What activities need from outside; nothing is looked up elsewhere. */
export interface ActivityDependencies {
  readonly store: Store;
  readonly channels: Channels;
}

export type Activities = CaseActivities & JobActivities & DeskActivities & DailyActivities & DutyActivities;

/** All activity implementations, one file per job type, wired by hand. */
export function createActivities({ store, channels }: ActivityDependencies): Activities {
  const watch = createWatchCase(store);
  return {
    openCase: createOpenCase(store, watch),
    commitSteps: createCommitSteps(store, watch),
    loadCalendar: createLoadCalendar(store, watch),
    loadDefinition: createLoadDefinition(store, watch),
    publishMessage: createPublishMessage(store),
    callWebhook: createCallWebhook(),
    planActs: createPlanActs(store),
    runDaily: createRunDaily(store),
    performBundle: createPerformBundle(store, channels),
    followListing: createFollowListing(store, channels.krd),
    followClaim: createFollowClaim(store, channels.epu),
  };
}
