import type { Me } from '@krok/contracts/schemas';
import { QueryClient } from '@tanstack/react-query';
import { ApiError, onSessionEnded } from './client.ts';

/** One cache for all pages. */
export const queryClient = new QueryClient({
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
  atWork = null;
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key });
}

/** Who was at work when the session ended by itself; null after a sign-out, and for who has not signed in here yet. */
export function whoWasAtWork(): Me | null {
  return atWork;
}

let atWork: Me | null = null;

// A session that has ended anywhere ends on the screen too.
onSessionEnded(() => {
  const known = queryClient.getQueryData<Me | null>(['me']);
  if (known) atWork = known;
  queryClient.setQueryData(['me'], null);
});
