import type { BusinessCalendar } from '@krok/calendar';
import type { Command, EngineEvent } from '@krok/engine';

/**
 * One step of a case as a log keeps it: enough to run it again, and what it did.
 * `seq` counts from 1 without gaps. `now`: epoch ms on the organisation's clock.
 */
export interface RecordedStep {
  readonly seq: number;
  readonly commandId: string;
  readonly command: Command;
  readonly env: { readonly now: number; readonly zone: string; readonly calendarVersion: string };
  readonly events: readonly EngineEvent[];
}

/** Where the versions of the business-day calendar are found. */
export type CalendarByVersion = (version: string) => BusinessCalendar | undefined;
