/**
 * Which days are business days: plain, versioned data, so that a replay sees the calendar of its day.
 * A change of content comes with a change of `version`.
 */
export interface BusinessCalendar {
  readonly version: string;
  /** IANA zone in which days and contact windows are meant. */
  readonly zone: string;
  /** ISO dates `YYYY-MM-DD`; outside the years listed here only the weekend counts. */
  readonly holidays: readonly string[];
  /** ISO weekdays that are free: 1 = Monday ... 7 = Sunday. */
  readonly weekend: readonly number[];
}
