/** One map of the state under change: reads go through to the old record, which is copied once, at the end. */
export class Records<T> {
  readonly base: Readonly<Record<string, T>>;
  private changes: Map<string, T | null> | null = null;

  constructor(base: Readonly<Record<string, T>>) {
    this.base = base;
  }

  get(id: string): T | undefined {
    const changed = this.changes?.get(id);
    if (changed !== undefined) return changed ?? undefined;
    // Ids arrive in commands too: `constructor` is no job.
    return Object.hasOwn(this.base, id) ? this.base[id] : undefined;
  }

  set(id: string, value: T): void {
    this.changes ??= new Map();
    this.changes.set(id, value);
  }

  remove(id: string): void {
    this.changes ??= new Map();
    this.changes.set(id, null);
  }

  /** Ids in the order of creation. */
  ids(): string[] {
    const ids = Object.keys(this.base).filter((id) => this.changes?.get(id) !== null);
    if (this.changes !== null) {
      for (const [id, value] of this.changes) if (value !== null && !Object.hasOwn(this.base, id)) ids.push(id);
    }
    return ids;
  }

  finish(): Readonly<Record<string, T>> {
    if (this.changes === null) return this.base;
    const result: Record<string, T> = { ...this.base };
    for (const [id, value] of this.changes) {
      if (value !== null) result[id] = value;
      else delete result[id];
    }
    return result;
  }
}
