/** ISO date so many days after another. */
export function daysAfter(isoDate: string, days: number): string {
  return new Date(Date.UTC(yearOf(isoDate), monthOf(isoDate) - 1, dayOf(isoDate) + days)).toISOString().slice(0, 10);
}

/** The day of the same number so many months on, else the last day of that month (KC art. 112). */
export function monthsAfter(isoDate: string, months: number): string {
  const month = monthOf(isoDate) - 1 + months;
  const lastDay = new Date(Date.UTC(yearOf(isoDate), month + 1, 0)).getUTCDate();
  const day = Math.min(dayOf(isoDate), lastDay);
  return new Date(Date.UTC(yearOf(isoDate), month, day)).toISOString().slice(0, 10);
}

function yearOf(isoDate: string): number {
  return Number(isoDate.slice(0, 4));
}

function monthOf(isoDate: string): number {
  return Number(isoDate.slice(5, 7));
}

function dayOf(isoDate: string): number {
  return Number(isoDate.slice(8, 10));
}

/** Whole days from one ISO date to another; below 0 where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return (utcOf(to) - utcOf(from)) / 86_400_000;
}

function utcOf(isoDate: string): number {
  return Date.UTC(yearOf(isoDate), monthOf(isoDate) - 1, dayOf(isoDate));
}
