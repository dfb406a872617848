export type { BusinessCalendar } from './business-calendar.ts';
export {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  MAX_BUSINESS_DAYS,
  nextBusinessDay,
} from './business-days.ts';
export { type ContactWindow, DEFAULT_CONTACT_WINDOW, nextContactWindow, type OpenPeriod } from './contact-window.ts';
export type { Cron } from './cron/cron.ts';
export { nextCron } from './cron/next-cron.ts';
export { parseCron } from './cron/parse-cron.ts';
export { easterSunday } from './easter.ts';
export { CalendarError, type CalendarErrorCode } from './errors.ts';
export { endOfLocalDay, localDate, localDay, localInstant } from './local-day.ts';
export { clockNow, type OrganisationClock, realDelay } from './organisation-clock.ts';
export { type Holiday, POLISH_HOLIDAY_RULES, polishCalendar, polishHolidays } from './polish-holidays.ts';
