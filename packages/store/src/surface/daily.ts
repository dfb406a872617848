import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';

/** What is to be done now: `day` is an ISO date of the organisation. */
export type DailyTurn =
  | { readonly kind: 'due'; readonly day: string }
  /** Epoch ms on the organisation's clock; null: no procedure starts by itself and no promise is open. */
  | { readonly kind: 'wait'; readonly until: number | null; readonly clock: OrganisationClock };

/** A timer start event as it stands: `due` epoch ms, `repeat` times left (-1 for ever), `cycle` ISO interval or cron text. */
export interface StartTimer {
  readonly due: number;
  readonly repeat: number;
  readonly cycle?: string;
}

/**
 * Starts a case for each timer start event that is due, the earliest first, at most `limit`; each goes on to the firing
 * that `nextFiring` names, or is over. What was missed while nobody asked is one start. `more`: call again.
 */
export type StartByTimers = (
  organisationId: string,
  nextFiring: (
    fired: StartTimer,
    at: { readonly now: number; readonly zone: string; readonly calendar: BusinessCalendar },
  ) => Pick<StartTimer, 'due' | 'repeat'> | null,
  limit: number,
) => Promise<{ readonly started: number; readonly more: boolean }>;

export interface DailyCounts {
  /** Cases started by the start rules. */
  readonly started: number;
  /** Promised invoices whose promise was broken. */
  readonly broken: number;
  /** Buffered messages that had expired. */
  readonly forgotten: number;
}

export interface DailyRun extends DailyCounts {
  readonly day: string;
  /** Epoch ms on the organisation's clock. */
  readonly beganAt: number;
  readonly finishedAt: number | null;
}

/**
 * Work of each day of an organisation, from six o'clock on its clock. Days that passed unnoticed (a machine that was off,
 * a clock that was advanced far) are made up by the next: what a rule asks for is asked each day anew.
 */
export interface DailyStore {
  readonly startByTimers: StartByTimers;
  /** Opens today's run when it is time for it, or names when to look again: at six, or for a timer start event before that. */
  turn(organisationId: string): Promise<DailyTurn>;
  /**
   * Starts cases by the start rules of the newest versions, oldest due first, at most `limit`. An invoice gets no case that has an open
   * one, or that had one of this procedure before: again is for people to decide. `more`: call again.
   */
  startCases(
    organisationId: string,
    day: string,
    limit: number,
  ): Promise<{ readonly started: number; readonly more: boolean }>;
  /** Adds to the counts of the day. */
  count(organisationId: string, day: string, counts: Partial<DailyCounts>): Promise<void>;
  finish(organisationId: string, day: string): Promise<void>;
  /** Newest first. */
  runs(organisationId: string, limit?: number): Promise<readonly DailyRun[]>;
  /** Wakes the daily work of every organisation that has any; said at each start of a worker, for a Temporal that lost it. */
  wakeAll(): Promise<void>;
}
