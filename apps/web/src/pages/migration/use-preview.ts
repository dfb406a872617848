import type { MigrationPreviewItem } from '@krok/contracts/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { migrationQueries, type Move } from './migration-queries.ts';

export interface Preview {
  readonly items: readonly MigrationPreviewItem[];
  readonly total: number;
  readonly complete: boolean;
  readonly error: Error | null;
}

/** What would become of each case: asked for page by page until all are known. */
export function usePreview(move: Move): Preview {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(migrationQueries.preview(move));
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return { items, total: data?.pages[0]?.total ?? 0, complete: data !== undefined && !hasNextPage, error };
}
