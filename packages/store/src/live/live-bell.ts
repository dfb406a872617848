import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { LiveChange } from '../surface/live.ts';

export const LIVE_CHANNEL = 'krok_live';

/**
 * Tells the pages of what was committed, a few times a second at most and outside the transactions (PostgreSQL lets
 * those that notify commit one by one). What is lost with its process costs a page's slow refresh, nothing else.
 */
export class LiveBell {
  readonly #db: Db;
  readonly #waiting = new Map<string, LiveChange>();
  #telling: Promise<void> | null = null;
  #closed = false;

  constructor(db: Db) {
    this.#db = db;
  }

  tell(changes: readonly LiveChange[]): void {
    if (this.#closed) return;
    for (const change of changes) {
      const { organisationId, kind } = change;
      const all = `${organisationId} ${kind}`;
      if (this.#waiting.has(all)) continue;
      // A busy moment is one notice: everything of this kind.
      if (change.id === null || this.#waiting.size >= MOST) this.#waiting.set(all, { organisationId, kind, id: null });
      else this.#waiting.set(`${all} ${change.id}`, change);
    }
    if (this.#waiting.size > 0 && this.#telling === null) {
      this.#telling = this.#tellAll().finally(() => {
        this.#telling = null;
      });
    }
  }

  /** Tells what waits and ends. */
  async silence(): Promise<void> {
    this.#closed = true;
    await this.#telling;
  }

  async #tellAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      const changes = [...this.#waiting.values()];
      this.#waiting.clear();
      for (let from = 0; from < changes.length; from += CHUNK) {
        const payload = JSON.stringify(
          changes.slice(from, from + CHUNK).map(({ organisationId, kind, id }) => [organisationId, kind, id]),
        );
        await sql`SELECT pg_notify(${LIVE_CHANNEL}, ${payload})`.execute(this.#db).catch(() => {});
      }
      if (!this.#closed) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref());
    }
  }
}

const PAUSE_MS = 200;
const MOST = 500;
/** A notice holds at most 8,000 bytes; one change takes about 100. */
const CHUNK = 60;
