import type { TimelineEntry } from '@krok/contracts/schemas';

export const filters = ['all', 'contact', 'money', 'hold', 'decision', 'formal', 'procedure', 'note'] as const;
export type Filter = (typeof filters)[number];

/** The one group that an entry belongs to. */
export function groupOf(entry: TimelineEntry): Exclude<Filter, 'all'> {
  switch (entry.kind) {
    case 'note':
      return entry.reply === null ? 'note' : 'contact';
    case 'money':
    case 'promise':
      return 'money';
    case 'hold':
      return 'hold';
    case 'formal':
      return 'formal';
    case 'step':
      return 'procedure';
    case 'assignment':
      return 'decision';
    case 'act':
      if (entry.channel === 'krd' || entry.channel === 'epu') return 'formal';
      if (entry.channel === 'webhook') return 'procedure';
      return entry.channel === 'approval' || entry.channel === 'task' ? 'decision' : 'contact';
  }
}

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
