import {
  caseSummary,
  pageOf,
  type RepairAct,
  repairable,
  repairPreview,
  standstillItem,
} from '@krok/contracts/schemas';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, path, postJson } from '../../api/client.ts';
import { pace } from '../../api/live-state.ts';
import { untilGone } from '../../api/until-gone.ts';

/** Keys hold the id of the case, so that its steps make all of it fresh. */
export const repairQueries = {
  /** Where a token can be put. */
  targets: (id: string) =>
    queryOptions({
      queryKey: ['case', id, 'targets'],
      queryFn: async ({ signal }) =>
        (await getJson(path(['cases', id, 'repairable'], { size: 1 }), repairable, signal)).targets,
      refetchInterval: untilGone(pace),
    }),
  repairable: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['case', id, 'repairable'],
      queryFn: ({ pageParam, signal }) =>
        getJson(path(['cases', id, 'repairable'], { page: pageParam }), repairable, signal),
      initialPageParam: 1,
      getNextPageParam: ({ page, size, totals }) =>
        page * size < Math.max(...Object.values(totals)) ? page + 1 : null,
      refetchInterval: untilGone(pace),
    }),
  /** What the engine says an act would do at this head of the log. */
  preview: (id: string, head: number, act: RepairAct | null) =>
    queryOptions({
      queryKey: ['case', id, 'preview', head, act],
      queryFn: () => postJson(path(['cases', id, 'repairs', 'preview']), repairPreview, { act }),
      enabled: act !== null,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    }),
  paused: () =>
    queryOptions({
      queryKey: ['cases', 'paused'],
      queryFn: ({ signal }) => getJson(path(['cases'], { suspended: 'true', size: 10 }), pageOf(caseSummary), signal),
      refetchInterval: pace,
    }),
  standstills: () =>
    queryOptions({
      queryKey: ['incidents', 'standstills'],
      queryFn: ({ signal }) => getJson(path(['standstills']), z.object({ items: z.array(standstillItem) }), signal),
      refetchInterval: 10_000,
    }),
};
