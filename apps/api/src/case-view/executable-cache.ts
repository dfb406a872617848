import type { ExecutableProcess } from '@krok/bpmn/executable';
import { link, type Linked } from '@krok/engine';
import type { Store } from '@krok/store';

const maxKept = 100;
const maxCases = 20_000;

/** What never changes of a case. */
export interface CaseFacts {
  readonly organisationId: string;
  readonly processId: string;
  readonly subject: string | null;
  readonly linked: Linked;
}

/** Linked processes by the hash of their stored bytes, and which of them a case runs; the last used ones. */
export class ExecutableCache {
  readonly #store: Store;
  readonly #kept = new Map<string, Promise<Linked>>();
  readonly #hashes = new Map<string, Omit<CaseFacts, 'linked'> & { readonly hash: string }>();

  constructor(store: Store) {
    this.#store = store;
  }

  linked(hash: string): Promise<Linked> {
    const found = this.#kept.get(hash) ?? this.#load(hash);
    this.#kept.delete(hash);
    this.#kept.set(hash, found);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
    return found;
  }

  async ofCase(caseId: string): Promise<CaseFacts> {
    let facts = this.#hashes.get(caseId);
    if (!facts) {
      const { organisationId, processId, subject, executableHash } = await this.#store.cases.read(caseId);
      facts = { organisationId, processId, subject, hash: executableHash };
      if (this.#hashes.size >= maxCases) this.#hashes.clear();
      this.#hashes.set(caseId, facts);
    }
    return { ...facts, linked: await this.linked(facts.hash) };
  }

  async #load(hash: string): Promise<Linked> {
    try {
      const bytes = await this.#store.deployments.executable(hash);
      // The hash names bytes that our own compiler wrote.
      return link(JSON.parse(Buffer.from(bytes).toString('utf8')) as ExecutableProcess);
    } catch (error) {
      this.#kept.delete(hash);
      throw error;
    }
  }
}
