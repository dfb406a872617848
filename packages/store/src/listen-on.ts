import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface Listening {
  /** Name of the connection, as the server's administrator sees it. */
  readonly name: string;
  heard(payload: string): void;
  /** It was away and listens again: something may have been missed. */
  back(): void;
}

/**
 * Listens to a channel on a connection of its own, and connects again when it breaks. Rejects where the first connection
 * fails. Once `close` resolves, no connection of it is left, even if it was just connecting again.
 */
export async function listenOn(
  url: string,
  channel: string,
  { name, heard, back }: Listening,
): Promise<{ close(): Promise<void> }> {
  const closing = new AbortController();
  let returning = Promise.resolve();
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 10_000 });
    next.on('notification', ({ payload }) => heard(payload ?? ''));
    next.on('error', () => {});
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      void next.end().catch(() => {});
      throw error;
    }
    next.once('end', () => {
      returning = reconnect();
    });
    return next;
  }

  async function reconnect(): Promise<void> {
    while (!closing.signal.aborted) {
      await delay(RECONNECT_MS, undefined, { ref: false, signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return;
      const next = await connect().catch(() => null);
      if (next === null) continue;
      client = next;
      if (!closing.signal.aborted) back();
      return;
    }
  }

  return {
    close: async () => {
      closing.abort();
      await client.end().catch(() => {});
      await returning;
      await client.end().catch(() => {});
    },
  };
}

const RECONNECT_MS = 500;
