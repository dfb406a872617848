import pg from 'pg';
import type { LiveChange, LiveKind, LiveStore } from '../surface/live.ts';
import { LIVE_CHANNEL } from './live-bell.ts';

/** Listens on a connection of its own, and connects again when it breaks. */
export async function listenToChanges(
  url: string,
  { changed, lost }: Parameters<LiveStore['listen']>[0],
): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, application_name: 'krok live' });
    next.on('notification', ({ payload }) => changed(changesOf(payload ?? '[]')));
    next.on('error', () => {});
    await next.connect();
    await next.query(`LISTEN ${LIVE_CHANNEL}`);
    next.on('end', () => void reconnect());
    return next;
  }

  async function reconnect(): Promise<void> {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS).unref());
      if (closed) return;
      const next = await connect().catch(() => null);
      if (next === null) continue;
      client = next;
      lost();
      return;
    }
  }

  return {
    close: async () => {
      closed = true;
      await client.end().catch(() => {});
    },
  };
}

const RECONNECT_MS = 500;
const KINDS: readonly LiveKind[] = ['case', 'work', 'debtor', 'procedure', 'clock'];

/** Written by any release: what this one does not know is left out. */
function changesOf(payload: string): LiveChange[] {
  const found: unknown = JSON.parse(payload);
  if (!Array.isArray(found)) return [];
  return found.flatMap((each: unknown) => {
    if (!Array.isArray(each)) return [];
    const [organisationId, named, id]: unknown[] = each;
    const kind = KINDS.find((one) => one === named);
    if (typeof organisationId !== 'string' || kind === undefined) return [];
    return { organisationId, kind, id: typeof id === 'string' ? id : null };
  });
}
