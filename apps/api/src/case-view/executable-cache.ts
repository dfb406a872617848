import type { ExecutableProcess } from '@krok/bpmn/executable';
import { type Command, type DefinitionOf, link, type Linked } from '@krok/engine';
import type { Store } from '@krok/store';
import { migrationsOf } from './migrations-of.ts';

const maxKept = 100;

/** What a case is about, and the definition in force. */
export interface CaseFacts {
  readonly organisationId: string;
  readonly processId: string;
  readonly subject: string | null;
  readonly linked: Linked;
}

/** Linked processes by the hash of their stored bytes; the last used ones. */
export class ExecutableCache {
  readonly #store: Store;
  readonly #kept = new Map<string, Promise<Linked>>();

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

  /** Asked anew each time: a case may go over to another version. */
  async ofCase(caseId: string): Promise<CaseFacts> {
    const { organisationId, processId, subject, executableHash } = await this.#store.cases.read(caseId);
    return { organisationId, processId, subject, linked: await this.linked(executableHash) };
  }

  /** Those that steps of a log name. */
  async namedIn(steps: readonly { readonly command: Command }[]): Promise<DefinitionOf> {
    const found = new Map<string, Linked>();
    for (const { definition } of migrationsOf(steps)) found.set(definition, await this.linked(definition));
    return (hash) => found.get(hash);
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
