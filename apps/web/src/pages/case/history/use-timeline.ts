import type { TimelineEntry, TimelineKind, TimelinePage } from '@krok/contracts/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { caseFileQueries } from '../case-file-queries.ts';

/** What is known so far of the history of a case or a debtor, newest first. */
export function useTimeline(of: 'case' | 'debtor', id: string, kind: TimelineKind | null) {
  const query = useInfiniteQuery(caseFileQueries.timeline(of, id, kind));
  const { data } = query;
  const entries = useMemo(() => data && once(data.pages), [data]);
  const newest = data?.pages[0];
  const oldest = data?.pages.at(-1);
  return {
    entries,
    counts: newest?.counts ?? {},
    total: newest?.total ?? 0,
    left: oldest?.left ?? 0,
    /** What is shown is of another kind yet. */
    stale: query.isPlaceholderData,
    error: query.error,
    again: () => void query.refetch(),
    loading: query.isFetchingNextPage,
    /** Gives the page that came. */
    earlier: async (): Promise<TimelinePage | undefined> => (await query.fetchNextPage()).data?.pages.at(-1),
  };
}

/** An entry that moved while pages were read may be told on two. */
function once(pages: readonly TimelinePage[]): TimelineEntry[] {
  const known = new Map<string, TimelineEntry>();
  for (const { entries } of pages) {
    for (const entry of entries) {
      const key = keyOf(entry);
      if (!known.has(key)) known.set(key, entry);
    }
  }
  return [...known.values()];
}

export function keyOf({ kind, id }: Pick<TimelineEntry, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
