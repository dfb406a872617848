import {
  contactKinds,
  type TimelineEntry,
  timelineKindOf,
  type TimelinePage,
  type TimelineQuery,
} from '@krok/contracts/schemas';
import { newestFirst } from './newest-first.ts';

/** The page after `before`; what came or changed its place meanwhile is left out of none. */
export function timelinePage(
  entries: readonly TimelineEntry[],
  { kind, before, size }: TimelineQuery,
): Omit<TimelinePage, 'entries'> & { readonly entries: TimelineEntry[] } {
  const counts = countsOf(entries);
  const asked = newestFirst(kind === undefined ? entries : entries.filter((entry) => isOf(entry, kind)));
  const from = before === undefined ? 0 : placeAfter(asked, before);
  const page = asked.slice(from, from + size);
  const left = asked.length - from - page.length;
  const last = page.at(-1);
  return {
    entries: page,
    older: left > 0 && last !== undefined ? markOf(last) : null,
    left,
    counts,
    total: entries.length,
  };
}

function isOf(entry: TimelineEntry, kind: NonNullable<TimelineQuery['kind']>): boolean {
  const own = timelineKindOf(entry);
  return kind === 'contact' ? contactKinds.includes(own) : own === kind;
}

function countsOf(entries: readonly TimelineEntry[]): TimelinePage['counts'] {
  const counts: TimelinePage['counts'] = {};
  for (const entry of entries) {
    const kind = timelineKindOf(entry);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (contactKinds.includes(kind)) counts.contact = (counts.contact ?? 0) + 1;
  }
  return counts;
}

function markOf({ at, kind, id }: TimelineEntry): string {
  return `${at} ${kind} ${id}`;
}

/** After the entry itself; where it has moved on, the whole of its instant is told again rather than a part of it missed. */
function placeAfter(entries: readonly TimelineEntry[], mark: string): number {
  const found = entries.findIndex((entry) => markOf(entry) === mark);
  if (found >= 0) return found + 1;
  const at = mark.slice(0, mark.indexOf(' '));
  const older = entries.findIndex((entry) => entry.at <= at);
  return older < 0 ? entries.length : older;
}
