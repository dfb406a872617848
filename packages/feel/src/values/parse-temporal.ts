import { type DaysTimeDuration, parseDuration, type YearsMonthsDuration } from './durations.ts';
import { type FeelDate, parseDate } from './feel-date.ts';
import { type FeelDateTime, parseDateTime } from './feel-date-time.ts';
import { type FeelTime, parseTime } from './feel-time.ts';

/** Reads the text of an at-literal (DMN 1.5 §10.3.2.3, grammar rule 62); null if it is of no temporal type. */
export function parseTemporal(
  text: string,
): FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration | null {
  return parseDuration(text) ?? parseDate(text) ?? parseTime(text) ?? (text.includes('T') ? parseDateTime(text) : null);
}
