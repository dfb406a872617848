import {
  caseMigration,
  caseMigrationResults,
  migrationPlan,
  migrationPreview,
  type MigrationPreviewItem,
} from '@krok/contracts/schemas';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson, path, postJson } from '../../api/client.ts';

export type ByHand = Readonly<Record<string, string | null>>;

/** Two versions of a procedure, by their deployments, and what a person says of single steps. */
export interface Move {
  readonly processId: string;
  readonly from: string;
  readonly to: string;
  readonly byHand: ByHand;
}

const atOnce = 50;

export const migrationQueries = {
  plan: ({ processId, ...asked }: Move) =>
    queryOptions({
      queryKey: ['migration', 'plan', processId, asked],
      queryFn: () => postJson(path(['processes', processId, 'migrations', 'plan']), migrationPlan, asked),
      placeholderData: (before) => before,
    }),
  preview: ({ processId, ...asked }: Move) =>
    infiniteQueryOptions({
      queryKey: ['migration', 'preview', processId, asked],
      queryFn: ({ pageParam }) =>
        postJson(path(['processes', processId, 'migrations', 'preview']), migrationPreview, {
          ...asked,
          size: atOnce,
          ...(pageParam !== '' && { after: pageParam }),
        }),
      initialPageParam: '',
      getNextPageParam: ({ next }) => next,
    }),
  list: (processId: string) =>
    queryOptions({
      queryKey: ['migration', 'list', processId],
      queryFn: ({ signal }) =>
        getJson(path(['processes', processId, 'migrations']), z.object({ items: z.array(caseMigration) }), signal),
    }),
  result: (id: string) =>
    queryOptions({
      queryKey: ['migration', 'result', id],
      queryFn: ({ signal }) => getJson(path(['migrations', id]), caseMigrationResults, signal),
      // Until each case has answered.
      refetchInterval: ({ state }) => (state.data && state.data.counts.waiting === 0 ? false : 1_500),
    }),
};

/** How many of the cases stand at each step of the old version. */
export function casesAt(items: readonly MigrationPreviewItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { elements } of items) for (const id of elements) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
