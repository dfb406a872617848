interface Keyed {
  readonly name: string;
  readonly correlationKey: string;
}

/** Records by id that are also found by message name and correlation key. Insertion order is kept. */
export class KeyedRecords<T> {
  readonly #keyOf: (record: T) => Keyed;
  readonly #byId = new Map<string, T>();
  readonly #idsByKey = new Map<string, Set<string>>();

  constructor(keyOf: (record: T) => Keyed) {
    this.#keyOf = keyOf;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  values(): IterableIterator<T> {
    return this.#byId.values();
  }

  of(name: string, correlationKey: string): readonly T[] {
    const found: T[] = [];
    for (const id of this.#idsByKey.get(keyText(name, correlationKey)) ?? []) {
      const record = this.#byId.get(id);
      if (record !== undefined) found.push(record);
    }
    return found;
  }

  /** Name and key of a record never change. */
  set(id: string, record: T): void {
    this.#byId.set(id, record);
    const { name, correlationKey } = this.#keyOf(record);
    const key = keyText(name, correlationKey);
    const ids = this.#idsByKey.get(key);
    if (ids === undefined) this.#idsByKey.set(key, new Set([id]));
    else ids.add(id);
  }

  delete(id: string): void {
    const record = this.#byId.get(id);
    if (record === undefined) return;
    this.#byId.delete(id);
    const { name, correlationKey } = this.#keyOf(record);
    const key = keyText(name, correlationKey);
    const ids = this.#idsByKey.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.#idsByKey.delete(key);
  }
}

function keyText(name: string, correlationKey: string): string {
  return `${name.length}:${name}${correlationKey}`;
}
