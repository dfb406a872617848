import type { TimelineEntry } from '@krok/contracts/schemas';

export interface Day {
  /** ISO date in the zone of Polish business. */
  readonly day: string;
  readonly entries: readonly TimelineEntry[];
}

const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Warsaw' });

/** In the order of the entries. */
export function byDay(entries: readonly TimelineEntry[]): Day[] {
  return [...Map.groupBy(entries, ({ at }) => dayOf.format(new Date(at)))].map(([day, of]) => ({ day, entries: of }));
}
