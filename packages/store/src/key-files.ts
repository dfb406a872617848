import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './errors.ts';
import type { KeyOwner } from './surface/keys.ts';

/**
 * One file of 32 random bytes per owner, outside the database and its back-ups: whoever destroys the file has erased all
 * that was sealed below it. A tombstone stays, so that a database restored from a back-up can't revive the owner.
 */
export class KeyFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** The key, made when missing; `KEY_ERASED` when it was destroyed. */
  ensure(owner: KeyOwner): Buffer {
    if (existsSync(this.#tombstone(owner))) throw erased(owner);
    if (!this.exists(owner)) this.#make(owner);
    return this.read(owner);
  }

  read(owner: KeyOwner): Buffer {
    try {
      return readFileSync(this.#file(owner));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw erased(owner);
      throw error;
    }
  }

  exists(owner: KeyOwner): boolean {
    return existsSync(this.#file(owner));
  }

  destroy(owner: KeyOwner): void {
    const tombstone = openSync(this.#tombstone(owner), 'w', 0o600);
    fsyncSync(tombstone);
    closeSync(tombstone);
    rmSync(this.#file(owner), { force: true });
    this.#syncFolder();
  }

  /** Under its final name the file is always whole; of two makers one wins and both go on with its key. */
  #make(owner: KeyOwner): void {
    const unfinished = join(this.#folder, `.${randomBytes(8).toString('hex')}`);
    const file = openSync(unfinished, 'wx', 0o600);
    try {
      writeSync(file, randomBytes(32));
      fsyncSync(file);
      linkSync(unfinished, this.#file(owner));
      this.#syncFolder();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      closeSync(file);
      rmSync(unfinished, { force: true });
    }
  }

  /** The file must outlive a power cut once the transaction that relies on it is committed. */
  #syncFolder(): void {
    const folder = openSync(this.#folder, 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  #file(owner: KeyOwner): string {
    return join(this.#folder, `${owner.kind}-${owner.id}.key`);
  }

  #tombstone(owner: KeyOwner): string {
    return join(this.#folder, `${owner.kind}-${owner.id}.erased`);
  }
}

function erased(owner: KeyOwner): StoreError {
  return new StoreError('KEY_ERASED', `Expected a key of the ${owner.kind} ${owner.id} but it was erased.`, {
    [`${owner.kind}Id`]: owner.id,
  });
}
