import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { noteProcess, notedProcess } from './leftover-process.ts';

export interface Lock {
  release(): void;
}

/** Takes the lock, or gives the number of the live process that holds it. A dead holder's lock is taken over. */
export function tryLock(file: string): Lock | { heldBy: number } {
  const folder = dirname(file);
  const name = basename(file, '.json');
  const mine = `${name}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  noteProcess(folder, mine, process.pid);
  try {
    for (;;) {
      try {
        // Linking is atomic: of two starts at once exactly one succeeds.
        linkSync(`${folder}/${mine}.json`, file);
        return { release: () => rmSync(file, { force: true }) };
      } catch {
        const holder = notedProcess(folder, name);
        if (holder !== undefined) return { heldBy: holder };
        const other = removeDead(file);
        if (other !== undefined) return { heldBy: other };
      }
    }
  } finally {
    rmSync(`${folder}/${mine}.json`, { force: true });
  }
}

/**
 * Removes the lock of a dead holder; gives who is about to do the same. Two that saw the same dead holder must not remove
 * one after the other, the second the fresh lock of the first: whoever removes holds a lock for it, and looks again under
 * it. That lock's own dead holder is removed in the same way, a level deeper for each process that died doing so.
 */
function removeDead(file: string): number | undefined {
  const guard = tryLock(`${file.slice(0, -'.json'.length)}.removal.json`);
  if (!('release' in guard)) return guard.heldBy;
  try {
    if (notedProcess(dirname(file), basename(file, '.json')) === undefined) rmSync(file, { force: true });
    return undefined;
  } finally {
    guard.release();
  }
}

/** Takes the lock, waiting for its holder as long as that lives; `onWait` is called once when it has to. */
export async function takeLock(file: string, onWait: () => void): Promise<Lock> {
  for (let told = false; ; told = true) {
    const lock = tryLock(file);
    if ('release' in lock) return lock;
    if (!told) onWait();
    await delay(500);
  }
}
