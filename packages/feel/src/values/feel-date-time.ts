import { formatDate, formatTime, MAX_YEAR, civilOf, NANOS_PER_DAY } from './civil.ts';
import { FeelDate, parseDate } from './feel-date.ts';
import { FeelObject } from './feel-object.ts';
import { FeelTime, isEndOfDay, parseTime } from './feel-time.ts';
import { type FeelZone, formatOffset, formatZone, offsetAtInstant, offsetAtLocal, parseZone, shift } from './zone.ts';

/** A date and time as read on the wall clock, with or without a zone. */
export class FeelDateTime extends FeelObject {
  override readonly type = 'date and time';
  readonly days: number;
  readonly nanos: number;
  readonly zone: FeelZone | null;
  /** Looking a zone up takes a thousand times as long as a comparison: once for each value. */
  #offset: number | null = null;
  constructor(days: number, nanos: number, zone: FeelZone | null) {
    super();
    this.days = days;
    this.nanos = nanos;
    this.zone = zone;
  }

  override toString(): string {
    return `${formatDate(this.days)}T${formatTime(this.nanos)}${formatZone(this.zone)}`;
  }

  /** ISO 8601 text: a named zone is written as the offset that holds there then. */
  toIsoString(): string {
    const zone = this.zone === null ? '' : formatOffset(this.offsetSeconds);
    return `${formatDate(this.days)}T${formatTime(this.nanos)}${zone}`;
  }

  /** Offset from UTC in seconds; 0 without a zone. */
  get offsetSeconds(): number {
    this.#offset ??= this.zone === null ? 0 : offsetAtLocal(this.zone, this.days, this.nanos);
    return this.#offset;
  }

  /** Nanoseconds since 1970-01-01, in UTC where there is a zone, else on the wall clock. */
  get epochNanos(): bigint {
    const utc = this.zone === null ? this : shift(this.days, this.nanos, 0 - this.offsetSeconds);
    return BigInt(utc.days) * BigInt(NANOS_PER_DAY) + BigInt(utc.nanos);
  }
}

/** The date and time that clocks show in a zone at an instant (epoch nanoseconds, UTC); null beyond the largest year. */
export function dateTimeAt(epochNanos: bigint, zone: FeelZone | null): FeelDateTime | null {
  const perDay = BigInt(NANOS_PER_DAY);
  let days = epochNanos / perDay;
  if (epochNanos < 0n && days * perDay !== epochNanos) days -= 1n;
  const utcDays = Number(days);
  const utcNanos = Number(epochNanos - days * perDay);
  if (Math.abs(utcDays) > MAX_DAYS) return null;
  const local =
    zone === null
      ? { days: utcDays, nanos: utcNanos }
      : shift(utcDays, utcNanos, offsetAtInstant(zone, utcDays, utcNanos));
  return Math.abs(civilOf(local.days).year) > MAX_YEAR ? null : new FeelDateTime(local.days, local.nanos, zone);
}

/** Reads `YYYY-MM-DDThh:mm:ss` with a fraction and a zone if given, or a date alone (midnight); else null. */
export function parseDateTime(text: string): FeelDateTime | null {
  const split = text.indexOf('T');
  const date = parseDate(split < 0 ? text : text.slice(0, split));
  if (date === null) return null;
  if (split < 0) return new FeelDateTime(date.days, 0, null);
  return withTime(date, text.slice(split + 1)) ?? inBrackets(date, text.slice(split + 1));
}

function withTime(date: FeelDate, text: string): FeelDateTime | null {
  const time = parseTime(text);
  if (time === null) return null;
  const days = date.days + (isEndOfDay(text) ? 1 : 0);
  return civilOf(days).year > MAX_YEAR ? null : new FeelDateTime(days, time.nanos, time.zone);
}

/** Camunda 8 takes an offset with the zone that it is of too: `10:00:00+02:00[Europe/Warsaw]`. */
function inBrackets(date: FeelDate, text: string): FeelDateTime | null {
  const [, time, id] = /^([^@[]+)\[([^\]]+)\]$/.exec(text) ?? [];
  const zone = id === undefined ? null : parseZone(`@${id}`);
  const instant = zone === null || time === undefined ? null : withTime(date, time);
  return instant === null || instant.zone === null ? null : dateTimeAt(instant.epochNanos, zone);
}

/** The date part of a date or a date and time. */
export function dateOf(value: FeelDate | FeelDateTime): FeelDate {
  return value instanceof FeelDate ? value : new FeelDate(value.days);
}

export function timeOf(value: FeelDateTime): FeelTime {
  return new FeelTime(value.nanos, value.zone);
}

const MAX_DAYS = 3.7e11;
