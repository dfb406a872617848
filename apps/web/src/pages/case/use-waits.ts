import type { CaseFile } from '@krok/contracts/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseFileQueries } from './case-file-queries.ts';

interface Waits {
  readonly waits: CaseFile['waits'];
  readonly left: number;
  readonly more: () => void;
  readonly loading: boolean;
}

/** What a case waits for: the first of each step, and on demand all of it page by page. */
export function useWaits({ case: line, waits: few, waitsLeft }: CaseFile): Waits {
  const [all, setAll] = useState(false);
  const pages = useInfiniteQuery({ ...caseFileQueries.waits(line.id, line.head), enabled: all && waitsLeft > 0 });
  const loaded = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = all && waitsLeft > 0 && pages.data !== undefined;
  return {
    waits: open ? loaded : few,
    left: open ? (pages.data?.pages[0]?.total ?? 0) - loaded.length : waitsLeft,
    more: () => (open ? void pages.fetchNextPage() : setAll(true)),
    loading: all && pages.isFetching,
  };
}
