import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root folder of the clone. */
export const repository: string = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/** Folder of all data of this installation: `KROK_DATA`, else `.krok-data` in the clone (git ignores it). */
export function dataFolder(): string {
  return resolve(process.env['KROK_DATA'] || join(repository, '.krok-data'));
}

/** Folder of downloaded or built servers, shared by all clones: `KROK_CACHE`, else `~/.cache/krok`. */
export function cacheFolder(): string {
  return resolve(process.env['KROK_CACHE'] || join(homedir(), '.cache', 'krok'));
}
