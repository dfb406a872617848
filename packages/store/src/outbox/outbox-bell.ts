import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { listenOn } from '../listen-on.ts';

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

/** Rings after a time without connection too, as it may have missed some. */
export function listenToOutbox(url: string, ring: () => void): Promise<{ close(): Promise<void> }> {
  return listenOn(url, CHANNEL, { name: 'krok outbox bell', heard: ring, back: ring });
}
