import type { Channels } from '@krok/channels';
import type { Store } from '@krok/store';
import { createPerformBundle } from './acts/perform-bundle.ts';
import { createPlanActs } from './acts/plan-acts.ts';
import { createCallWebhook } from './call-webhook.ts';
import { canBeCarried } from './can-be-carried.ts';
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
import { createWatch, type WatchCase } from './watch.ts';

/** What activities need from outside; nothing is looked up elsewhere. */
export interface ActivityDependencies {
  readonly store: Store;
  readonly channels: Channels;
  /** Characters of JSON text that the variables of a case may take together; default `MOST_VARIABLES`. */
  readonly mostVariables?: number;
}

export type Activities = CaseActivities & JobActivities & DeskActivities & DailyActivities & DutyActivities;

/** All activity implementations, one file per job type, wired by hand. */
export function createActivities({ store, channels, mostVariables }: ActivityDependencies): Activities {
  const watched = createWatch(store);
  const watch: WatchCase = (caseId, call) => watched(`case:${caseId}`, call);
  const planActs = createPlanActs(store);
  const performBundle = createPerformBundle(store, channels);
  const runDaily = createRunDaily(store);
  const followListing = createFollowListing(store, channels.krd);
  const followClaim = createFollowClaim(store, channels.epu);
  return {
    openCase: createOpenCase(store, watch, mostVariables),
    canBeCarried: async (_, carry) => canBeCarried(carry),
    commitSteps: createCommitSteps(store, watch),
    loadCalendar: createLoadCalendar(store, watch),
    loadDefinition: createLoadDefinition(store, watch),
    publishMessage: createPublishMessage(store),
    callWebhook: createCallWebhook(),
    planActs: (order) => watched(`desk:${order.deskKey}`, () => planActs(order)),
    runDaily: (order) => watched(`daily:${order.organisationId}`, () => runDaily(order)),
    performBundle: (order) =>
      watched(
        `bundle:${order.bundleId}`,
        () => performBundle(order),
        async () => `desk:${(await store.acts.bundle(order.bundleId)).deskKey}`,
      ),
    followListing: (order) => watched(`listing:${order.id}`, () => followListing(order)),
    followClaim: (order) => watched(`claim:${order.id}`, () => followClaim(order)),
  };
}
