import { sql } from 'kysely';
import pg from 'pg';
import type { Db } from '../database.ts';

const CHANNEL = 'krok_outbox';

/**
 * Wakes relays after a commit. Not within the transaction: PostgreSQL lets transactions that notify commit one by one.
 * A bell lost with its process costs a relay's poll, nothing else. Bells in a hurry become one.
 */
export class OutboxBell {
  readonly #db: Db;
  #ringing: Promise<void> | null = null;
  #again = false;

  constructor(db: Db) {
    this.#db = db;
  }

  ring(): void {
    if (this.#ringing !== null) {
      this.#again = true;
      return;
    }
    this.#ringing = this.#notify().finally(() => {
      this.#ringing = null;
    });
  }

  /** Ends when nothing rings any more. */
  async silence(): Promise<void> {
    while (this.#ringing !== null) await this.#ringing;
  }

  async #notify(): Promise<void> {
    do {
      this.#again = false;
      await sql`SELECT pg_notify(${CHANNEL}, '')`.execute(this.#db).catch(() => {});
    } while (this.#again);
  }
}

/** Listens on a connection of its own, and connects again when it breaks; rings then too, as it may have missed some. */
export async function listenToOutbox(url: string, ring: () => void): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client = await connect().catch((error: unknown) => {
    closed = true;
    throw error;
  });

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString: url, application_name: 'krok outbox bell' });
    next.on('notification', ring);
    next.on('error', () => {});
    next.on('end', () => void reconnect());
    await next.connect();
    await next.query(`LISTEN ${CHANNEL}`);
    return next;
  }

  async function reconnect(): Promise<void> {
    if (closed) return;
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS).unref());
    if (closed) return;
    try {
      client = await connect();
      ring();
    } catch {
      // The failed client's own end event leads back here.
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
