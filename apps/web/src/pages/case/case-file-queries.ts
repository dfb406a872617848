import {
  caseFile,
  debtorFile,
  openIncidentsPage,
  pageOf,
  sentDocument,
  type TimelineKind,
  timelinePage,
  waitsFor,
} from '@krok/contracts/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson, path } from '../../api/client.ts';
import { untilGone } from '../../api/until-gone.ts';

const atOnce = 50;
const START: string = '';

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
  /** Of a case or a debtor, newest first. What is loaded is kept true, so that nobody who reads on loses the place. */
  timeline: (of: 'case' | 'debtor', id: string, kind: TimelineKind | null) =>
    infiniteQueryOptions({
      queryKey: [of, id, 'timeline', kind],
      queryFn: ({ pageParam, signal }) => {
        const asked = { ...(kind === null ? {} : { kind }), ...(pageParam === START ? {} : { before: pageParam }) };
        return getJson(path([`${of}s`, id, 'timeline'], { ...asked, size: atOnce }), timelinePage, signal);
      },
      initialPageParam: START,
      getNextPageParam: ({ older }) => older,
      refetchInterval: untilGone(10_000),
      placeholderData: keepPreviousData,
    }),
  /** All that stand still now. */
  incidents: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['case', id, 'incidents'],
      queryFn: ({ pageParam, signal }) => {
        const asked = { ...(pageParam === START ? {} : { after: pageParam }), size: atOnce };
        return getJson(path(['cases', id, 'incidents'], asked), openIncidentsPage, signal);
      },
      initialPageParam: START,
      getNextPageParam: ({ items, left }) => (left > 0 ? (items.at(-1)?.incidentId ?? null) : null),
      refetchInterval: untilGone(10_000),
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
