import { Temporal } from 'temporal-polyfill/implementation';
import type { BusinessCalendar } from './business-calendar.ts';
import { isBusinessDay } from './business-days.ts';
import { CalendarError } from './errors.ts';

/** Hours of the day at which a debtor may be contacted. */
export interface ContactWindow {
  /** Local time `HH:MM`, included. */
  readonly opens: string;
  /** Local time `HH:MM`, excluded. */
  readonly closes: string;
  readonly days: 'businessDays' | 'everyDay';
}

/** A stretch of time in epoch milliseconds, the end excluded. */
export interface OpenPeriod {
  readonly from: number;
  readonly to: number;
}

/** 8 to 20 on business days, narrower than the good practices of the trade (6 to 22). */
export const DEFAULT_CONTACT_WINDOW: ContactWindow = { opens: '08:00', closes: '20:00', days: 'businessDays' };

/**
 * When contact is next allowed: from `instant` itself if a window is open then, else from the next opening; until that
 * window closes. Epoch milliseconds; days and hours are those of the calendar's zone.
 */
export function nextContactWindow(instant: number, window: ContactWindow, calendar: BusinessCalendar): OpenPeriod {
  const opens = localTime(window.opens);
  const closes = localTime(window.closes);
  if (Temporal.PlainTime.compare(opens, closes) >= 0) {
    throw new CalendarError(
      'CALENDAR_WINDOW',
      `Expected a window that opens before it closes but got ${window.opens} to ${window.closes}.`,
    );
  }
  let day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(calendar.zone).toPlainDate();
  for (let tries = 0; tries < LONGEST_CLOSURE_IN_DAYS; tries += 1) {
    if (window.days === 'everyDay' || isBusinessDay(day.toString(), calendar)) {
      const to = epochOf(day, closes, calendar.zone);
      const from = Math.max(instant, epochOf(day, opens, calendar.zone));
      if (from < to) return { from, to };
    }
    day = day.add({ days: 1 });
  }
  throw new CalendarError('CALENDAR_EMPTY', 'Expected a business day within two years but the calendar has none.');
}

const LONGEST_CLOSURE_IN_DAYS = 732;

function localTime(text: string): Temporal.PlainTime {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return Temporal.PlainTime.from(text);
  throw new CalendarError('CALENDAR_WINDOW', `Expected a local time as HH:MM but got "${text}".`);
}

/** A time that the clocks skip is when they skip it, so that no window is open outside its hours. */
function epochOf(day: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number {
  const at = day.toPlainDateTime(time);
  const before = at.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (before.toPlainDateTime().equals(at)) return before.epochMilliseconds;
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? before.epochMilliseconds;
}
