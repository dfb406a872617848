import type { ServerResponse } from 'node:http';
import type { Store } from '@krok/store';
import type { ApiApp } from '../api-app.ts';
import { ApiProblem } from '../errors.ts';
import { ChangeFeed, type FeedEvent } from '../live/change-feed.ts';
import type { SessionCookie } from '../sign-in/session-cookie.ts';
import { asking } from '../sign-in/person.ts';

interface LiveParts {
  readonly store: Store;
  readonly sessions: SessionCookie;
  readonly epoch: string;
  readonly sessionIdleMs: number;
  /** Milliseconds between two looks whether the session still stands; each is a sign of life, too. */
  readonly checkEveryMs?: number;
}

const mostStreams = 2_000;

/**
 * Server-sent events: what changed in the person's organisation, by kind and id only. `reset` says that something may
 * have been missed. A page that comes back with Last-Event-ID gets what it missed.
 */
export function liveRoutes(
  app: ApiApp,
  { store, sessions, epoch, sessionIdleMs, checkEveryMs = 20_000 }: LiveParts,
): void {
  const feed = new ChangeFeed(store, epoch);
  const open = new Set<ServerResponse>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
    await feed.close();
  });

  app.get(
    '/api/live',
    {
      config: { permission: 'signed-in' },
      schema: { tags: ['live'], summary: 'What changes, as server-sent events (text/event-stream)' },
    },
    async (request, reply) => {
      if (!request.headers.accept?.includes('text/event-stream')) {
        throw new ApiProblem('invalid-input', { detail: 'Expected Accept: text/event-stream.' });
      }
      if (open.size >= mostStreams) throw new ApiProblem('too-many-requests', { retryAfterSeconds: 60 });
      const { organisationId } = asking(request);
      const token = sessions.read(request) ?? '';
      const { raw } = reply;
      const events: FeedEvent[] = [];
      let began = false;
      const stop = await feed.watch(organisationId, {
        changed: (event) => (began ? send(event) : events.push(event)),
        reset: () => raw.write(`id: ${epoch}-${feed.last}\nevent: reset\ndata: []\n\n`),
      });
      const seen = feed.last;
      reply.hijack();
      open.add(raw);
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // A proxy must not keep events back.
        'x-accel-buffering': 'no',
      });
      const missed = missedSince(organisationId, request.headers['last-event-id']);
      if (missed === null) raw.write(`id: ${epoch}-${seen}\nevent: reset\ndata: []\n\n`);
      else for (const event of missed) send(event);
      for (const event of events) if (!missed?.includes(event)) send(event);
      began = true;
      raw.write('retry: 2000\n\n');
      const check = setInterval(() => {
        void store.users.sessionStands(token, sessionIdleMs).then(
          (stands) => (stands ? raw.write(': here\n\n') : raw.end('event: ended\ndata: []\n\n')),
          () => raw.end(),
        );
      }, checkEveryMs);
      raw.on('close', () => {
        clearInterval(check);
        open.delete(raw);
        stop();
      });

      function send({ number, changes }: FeedEvent): void {
        raw.write(`id: ${epoch}-${number}\ndata: ${JSON.stringify(changes)}\n\n`);
      }
    },
  );

  /** Null: not known, or too long ago. Nothing for a page that has just asked for everything. */
  function missedSince(organisationId: string, lastId: string | string[] | undefined): readonly FeedEvent[] | null {
    if (lastId === undefined) return [];
    const [, of, number] = /^(\w+)-(\d{1,15})$/.exec(String(lastId)) ?? [];
    return of === epoch ? feed.since(organisationId, Number(number)) : null;
  }
}
