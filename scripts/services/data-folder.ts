import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notedNames, stopLeftover } from './leftover-process.ts';
import { tryLock, type Lock } from './lock-file.ts';
import { outsideCluster } from './postgres.ts';
import { ServiceError } from './service-error.ts';

export interface DataFolder {
  path: string;
  /** Notes of running processes. */
  run: string;
  logs: string;
  lock: Lock;
}

const marker = 'krok.json';
const lockName = 'start';

/** Opens the data folder for this process alone, and stops what a start that was killed left running. */
export async function openDataFolder(path: string, report: (line: string) => void): Promise<DataFolder> {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true });
    // Under root PostgreSQL runs as another user, who must be able to enter.
    chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700);
  }
  const present = readdirSync(path);
  if (present.length > 0 && !present.includes(marker)) {
    throw new ServiceError(
      'foreign-folder',
      `Expected the data folder ${path} to be empty or made by Krok, but it holds other files.`,
      'Set KROK_DATA to another folder.',
    );
  }
  writeFileSync(join(path, marker), `${JSON.stringify({ format: 1 })}\n`);
  const run = join(path, 'run');
  const lock = tryLock(join(run, `${lockName}.json`));
  if (!('release' in lock)) {
    throw new ServiceError(
      'already-running',
      `Krok is already running with the data folder ${path} (process ${lock.heldBy}).`,
      'Stop it with Ctrl-C in its terminal, or set KROK_DATA to another folder.',
    );
  }
  const folder = { path, run, logs: join(path, 'logs'), lock };
  mkdirSync(folder.logs, { recursive: true, mode: 0o700 });
  if (await stopStrays(folder)) report('Stopped what an earlier start had left running.');
  return folder;
}

/** Stops every process of this folder that is still noted; true if there was one. */
export async function stopStrays({ path, run }: DataFolder): Promise<boolean> {
  let stopped = false;
  for (const name of notedNames(run)) {
    // Locks are noted in the same way, but by a process that is this one or not ours to stop.
    if (name !== lockName && !name.startsWith(`${lockName}.`))
      stopped = (await stopLeftover(run, name, 'SIGTERM')) || stopped;
  }
  const servers = [
    ['temporal', 'SIGTERM'],
    ['postgres', 'SIGINT'],
  ] as const;
  for (const [name, signal] of servers) stopped = (await stopLeftover(join(path, name), name, signal)) || stopped;
  return stopped;
}

/** Deletes everything in the folder but the lock. */
export function emptyDataFolder({ path, logs }: DataFolder): void {
  rmSync(outsideCluster(join(path, 'postgres')), { recursive: true, force: true });
  for (const name of readdirSync(path)) {
    if (name !== 'run' && name !== marker) rmSync(join(path, name), { recursive: true, force: true });
  }
  mkdirSync(logs, { recursive: true, mode: 0o700 });
}
