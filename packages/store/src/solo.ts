import type { Db, Tx } from './database.ts';
import type { OrganisationTerms } from './organisations/present.ts';

/**
 * What a store that works alone on its database keeps in its process instead of asking the server each time: who holds
 * which lock, and the terms of the organisations.
 */
export class Solo {
  readonly terms = new Map<string, OrganisationTerms>();
  readonly #last = new Map<bigint, Promise<void>>();

  /** For one transaction; everything it locks is free again once `end` is called, after its commit. */
  begin(tx: Tx): { end(): void } {
    const work: SoloWork = { solo: this, held: new Set(), end: () => {} };
    const over = new Promise<void>((resolve) => (work.end = resolve));
    works.set(tx, { ...work, over });
    return { end: () => work.end() };
  }

  async lock(lock: bigint, over: Promise<void>): Promise<void> {
    const before = this.#last.get(lock);
    this.#last.set(lock, over);
    await before;
  }
}

/** True where the locks were taken here; they are to be taken in order. */
export async function lockHere(tx: Tx, locks: readonly bigint[]): Promise<boolean> {
  const work = works.get(tx);
  if (work === undefined) return false;
  for (const lock of locks) {
    if (work.held.has(lock)) continue;
    work.held.add(lock);
    await work.solo.lock(lock, work.over);
  }
  return true;
}

export function soloOf(executor: Db | Tx): Solo | null {
  return works.get(executor)?.solo ?? null;
}

interface SoloWork {
  readonly solo: Solo;
  readonly held: Set<bigint>;
  end: () => void;
}

const works = new WeakMap<Db | Tx, SoloWork & { readonly over: Promise<void> }>();
