import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Db, Tx } from './database.ts';
import { StoreError } from './errors.ts';
import type { KeyFiles } from './key-files.ts';
import { openBytes, sealBytes } from './seal.ts';
import type { KeyOwner } from './surface/keys.ts';
import type { CaseKeyTable } from './tables/cases.ts';

interface HeldKey {
  readonly key: Buffer;
  readonly owner: KeyOwner;
}

/** Keys of cases, wrapped by their owner's key file, in a cache that forgets the one used longest ago. */
export class KeyRing {
  readonly files: KeyFiles;
  readonly #held = new Map<string, HeldKey>();

  constructor(files: KeyFiles) {
    this.files = files;
  }

  /** The key of a new case, and how it is stored: to be inserted after the case's row. */
  make(caseId: string, owner: KeyOwner): { readonly key: Buffer; readonly row: Insertable<CaseKeyTable> } {
    const key = randomBytes(32);
    const wrapped = sealBytes(this.files.ensure(owner), place(caseId), key);
    this.#hold(caseId, { key, owner });
    return { key, row: { case_id: caseId, owner_kind: owner.kind, owner_id: owner.id, wrapped } };
  }

  /** Throws `KEY_ERASED` as soon as the owner's file is gone, whatever is cached. */
  async ofCase(executor: Db | Tx, caseId: string): Promise<Buffer> {
    const held = this.#held.get(caseId);
    if (held !== undefined) {
      this.#held.delete(caseId);
      if (this.files.exists(held.owner)) {
        this.#held.set(caseId, held);
        return held.key;
      }
    }
    const row = await executor.selectFrom('case_key').selectAll().where('case_id', '=', caseId).executeTakeFirst();
    if (row === undefined) throw new StoreError('NO_SUCH_CASE', `Expected a case ${caseId} but there is none.`);
    const owner: KeyOwner = { kind: row.owner_kind, id: row.owner_id };
    const key = openBytes(this.files.read(owner), place(caseId), row.wrapped);
    this.#hold(caseId, { key, owner });
    return key;
  }

  /** For what belongs to no case: messages. */
  ofOrganisation(organisationId: string): Buffer {
    return this.files.ensure({ kind: 'organisation', id: organisationId });
  }

  #hold(caseId: string, held: HeldKey): void {
    this.#held.set(caseId, held);
    if (this.#held.size <= MOST_HELD) return;
    for (const oldest of this.#held.keys()) {
      this.#held.delete(oldest);
      break;
    }
  }
}

const MOST_HELD = 5_000;

function place(caseId: string): string {
  return `case key ${caseId}`;
}
