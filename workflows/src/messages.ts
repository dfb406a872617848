import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { DeskWake, Delivery, DeliveryAnswer } from '@krok/contracts/types';
import type { OrganisationClock } from '@krok/calendar';
import type { InstanceState } from '@krok/engine';

/** One outbox row handed to a case; the update id is the row's id. Answered after the step is in the log. */
export const deliver = defineUpdate<DeliveryAnswer, [Delivery]>('deliver');

/** The organisation's clock was set to another mode: due times map to other real delays from here on. */
export const clockChanged = defineSignal<[OrganisationClock]>('clockChanged');

/** Something happened, or is due: look again. For desks, the daily work, listings and claims. */
export const wake = defineSignal<[DeskWake]>('wake');

/** For tests and operators only: lists and screens read PostgreSQL. */
export const caseState = defineQuery<{ readonly head: number; readonly state: InstanceState } | null>('caseState');

export const caseWorkflowId = (caseId: string): string => `case:${caseId}`;
export const claimWorkflowId = (claimId: string): string => `claim:${claimId}`;
export const dailyWorkflowId = (organisationId: string): string => `daily:${organisationId}`;
export const deskWorkflowId = (deskKey: string): string => `desk:${deskKey}`;
export const listingWorkflowId = (listingId: string): string => `listing:${listingId}`;
