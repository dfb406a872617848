/** What the server tells. `open` says also that something may have been missed before. */
export type LiveNews =
  | { readonly kind: 'open' | 'lost' | 'reset' | 'ended' }
  | { readonly kind: 'changes'; readonly data: string };

type Heard = LiveNews | { readonly kind: 'whatNow' };

/**
 * One stream for all tabs of a browser, because a browser has few connections for one address: the tab that holds the
 * lock has the stream and tells the others; when it goes, the next in the queue takes over.
 */
export function watchLive(userId: string, tell: (news: LiveNews) => void): () => void {
  const name = `krok-live:${userId}`;
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let state: 'open' | 'lost' | undefined;
  let leading = false;
  const hear = (news: LiveNews) => {
    if (news.kind === 'open' || news.kind === 'lost') state = news.kind;
    tell(news);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Heard>) => {
    if (data.kind !== 'whatNow') hear(data);
    else if (leading && state !== undefined) channel.postMessage({ kind: state } satisfies Heard);
  });
  const lead = () =>
    new Promise<void>((done) => {
      // Given in the moment in which it was given up: a stream would be nobody's, and keep the lock for ever.
      if (leaving.signal.aborted) return done();
      leading = true;
      const close = openStream((news) => {
        hear(news);
        channel.postMessage(news satisfies Heard);
      });
      leaving.signal.addEventListener('abort', () => {
        close();
        done();
      });
    });
  // A page that is not served by HTTPS has no locks: each tab has a stream of its own then.
  if (!('locks' in navigator)) void lead();
  else {
    navigator.locks.request(name, { signal: leaving.signal }, lead).catch((error: unknown) => {
      if (!leaving.signal.aborted) throw error;
    });
    channel.postMessage({ kind: 'whatNow' } satisfies Heard);
  }
  return () => {
    leaving.abort();
    channel.close();
  };
}

function openStream(tell: (news: LiveNews) => void): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource('/api/live');
    source.addEventListener('open', () => tell({ kind: 'open' }));
    source.addEventListener('error', () => {
      tell({ kind: 'lost' });
      // The browser comes back by itself after a cut, not after a refusal, such as of a proxy without a server.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, RETRY_MS);
    });
    source.addEventListener('reset', () => tell({ kind: 'reset' }));
    source.addEventListener('ended', () => tell({ kind: 'ended' }));
    source.addEventListener('message', ({ data }) => tell({ kind: 'changes', data: String(data) }));
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
}

const RETRY_MS = 5_000;
