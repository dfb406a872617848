import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ChannelError } from '../errors.ts';

export interface KeptLetter {
  readonly effectKey: string;
  readonly path: string;
  /** Of the file, lower-case hex. */
  readonly sha256: string;
}

/** The letters of an installation, one PDF for each effect key. */
export interface LetterFolder {
  /** Keeps a letter once: a second one under the same key is not written, the first is what was sent. */
  keep(effectKey: string, pdf: Uint8Array): Promise<KeptLetter>;
  /** Null where none was kept. */
  find(effectKey: string): Promise<KeptLetter | null>;
}

export function letterFolder(folder: string): LetterFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (effectKey: string): string => {
    // A key becomes a file name: nothing in it may leave the folder.
    if (!/^[A-Za-z0-9_-]{1,100}$/.test(effectKey)) {
      throw new ChannelError('CHANNEL_EFFECT_KEY', 'Expected an effect key of letters, digits, - and _.');
    }
    return join(folder, `${effectKey}.pdf`);
  };
  const find = async (effectKey: string): Promise<KeptLetter | null> => {
    const path = pathOf(effectKey);
    try {
      return { effectKey, path, sha256: sha256(await readFile(path)) };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    find,
    async keep(effectKey, pdf) {
      const known = await find(effectKey);
      if (known) return known;
      const path = pathOf(effectKey);
      const unfinished = `${path}.${randomBytes(6).toString('hex')}.part`;
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(pdf);
        await file.sync();
      } finally {
        await file.close();
      }
      // Of two at once the first one is the letter; a link never replaces what is there.
      const first = await link(unfinished, path).then(
        () => true,
        () => false,
      );
      await unlink(unfinished);
      if (!first) return (await find(effectKey)) ?? lost();
      const handle = await open(folder, 'r');
      await handle.sync().finally(() => handle.close());
      return { effectKey, path, sha256: sha256(pdf) };
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function lost(): never {
  throw new ChannelError('CHANNEL_LETTER_FOLDER', 'Expected to keep a letter but its folder takes none.');
}
