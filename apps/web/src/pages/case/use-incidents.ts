import type { CasePosition, OpenIncidentView } from '@krok/contracts/schemas';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseFileQueries } from './case-file-queries.ts';

interface Incidents {
  readonly incidents: readonly OpenIncidentView[];
  readonly left: number;
  readonly more: () => void;
  readonly loading: boolean;
}

/** What stands still in a case: the first of each step, and on demand all of it page by page. */
export function useIncidents(caseId: string, { incidents: few, left }: CasePosition): Incidents {
  const [all, setAll] = useState(false);
  const asked = all && left.incidents > 0;
  const pages = useInfiniteQuery({ ...caseFileQueries.incidents(caseId), enabled: asked });
  const known = asked ? pages.data?.pages : undefined;
  return {
    incidents: known?.flatMap(({ items }) => items) ?? few,
    left: known === undefined ? left.incidents : (known.at(-1)?.left ?? 0),
    more: () => (known === undefined ? setAll(true) : void pages.fetchNextPage()),
    loading: asked && (pages.isPending || pages.isFetchingNextPage),
  };
}
