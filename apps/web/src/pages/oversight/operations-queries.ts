import { operations, workload } from '@krok/contracts/schemas';
import { queryOptions } from '@tanstack/react-query';
import { getJson, path } from '../../api/client.ts';

export const operationsQueries = {
  operations: () =>
    queryOptions({
      queryKey: ['operations'],
      queryFn: ({ signal }) => getJson(path(['operations']), operations, signal),
      refetchInterval: 5_000,
    }),
  load: () =>
    queryOptions({
      queryKey: ['operations', 'load'],
      queryFn: ({ signal }) => getJson(path(['operations', 'load']), workload, signal),
      refetchInterval: 10_000,
    }),
};
