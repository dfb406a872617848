import { daysOf, formatDate, isCivilDate } from './civil.ts';
import { FeelObject } from './feel-object.ts';

/** A date, held as its day number. */
export class FeelDate extends FeelObject {
  override readonly type = 'date';
  /** Days since 1970-01-01. */
  readonly days: number;
  constructor(days: number) {
    super();
    this.days = days;
  }

  override toString(): string {
    return formatDate(this.days);
  }
}

export function makeDate(year: number, month: number, day: number): FeelDate | null {
  return isCivilDate(year, month, day) ? new FeelDate(daysOf(year, month, day)) : null;
}

/** Reads `YYYY-MM-DD` (years of four to nine digits, negative ones too); null for anything else. */
export function parseDate(text: string): FeelDate | null {
  const match = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/.exec(text);
  return match ? makeDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}
