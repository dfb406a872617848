import { caseFile, debtorFile, pageOf, sentDocument, waitsFor } from '@krok/contracts/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson, path } from '../../api/client.ts';
import { untilGone } from '../../api/until-gone.ts';

const atOnce = 50;

/** Keys begin with that of the case or the debtor, so that whatever changes one makes all of it fresh. */
export const caseFileQueries = {
  /** Asked for again when the case has made a step; what changes beside it, every ten seconds. */
  file: (id: string, head: number) =>
    queryOptions({
      queryKey: ['case', id, 'file', head],
      queryFn: ({ signal }) => getJson(path(['cases', id, 'file']), caseFile, signal),
      refetchInterval: untilGone(10_000),
      placeholderData: keepPreviousData,
    }),
  /** All that it waits for at this head of its log. */
  waits: (id: string, head: number) =>
    infiniteQueryOptions({
      queryKey: ['case', id, 'waits', head],
      queryFn: ({ pageParam, signal }) =>
        getJson(path(['cases', id, 'waits'], { page: pageParam, size: atOnce }), pageOf(waitsFor), signal),
      initialPageParam: 1,
      getNextPageParam: ({ page, size, total }) => (page * size < total ? page + 1 : null),
      placeholderData: keepPreviousData,
    }),
  debtor: (id: string) =>
    queryOptions({
      queryKey: ['debtor', id, 'file'],
      queryFn: ({ signal }) => getJson(path(['debtors', id, 'file']), debtorFile, signal),
      refetchInterval: untilGone(15_000),
    }),
  document: (effectId: string) =>
    queryOptions({
      queryKey: ['document', effectId],
      queryFn: ({ signal }) => getJson(path(['effects', effectId, 'document']), sentDocument, signal),
      staleTime: 60_000,
    }),
};
