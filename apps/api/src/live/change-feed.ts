import type { LiveChange, Store } from '@krok/store';

/** What one page is sent: the number names its place in the feed. */
export interface FeedEvent {
  readonly number: number;
  readonly organisationId: string;
  readonly changes: readonly Pick<LiveChange, 'kind' | 'id'>[];
}

export interface FeedListener {
  readonly changed: (event: FeedEvent) => void;
  /** Something may have been missed: everything is to be asked for again. */
  readonly reset: () => void;
}

/**
 * Changes of the whole house, passed on to the pages that watch. Listens to the database while anybody watches. The last
 * events are kept, so that a page that was cut off for a moment catches up; their numbers begin with this process.
 */
export class ChangeFeed {
  /** Names this process' numbering: numbers of another say nothing here. */
  readonly epoch: string;
  readonly #store: Store;
  readonly #listeners = new Map<string, Set<FeedListener>>();
  readonly #kept: FeedEvent[] = [];
  #last = 0;
  #listening: Promise<{ close(): Promise<void> }> | null = null;

  constructor(store: Store, epoch: string) {
    this.#store = store;
    this.epoch = epoch;
  }

  /** The number of the last event: what a page that begins now has seen. */
  get last(): number {
    return this.#last;
  }

  /** Ends with the function that it gives. */
  async watch(organisationId: string, listener: FeedListener): Promise<() => void> {
    const listeners = this.#listeners.get(organisationId) ?? new Set();
    this.#listeners.set(organisationId, listeners);
    listeners.add(listener);
    try {
      await this.#listen();
    } catch (error) {
      listeners.delete(listener);
      throw error;
    }
    return () => listeners.delete(listener);
  }

  /** Events after a number; null where some are no longer kept. */
  since(organisationId: string, number: number): readonly FeedEvent[] | null {
    const oldest = this.#kept[0]?.number ?? this.#last + 1;
    if (number > this.#last || number < oldest - 1) return null;
    return this.#kept.filter((event) => event.number > number && event.organisationId === organisationId);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    const listening = await this.#listening?.catch(() => null);
    await listening?.close();
  }

  #listen(): Promise<{ close(): Promise<void> }> {
    this.#listening ??= this.#store.live
      .listen({
        changed: (changes) => this.#pass(changes),
        lost: () => {
          this.#kept.length = 0;
          this.#last += 1;
          for (const listeners of this.#listeners.values()) for (const { reset } of listeners) reset();
        },
      })
      .catch((error: unknown) => {
        this.#listening = null;
        throw error;
      });
    return this.#listening;
  }

  #pass(changes: readonly LiveChange[]): void {
    for (const [organisationId, own] of Map.groupBy(changes, (change) => change.organisationId)) {
      this.#last += 1;
      const event = { number: this.#last, organisationId, changes: own.map(({ kind, id }) => ({ kind, id })) };
      this.#kept.push(event);
      if (this.#kept.length > MOST_KEPT) this.#kept.shift();
      for (const { changed } of this.#listeners.get(organisationId) ?? []) changed(event);
    }
  }
}

const MOST_KEPT = 1_000;
