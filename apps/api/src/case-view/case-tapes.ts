import type { Linked } from '@krok/engine';
import { Tape } from '@krok/simulator';
import type { CaseLine, Store } from '@krok/store';
import type { ExecutableCache } from './executable-cache.ts';
import { CommandSubjects } from './logged-step.ts';

const mostCases = 200;
const mostEvents = 400_000;
const atOnce = 500;

export interface CaseTape {
  readonly linked: Linked;
  readonly tape: Tape;
  /** Of every command so far. */
  readonly subjects: CommandSubjects;
}

interface Kept extends CaseTape {
  /** Growing is done by one at a time. */
  growing: Promise<unknown>;
}

/**
 * The logs of the cases that were looked at last, folded once: a log only grows, so that a look reads what is new. The
 * log is asked each time, so that an erased one is not shown from here.
 */
export class CaseTapes {
  readonly #store: Store;
  readonly #executables: ExecutableCache;
  readonly #kept = new Map<string, Kept>();

  constructor(store: Store, executables: ExecutableCache) {
    this.#store = store;
    this.#executables = executables;
  }

  /** The whole log of the case as of now. */
  async of({ id, executableHash }: Pick<CaseLine, 'id' | 'executableHash'>): Promise<CaseTape> {
    const linked = await this.#executables.linked(executableHash);
    const kept = this.#kept.get(id) ?? {
      linked,
      tape: new Tape(linked),
      subjects: new CommandSubjects(),
      growing: Promise.resolve(),
    };
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    const grown = kept.growing.then(() => this.#grow(id, kept));
    kept.growing = grown.catch(() => this.#kept.delete(id));
    await grown;
    this.#forgetOldest();
    return kept;
  }

  async #grow(caseId: string, { tape, subjects }: CaseTape): Promise<void> {
    for (;;) {
      const part = await this.#store.log.read(caseId, { from: tape.steps.length + 1, limit: atOnce });
      tape.append(part);
      for (const step of part) subjects.note(step);
      if (part.length < atOnce) return;
    }
  }

  #forgetOldest(): void {
    let events = 0;
    for (const { tape } of this.#kept.values()) events += tape.length;
    for (const [id, { tape }] of this.#kept) {
      if (this.#kept.size <= mostCases && events <= mostEvents) return;
      if (this.#kept.size === 1) return;
      this.#kept.delete(id);
      events -= tape.length;
    }
  }
}
