export type CalendarErrorCode =
  | 'CALENDAR_DATE'
  | 'CALENDAR_COUNT'
  | 'CALENDAR_WINDOW'
  | 'CALENDAR_EMPTY'
  | 'CLOCK_FACTOR';

/** Thrown for arguments that no calendar can answer; callers that take them from users check first. */
export class CalendarError extends Error {
  readonly code: CalendarErrorCode;
  constructor(code: CalendarErrorCode, message: string) {
    super(message);
    this.name = 'CalendarError';
    this.code = code;
  }
}
