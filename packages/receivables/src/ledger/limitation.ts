import type { ClaimKind } from '../parties.ts';

/**
 * Last day before a claim is barred by time. Terms of two years and more end with the calendar year (KC art. 118);
 * sale by a business two years (art. 554), services two (art. 751), work two (art. 646), rent and others in trade three
 * (art. 118), transport one (art. 778), without the year's end. An unknown kind counts as the shortest term.
 * Interruptions are no part of it.
 */
export function limitationDay(dueOn: string, kind: ClaimKind): string {
  const years = YEARS[kind];
  const year = Number(dueOn.slice(0, 4)) + years;
  if (years >= 2) return `${year}-12-31`;
  // 29 February of a year that has none: the term ends on the last day of the month (KC art. 112).
  const monthDay = dueOn.slice(4);
  return `${year}${monthDay === '-02-29' ? '-02-28' : monthDay}`;
}

const YEARS: Readonly<Record<ClaimKind, number>> = {
  sale: 2,
  service: 2,
  work: 2,
  rent: 3,
  other: 3,
  transport: 1,
  unknown: 1,
};
