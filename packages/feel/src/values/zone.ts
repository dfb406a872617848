import { Temporal } from 'temporal-polyfill/implementation';
import { civilOf, daysOf, NANOS_PER_DAY, NANOS_PER_SECOND, pad } from './civil.ts';

/** Offset from UTC in seconds, or an IANA name. */
export type FeelZone =
  | { readonly kind: 'offset'; readonly seconds: number }
  | { readonly kind: 'named'; readonly id: string };

export const UTC: FeelZone = { kind: 'offset', seconds: 0 };

/** Reads `Z`, `+02:00`, `-03:30:15` or `@Europe/Warsaw`; null if it is none or names an unknown zone. */
export function parseZone(text: string): FeelZone | null {
  if (text === 'Z' || text === 'z') return UTC;
  if (text.startsWith('@')) {
    const id = text.slice(1);
    return isZoneId(id) ? { kind: 'named', id } : null;
  }
  const match = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return null;
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (hours > 18 || minutes > 59 || seconds > 59) return null;
  const total = hours * 3600 + minutes * 60 + seconds;
  return total > 18 * 3600 ? null : { kind: 'offset', seconds: match[1] === '-' ? 0 - total : total };
}

/** Zone of an `env`; an id that the runtime does not know counts as UTC. */
export function namedZone(id: string): FeelZone {
  return { kind: 'named', id };
}

export function formatZone(zone: FeelZone | null): string {
  if (zone === null) return '';
  return zone.kind === 'named' ? `@${zone.id}` : formatOffset(zone.seconds);
}

export function formatOffset(offset: number): string {
  if (offset === 0) return 'Z';
  const total = Math.abs(offset);
  const seconds = total % 60;
  const text = `${offset < 0 ? '-' : '+'}${pad(Math.floor(total / 3600))}:${pad(Math.floor(total / 60) % 60)}`;
  return seconds === 0 ? text : `${text}:${pad(seconds)}`;
}

/** Offset in seconds that holds in the zone at a local date and time; skipped hours move forward. */
export function offsetAtLocal(zone: FeelZone, days: number, nanos: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const { year, month, day } = civilOf(withinRange(days));
  const seconds = Math.floor(nanos / NANOS_PER_SECOND);
  const local = Temporal.PlainDateTime.from({
    year,
    month,
    day,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  });
  const offset = local.toZonedDateTime(zone.id, { disambiguation: 'compatible' }).epochMilliseconds;
  return Math.round((local.toZonedDateTime('UTC').epochMilliseconds - offset) / 1000);
}

/** Offset in seconds that holds in the zone at an instant given as UTC day number and nanoseconds of the day. */
export function offsetAtInstant(zone: FeelZone, days: number, nanos: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const epochMs = withinRange(days) * 86_400_000 + Math.floor(nanos / 1_000_000);
  return (
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone.id).offsetNanoseconds / NANOS_PER_SECOND
  );
}

/** Shifts a day number and nanoseconds of the day by seconds. */
export function shift(days: number, nanos: number, seconds: number): { readonly days: number; readonly nanos: number } {
  const total = nanos + seconds * NANOS_PER_SECOND;
  const carry = Math.floor(total / NANOS_PER_DAY);
  return { days: days + carry, nanos: total - carry * NANOS_PER_DAY };
}

export function isZoneId(id: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(id)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
    return true;
  } catch {
    return false;
  }
}

/** Time zones repeat over 400 years for any year that the zone data does not reach. */
function withinRange(days: number): number {
  const { year, month, day } = civilOf(days);
  if (year >= 1 && year <= 9999) return days;
  return daysOf(2000 + (((year % 400) + 400) % 400), month, day);
}
