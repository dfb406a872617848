import { addBusinessDays, type BusinessCalendar } from '@krok/calendar';
import { DEFAULT_CONTACT_POLICY } from '../contact-policy.ts';

/** One invoice of a promise. Grosze. */
export interface PromisedItem {
  readonly promised: number;
  /** Open when it was promised. */
  readonly openBefore: number;
  readonly openNow: number;
  readonly tolerance: number;
}

/** Kept as soon as what was promised has come in, whether or not the day has. */
export function isKept({ promised, openBefore, openNow, tolerance }: PromisedItem): boolean {
  return openNow <= tolerance || openBefore - openNow >= promised - tolerance;
}

/**
 * Whether a promise that was not kept counts as broken: its day and a grace of so many banking days are over, and payments
 * are known through the promised day. `known` null: the creditor keeps no such date.
 */
export function isOverdue(
  promisedOn: string,
  known: string | null,
  today: string,
  calendar: BusinessCalendar,
  graceDays = DEFAULT_CONTACT_POLICY.promiseGraceDays,
): boolean {
  if (known !== null && known < promisedOn) return false;
  return today > addBusinessDays(promisedOn, graceDays, calendar);
}
