import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';

/** One cache for all pages. A session that has ended anywhere ends on the screen too. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteEndedSession }),
  mutationCache: new MutationCache({ onError: noteEndedSession }),
  defaultOptions: {
    queries: {
      // What was refused is refused again; what failed on the way may work.
      retry: (count, error) =>
        count < 2 && error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable'),
      refetchOnWindowFocus: true,
    },
  },
});

/** What another person saw is not kept. The one key stays, because the page is watching it. */
export function forgetAllBut(key: string): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key });
}

function noteEndedSession(error: unknown): void {
  if (error instanceof ApiError && error.code === 'not-signed-in') queryClient.setQueryData(['me'], null);
}
