import { instantAt, offsetAt } from '../dates/read-day.ts';

/** What a person enters: `2026-11-23` and `14:05`, on the clocks of the organisation; empty where it is not there yet. */
export interface Moment {
  readonly day: string;
  readonly time: string;
}

export type MomentKind = 'date' | 'time' | 'datetime';

/** How a form writes a time: with the zone's offset, in UTC, or as the clock shows it (form-js `timeSerializingFormat`). */
export type TimeFormat = 'utc_offset' | 'utc_normalized' | 'no_utc_offset';

/** The value of a form field, as form-js writes it but in the organisation's zone; null while a part is missing. */
export function momentValue(
  kind: MomentKind,
  { day, time }: Moment,
  { format = 'no_utc_offset', zone, today }: { format?: TimeFormat | undefined; zone: string; today: string },
): string | null {
  if (kind === 'date') return day || null;
  if (time === '' || (kind === 'datetime' && day === '')) return null;
  const on = kind === 'time' ? today : day;
  const before = kind === 'time' ? '' : `${day}T`;
  if (format === 'no_utc_offset') return `${before}${time}`;
  const instant = Date.parse(instantAt(on, time, zone));
  if (format === 'utc_offset') return `${before}${time}${offsetText(offsetAt(instant, zone))}`;
  const utc = new Date(instant).toISOString();
  return kind === 'time' ? `${utc.slice(11, 16)}Z` : `${utc.slice(0, 16)}Z`;
}

/** What a value of a form field means on the organisation's clocks. */
export function momentOf(kind: MomentKind, value: unknown, { zone, today }: { zone: string; today: string }): Moment {
  if (typeof value !== 'string') return { day: '', time: '' };
  if (kind === 'date') return { day: /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? '', time: '' };
  const text = kind === 'time' ? `${today}T${value}` : value;
  const plain = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text);
  if (plain) return { day: kind === 'time' ? '' : (plain[1] ?? ''), time: plain[2] ?? '' };
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) return { day: '', time: '' };
  const local = new Date(instant + offsetAt(instant, zone)).toISOString();
  return { day: kind === 'time' ? '' : local.slice(0, 10), time: local.slice(11, 16) };
}

function offsetText(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
