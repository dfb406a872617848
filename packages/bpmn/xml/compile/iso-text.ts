import { parseCron } from '@krok/calendar';

/** ISO 8601 texts of timers, checked at deployment where they are static. */

/** `2026-11-22T09:30:00+01:00`, offset or `Z` optional (then the case's zone), zone in brackets optional. */
export function isIsoDateTime(text: string): boolean {
  const found =
    /^(-?(?:\d{4}|[1-9]\d{4,5}))-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:Z|[+-](\d\d):?(\d\d)?)?(?:\[[\w/+-]{1,60}\])?$/.exec(
      text.trim(),
    );
  if (!found) return false;
  const [year, month, day, hour, minute, second, offsetHour, offsetMinute] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return false;
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    (hour ?? 0) <= 23 &&
    (minute ?? 0) <= 59 &&
    (second ?? 0) <= 59 &&
    (offsetHour ?? 0) * 60 + (offsetMinute ?? 0) <= 18 * 60 &&
    (offsetMinute ?? 0) <= 59
  );
}

/** `P1DT12H`, `P2W`, `PT0.5S`. At least one part; a part of time only after `T`. */
export function isIsoDuration(text: string): boolean {
  const found =
    /^[+-]?P(?=.)(?:(\d{1,5})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,7})D)?(T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:[.,]\d{1,9})?)S)?)?$/.exec(
      text.trim(),
    );
  return found !== null && found.slice(1).some((part) => part !== undefined && part !== 'T');
}

/** `R3/PT10S`, `R/P1D`, `R/2026-01-01T00:00:00Z/P1D`, cron text of six fields, or `@daily` and its like. */
export function isCycle(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.startsWith('R')) {
    const [repeat = '', ...rest] = trimmed.split('/');
    const duration = rest.at(-1) ?? '';
    return (
      /^R\d{0,9}$/.test(repeat) &&
      isIsoDuration(duration) &&
      !duration.startsWith('-') &&
      (rest.length === 1 || (rest.length === 2 && (rest[0] === '' || isIsoDateTime(rest[0] ?? ''))))
    );
  }
  return parseCron(trimmed) !== null;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
