export type { CaseActivities, OpenedCase } from './case-activities.ts';
export type { JobActivities, JobActivity, JobOrder, JobOutcome } from './job-activities.ts';
export { createActivities, type ActivityDependencies, type Activities } from './create-activities.ts';
export type { DailyActivities, DailyOrder, DailyWork } from './daily-activities.ts';
export type { DutyActivities, EntryOrder, FollowedEntry } from './duty-activities.ts';
export type { DeskActivities, Performed, PerformOrder, PlannedWork, PlanOrder } from './desk-activities.ts';
