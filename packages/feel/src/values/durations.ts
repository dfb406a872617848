import { FeelObject } from './feel-object.ts';

/** A days and time duration, exact to the nanosecond (DMN 1.5 §10.3.2.3.7). */
export class DaysTimeDuration extends FeelObject {
  override readonly type = 'days and time duration';
  readonly nanos: bigint;
  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  override toString(): string {
    const total = this.nanos < 0n ? -this.nanos : this.nanos;
    const fraction = total % SECOND;
    const seconds = total / SECOND;
    const days = seconds / 86_400n;
    const hours = (seconds / 3600n) % 24n;
    const minutes = (seconds / 60n) % 60n;
    const rest = seconds % 60n;
    let time = '';
    if (hours > 0n) time += `${hours}H`;
    if (minutes > 0n) time += `${minutes}M`;
    if (fraction > 0n) time += `${rest}.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}S`;
    else if (rest > 0n) time += `${rest}S`;
    if (days === 0n && time === '') return 'PT0S';
    return `${this.nanos < 0n ? '-' : ''}P${days > 0n ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
  }
}

/** A years and months duration in whole months (DMN 1.5 §10.3.2.3.8). */
export class YearsMonthsDuration extends FeelObject {
  override readonly type = 'years and months duration';
  readonly months: number;
  constructor(months: number) {
    super();
    this.months = months + 0;
  }

  override toString(): string {
    const total = Math.abs(this.months);
    const years = Math.floor(total / 12);
    const months = total % 12;
    if (total === 0) return 'P0M';
    return `${this.months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`;
  }
}

/** Reads `P1Y2M` or `P1DT2H3M4.5S`; null for anything else, mixtures included. */
export function parseDuration(text: string): DaysTimeDuration | YearsMonthsDuration | null {
  const months = /^(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text);
  if (months) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    if (!Number.isSafeInteger(total)) return null;
    return new YearsMonthsDuration(months[1] === '-' ? 0 - total : total);
  }
  const time = /^(-?)P(?=.)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/.exec(text);
  if (!time || text.length > MAX_TEXT) return null;
  const whole = (index: number) => BigInt(time[index] ?? '0');
  const seconds = whole(2) * 86_400n + whole(3) * 3600n + whole(4) * 60n + whole(5);
  const total = seconds * SECOND + BigInt((time[6] ?? '').slice(0, 9).padEnd(9, '0'));
  return new DaysTimeDuration(time[1] === '-' ? -total : total);
}

const SECOND = 1_000_000_000n;
const MAX_TEXT = 100;
