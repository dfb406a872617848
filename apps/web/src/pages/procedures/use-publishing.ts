import { publishingView } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { getJson, path } from '../../api/client.ts';

/** Whether a second person publishes. */
export function usePublishing() {
  return useQuery({
    queryKey: ['publishing'],
    queryFn: ({ signal }) => getJson(path(['publishing']), publishingView, signal),
  });
}
