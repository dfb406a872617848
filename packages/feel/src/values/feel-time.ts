import { formatTime, NANOS_PER_SECOND } from './civil.ts';
import { FeelObject } from './feel-object.ts';
import { type FeelZone, formatZone, offsetAtLocal, parseZone } from './zone.ts';

/** A time of day, with or without a zone. */
export class FeelTime extends FeelObject {
  override readonly type = 'time';
  /** Nanoseconds since midnight. */
  readonly nanos: number;
  readonly zone: FeelZone | null;
  constructor(nanos: number, zone: FeelZone | null) {
    super();
    this.nanos = nanos;
    this.zone = zone;
  }

  override toString(): string {
    return formatTime(this.nanos) + formatZone(this.zone);
  }

  /** Nanoseconds since midnight UTC; the time as it is where it has no zone. A named zone counts as on 1970-01-01. */
  get utcNanos(): number {
    return this.zone === null ? this.nanos : this.nanos - offsetAtLocal(this.zone, 0, this.nanos) * NANOS_PER_SECOND;
  }
}

/** Reads `hh:mm:ss`, with a fraction and a zone if given; null for anything else. Midnight may be `24:00:00`. */
export function parseTime(text: string): FeelTime | null {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/.exec(text);
  if (!match) return null;
  const hour = isEndOfDay(text) ? 0 : Number(match[1]);
  const nanos = nanosOf(hour, Number(match[2]), Number(match[3]), fractionOf(match[4]));
  if (nanos === null) return null;
  const zone = match[5] === undefined ? null : parseZone(match[5]);
  return match[5] !== undefined && zone === null ? null : new FeelTime(nanos, zone);
}

/** Whether the text of a time is the midnight at the end of a day (XML Schema 1.1 part 2 §3.3.8). */
export function isEndOfDay(text: string): boolean {
  return /^24:00:00(?:\.0+)?(?![.\d])/.test(text);
}

/** Nanoseconds of the day, or null if there is no such time. */
export function nanosOf(hour: number, minute: number, second: number, fraction = 0): number | null {
  const fits = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  return fits ? (hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + fraction : null;
}

/** The digits after the point as nanoseconds; finer digits are dropped. */
function fractionOf(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.slice(0, 9).padEnd(9, '0'));
}
