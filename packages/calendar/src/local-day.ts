import { Temporal } from 'temporal-polyfill/implementation';
import { dayNumber } from './civil-day.ts';

/** The calendar day, as days since 1970-01-01, on which an instant (epoch milliseconds) falls in an IANA zone. */
export function localDay(instant: number, zone: string): number {
  return dayNumber(localDate(instant, zone));
}

/** The ISO date on which an instant (epoch milliseconds) falls in an IANA zone. */
export function localDate(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant (epoch milliseconds) of a wall-clock time (`06:00`) on an ISO date in an IANA zone; in a gap of the clock, after it. */
export function localInstant(isoDate: string, time: string, zone: string): number {
  return Temporal.PlainDate.from(isoDate).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** The instant (epoch milliseconds) at which an ISO date ends in an IANA zone: midnight, or where the clock jumps over it, after it. */
export function endOfLocalDay(isoDate: string, zone: string): number {
  return Temporal.PlainDate.from(isoDate).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}
