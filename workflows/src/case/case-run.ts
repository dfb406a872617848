import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import { clockNow } from '@krok/calendar';
import type { Delivery } from '@krok/contracts/types';
import { inForce, type InstanceState, type Linked, type StepEnv } from '@krok/engine';
import type { OpenedCase } from '@krok/activities';
import { sharedCalendar } from './linked-cache.ts';

/** One run of a case between two continue-as-news: the committed state and what steps depend on. Only the loop writes it. */
export class CaseRun {
  readonly caseId: string;
  readonly zone: string;
  readonly externalJobs: boolean;
  readonly continueAsNewEvery: number | null;
  /** Characters of JSON text. */
  readonly mostVariables: number | null;
  /** Semantics that the case starts under; a history from before it was recorded began with the first. */
  readonly engineVersion: number;
  /** Definition that the case started with. */
  readonly #started: Linked;
  /** Those that it has gone over to, or is asked to: by the hash of the executable. */
  readonly #definitions = new Map<string, Linked>();
  /** After the last step known to be in the log. */
  state: InstanceState;
  /** Sequence number of that step; 0 before the first. */
  head: number;
  /** Following the log and perhaps not at its head: nothing may start yet. */
  behind = false;
  /** Characters of the steps taken over since the workflow task began, roughly. */
  followed = 0;
  /** Head at which the state was too heavy to be carried into a new run; the next look is some steps later. */
  heavyAt: number | null = null;
  clock: OrganisationClock;
  calendar: BusinessCalendar;
  readonly calendars: Map<string, BusinessCalendar>;

  constructor(caseId: string, opened: OpenedCase, linked: Linked, state: InstanceState, head: number) {
    this.caseId = caseId;
    // The executable itself is let go: cached cases share its linked form.
    this.zone = opened.zone;
    this.externalJobs = opened.externalJobs;
    this.continueAsNewEvery = opened.continueAsNewEvery;
    this.mostVariables = opened.mostVariables ?? null;
    this.engineVersion = opened.engineVersion ?? 1;
    this.#started = linked;
    this.state = state;
    this.head = head;
    this.clock = opened.clock;
    this.calendar = sharedCalendar(opened.calendar);
    this.calendars = new Map([[this.calendar.version, this.calendar]]);
  }

  /** The definition in force in a state of this case. */
  linkedIn(state: InstanceState): Linked {
    return inForce(this.#started, state, this.definitionOf);
  }

  readonly definitionOf = (hash: string): Linked | undefined => this.#definitions.get(hash);

  know(hash: string, linked: Linked): void {
    this.#definitions.set(hash, linked);
  }

  /**
   * What a new step of this command depends on. `now` never runs backwards within a case. Under the factor clock a timer's
   * step happens at its due time; under the real clock at the present, so that waits measured from it lie ahead even
   * after downtime; under the manual clock when the command was written.
   */
  envFor(delivery: Delivery, isTimer: boolean, lastNow: number): StepEnv {
    const present = this.clock.mode === 'manual' ? delivery.at : clockNow(this.clock, Date.now());
    const now = isTimer && this.clock.mode === 'factor' ? delivery.at : Math.max(present, isTimer ? delivery.at : 0);
    return {
      now: Math.max(now, lastNow),
      zone: this.zone,
      calendar: this.calendar,
      engineVersion: this.engineVersion,
      seed: this.caseId,
      definitionOf: this.definitionOf,
    };
  }

  envRef(env: StepEnv): { now: number; zone: string; calendarVersion: string; engineVersion: number } {
    return {
      now: env.now,
      zone: env.zone,
      calendarVersion: env.calendar.version,
      engineVersion: this.state.status === 'new' ? this.engineVersion : this.state.engineVersion,
    };
  }
}
