import type { OrganisationClock } from '@krok/calendar';

export interface DailyOrder {
  readonly organisationId: string;
}

export interface DailyWork {
  /** Today's work is not done yet: call again at once. */
  readonly more: boolean;
  /** Epoch ms on the organisation's clock of the next turn; null: none until somebody wakes it. */
  readonly next: number | null;
  readonly clock: OrganisationClock;
}

/** A part of the day's work, short enough for one attempt; may run again at any moment, in whole or in part. */
export interface DailyActivities {
  runDaily(order: DailyOrder): Promise<DailyWork>;
}
