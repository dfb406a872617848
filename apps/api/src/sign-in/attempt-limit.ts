/**
 * Counts attempts by key within a sliding window: `allow` says whether one more may be made, and counts it.
 * Keys are made up by the sender, so that at most `maxKeys` are kept (the oldest go).
 */
export class AttemptLimit {
  readonly #attempts = new Map<string, number[]>();
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #maxKeys: number;

  constructor(limit: number, windowMs: number, maxKeys = 10_000) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#maxKeys = maxKeys;
  }

  /** Seconds to wait before the next attempt; 0 where it may be made now (it is counted then). */
  take(key: string, nowMs: number): number {
    const recent = (this.#attempts.get(key) ?? []).filter((at) => at > nowMs - this.#windowMs);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= this.#limit)
      return Math.max(1, Math.ceil((oldest + this.#windowMs - nowMs) / 1000));
    recent.push(nowMs);
    // Deleted first: a Map keeps the order of insertion, and the front is what goes.
    this.#attempts.delete(key);
    this.#attempts.set(key, recent);
    if (this.#attempts.size > this.#maxKeys) {
      const [first] = this.#attempts.keys();
      if (first !== undefined) this.#attempts.delete(first);
    }
    return 0;
  }

  /** A success clears the count. */
  forget(key: string): void {
    this.#attempts.delete(key);
  }
}
