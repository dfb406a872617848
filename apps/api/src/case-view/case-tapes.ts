import type { DefinitionOf, Linked } from '@krok/engine';
import { Tape } from '@krok/simulator';
import type { CaseLine, Store } from '@krok/store';
import type { ExecutableCache } from './executable-cache.ts';
import { CommandSubjects } from './logged-step.ts';

const mostCases = 200;
const mostEvents = 400_000;
const atOnce = 500;

export interface CaseTape {
  /** What it started with. */
  readonly started: Linked;
  /** In force after the last step. */
  readonly linked: Linked;
  /** What it has gone over to, by hash. */
  readonly definitionOf: DefinitionOf;
  readonly tape: Tape;
  /** Of every command so far. */
  readonly subjects: CommandSubjects;
}

interface Kept extends CaseTape {
  linked: Linked;
  readonly definitions: Map<string, Linked>;
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
  async of({ id, startedHash }: Pick<CaseLine, 'id' | 'startedHash'>): Promise<CaseTape> {
    const kept = this.#kept.get(id) ?? keep(await this.#executables.linked(startedHash));
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    const grown = kept.growing.then(() => this.#grow(id, kept));
    kept.growing = grown.catch(() => this.#kept.delete(id));
    await grown;
    this.#forgetOldest();
    return kept;
  }

  async #grow(caseId: string, kept: Kept): Promise<void> {
    const { tape, subjects, definitions } = kept;
    for (;;) {
      const part = await this.#store.log.read(caseId, { from: tape.steps.length + 1, limit: atOnce });
      for (const { command } of part) {
        if (command.kind !== 'migrate') continue;
        definitions.set(command.definition, await this.#executables.linked(command.definition));
      }
      tape.append(part);
      for (const step of part) subjects.note(step, tape);
      kept.linked = tape.linkedAt(tape.length);
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

function keep(started: Linked): Kept {
  const definitions = new Map<string, Linked>();
  const definitionOf: DefinitionOf = (hash) => definitions.get(hash);
  return {
    started,
    linked: started,
    definitions,
    definitionOf,
    tape: new Tape(started, [], undefined, definitionOf),
    subjects: new CommandSubjects(),
    growing: Promise.resolve(),
  };
}
