import { liveChanges, type LiveChanges } from '@krok/contracts/schemas';
import type { Query } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setLiveState } from './live-state.ts';
import { watchLive, type LiveNews } from './live-stream.ts';
import { queryClient } from './query-client.ts';

/** Keeps what is on the screen true while somebody is signed in: what has changed is asked for again. */
export function useLive(userId: string | undefined): void {
  useEffect(() => {
    if (userId === undefined) return undefined;
    const waiting: LiveChanges = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      const changes = waiting.splice(0);
      void queryClient.invalidateQueries({
        predicate: (query) => changes.some((change) => concerns(query, change)),
        // A tab that nobody looks at asks when somebody does.
        refetchType: document.visibilityState === 'visible' ? 'active' : 'none',
      });
    };
    const tell = (news: LiveNews) => {
      switch (news.kind) {
        case 'open':
          setLiveState('connected');
          // What changed between the first questions and the connection was told to nobody.
          return void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
        case 'lost':
          return setLiveState('lost');
        case 'reset':
          return void queryClient.invalidateQueries();
        case 'ended':
          return void queryClient.invalidateQueries({ queryKey: ['me'] });
        case 'changes': {
          const parsed = liveChanges.safeParse(JSON.parse(news.data));
          if (!parsed.success) return undefined;
          waiting.push(...parsed.data);
          timer ??= setTimeout(refresh, GATHER_MS);
        }
      }
    };
    let leave = watchLive(userId, tell);
    // A page that is kept for "back" would keep the stream from the other tabs.
    const close = () => leave();
    const again = ({ persisted }: PageTransitionEvent) => {
      if (persisted) leave = watchLive(userId, tell);
    };
    // A connection that is cut off far away says nothing of it for minutes; the browser knows at once.
    const cutOff = () => setLiveState('lost');
    const back = () => {
      leave();
      leave = watchLive(userId, tell);
    };
    addEventListener('pagehide', close);
    addEventListener('pageshow', again);
    addEventListener('offline', cutOff);
    addEventListener('online', back);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', close);
      removeEventListener('pageshow', again);
      removeEventListener('offline', cutOff);
      removeEventListener('online', back);
      leave();
      setLiveState('connecting');
    };
  }, [userId]);
}

/** Many small changes are one look. */
const GATHER_MS = 250;

/** Lists that hold many things of a kind, by the first part of their key. */
const lists: Record<LiveChanges[number]['kind'], readonly string[]> = {
  case: ['cases', 'incidents', 'effects', 'notifications', 'work', 'mails', 'clock'],
  work: ['work', 'notifications', 'cases'],
  debtor: ['balances', 'work', 'step'],
  procedure: ['processes', 'deployments', 'versions', 'drafts'],
  clock: ['clock', 'work', 'step', 'notifications'],
};

/** Queries about one thing hold its id in their key; what can't be told apart is asked for again. */
function concerns({ queryKey }: Pick<Query, 'queryKey'>, { kind, id }: LiveChanges[number]): boolean {
  const [root] = queryKey;
  if (typeof root !== 'string' || root === 'me') return false;
  if (lists[kind].includes(root)) return true;
  if (id === null) return !LASTING.includes(root);
  return queryKey.includes(id);
}

/** What never changes once it is known. */
const LASTING: readonly string[] = ['me', 'mail', 'position', 'deployment-files'];
