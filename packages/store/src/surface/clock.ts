import type { OrganisationClock } from '@krok/calendar';

export interface ClockStore {
  /** The clock and its present; `real` is the instant at which it was read. All epoch ms. */
  read(
    organisationId: string,
  ): Promise<{ readonly clock: OrganisationClock; readonly now: number; readonly real: number }>;
  /**
   * Changes the mode; the present may not run backwards (`CLOCK_BACKWARDS`). In the same transaction wakes all that
   * waits for time, for its real instants changed: open cases, desks and the daily work; under manual mode also what is due.
   */
  set(organisationId: string, clock: OrganisationClock): Promise<void>;
  /**
   * Manual mode only (`CLOCK_NOT_MANUAL`): sets the present to `to` and, in the same transaction, writes `timeDue` for each
   * case with something due by then and wakes desks with acts or bundles due. Gives how many were woken.
   */
  advance(organisationId: string, to: number): Promise<{ readonly cases: number; readonly desks: number }>;
  /** Earliest instant at which something is to happen by itself: timers of cases, acts and bundles of desks, the daily work. Null: nothing. */
  nextDue(organisationId: string): Promise<number | null>;
  /** Nothing pending that a machine must still do at the present instant; with what it waits for, for people and tests. */
  atRest(organisationId: string): Promise<AtRest>;
}

export interface AtRest {
  readonly atRest: boolean;
  readonly pendingOutbox: number;
  readonly startingCases: number;
  readonly openActivityJobs: number;
  /** Due by now and not yet looked at by their desk. */
  readonly dueActs: number;
  /** Machine bundles due by now and not yet performed (those held, or waiting for sending to be switched on, don't count). */
  readonly dueBundles: number;
  /** 1 when today's daily work is due and not done. */
  readonly dueDaily: number;
  /** Listings and claims that something happened to, or whose time has come, and whose workflow has not looked yet. */
  readonly dueDuties: number;
}
