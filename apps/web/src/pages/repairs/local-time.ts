import { localDate, localInstant } from '@krok/calendar';

/** Value of a date-and-time field for an instant, on the wall clock of the zone: `2026-11-23T14:05`. */
export function localText(iso: string, zone: string): string {
  const instant = Date.parse(iso);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(instant);
  return `${localDate(instant, zone)}T${time}`;
}

/** The instant of such a value; null for what is no date and time. */
export function instantFrom(text: string, zone: string): string | null {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  try {
    return new Date(localInstant(day, time, zone)).toISOString();
  } catch {
    return null;
  }
}
