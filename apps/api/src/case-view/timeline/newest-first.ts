import type { TimelineEntry } from '@krok/contracts/schemas';

/** In an instant, what began it comes below what came of it. */
export function newestFirst(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return entries
    .map((entry, index) => ({ entry, index }))
    .toSorted((left, right) =>
      left.entry.at === right.entry.at ? right.index - left.index : left.entry.at < right.entry.at ? 1 : -1,
    )
    .map(({ entry }) => entry);
}
