import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ChannelError } from '../errors.ts';

const ACCEPTED = /^\d{15}-[0-9a-f]{12}\.eml$/;

/**
 * Stores one message and returns once it would outlive a crash of this machine. The file appears under its name in one
 * stroke, so that a listed file is a whole message. Nothing is deduplicated.
 */
export async function storeMail(folder: string, acceptedAt: number, message: Uint8Array): Promise<string> {
  const name = `${String(acceptedAt).padStart(15, '0')}-${randomBytes(6).toString('hex')}.eml`;
  const unfinished = join(folder, `${name}.part`);
  const file = await open(unfinished, 'wx', 0o600);
  try {
    await file.writeFile(message);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, join(folder, name));
  await syncFolder(folder);
  return name;
}

/** Names of the accepted messages, oldest first. A folder that does not exist yet holds none. */
export async function storedMails(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => ACCEPTED.test(name)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

export function acceptedAtOf(name: string): number {
  return Number(name.slice(0, 15));
}

/** Refuses anything that is no name of an accepted message, so that a name from outside can't leave the folder. */
export function mailPath(folder: string, name: string): string {
  if (ACCEPTED.test(name)) return join(folder, name);
  throw new ChannelError('CHANNEL_SANDBOX_FOLDER', 'Expected the id of a sandbox mail but got another text.');
}

export function makeMailFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
