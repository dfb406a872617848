import type { Store } from '@krok/store';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface OwnRecordsOptions {
  readonly store: Store;
  /** Of one sandbox; where it is not there, nothing was sent. */
  readonly folder: string;
  /** Names that the sandbox gives its records; nothing else of the folder is opened. */
  readonly name: RegExp;
  /** The effect key that the firm's act left in the record. */
  readonly keyOf: (text: string) => string | null;
}

/** `content`: the bytes as they came. */
export interface OwnRecord {
  readonly name: string;
  readonly content: Buffer;
}

/** One sandbox receives what all organisations of an installation send: each is shown its own acts and nobody else's. */
export class OwnRecords {
  readonly #options: OwnRecordsOptions;
  /** Records never change: each is opened once to learn whose it is. */
  readonly #keys = new Map<string, string | null>();

  constructor(options: OwnRecordsOptions) {
    this.#options = options;
  }

  /** Names of the organisation's records, newest first. */
  async names(organisationId: string): Promise<readonly string[]> {
    const { store } = this.#options;
    const names = await this.#all();
    for (let at = 0; at < names.length; at += AT_ONCE) {
      await Promise.all(names.slice(at, at + AT_ONCE).map((name) => this.#keyOf(name)));
    }
    const keys = names.flatMap((name) => this.#keys.get(name) ?? []);
    const own = await store.acts.ownEffects(organisationId, keys);
    return names.filter((name) => own.has(this.#keys.get(name) ?? '')).toReversed();
  }

  /** Which of the organisation's records these effects left; of several the newest. */
  async named(organisationId: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const wanted = new Set(keys);
    const names = (await this.names(organisationId)).toReversed();
    const pairs = names.map((name) => [this.#keys.get(name) ?? '', name] as const);
    return new Map(pairs.filter(([key]) => wanted.has(key)));
  }

  /** One page of the organisation's records, newest first. */
  async page(
    organisationId: string,
    page: number,
    size: number,
  ): Promise<{ readonly items: readonly OwnRecord[]; readonly total: number }> {
    const names = await this.names(organisationId);
    const shown = names.slice((page - 1) * size, page * size);
    const items = await Promise.all(shown.map(async (name) => ({ name, content: await this.#read(name) })));
    return { items, total: names.length };
  }

  /** Null for a name that is no record of the organisation. */
  async record(organisationId: string, name: string): Promise<Buffer | null> {
    if (!this.#options.name.test(name) || !(await this.#all()).includes(name)) return null;
    const key = await this.#keyOf(name);
    const own = key !== null && (await this.#options.store.acts.ownEffects(organisationId, [key])).has(key);
    return own ? this.#read(name) : null;
  }

  async #keyOf(name: string): Promise<string | null> {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = this.#options.keyOf((await this.#read(name)).toString('utf8'));
    this.#keys.set(name, key);
    return key;
  }

  #read(name: string): Promise<Buffer> {
    return readFile(join(this.#options.folder, name));
  }

  async #all(): Promise<string[]> {
    try {
      return (await readdir(this.#options.folder)).filter((name) => this.#options.name.test(name)).sort();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}

/** Files that are open at a time. */
const AT_ONCE = 32;
