import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** What a sandbox was sent, one JSON file each, kept over restarts. */
export interface RecordFolder<T> {
  /** Oldest first. */
  readonly all: readonly T[];
  /** Resolves once it would outlive a crash of this machine. */
  add(record: T): Promise<void>;
}

export function recordFolder<T>(folder: string, parse: (value: unknown) => T): RecordFolder<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  let last = 0;
  return {
    all,
    async add(record) {
      last = Math.max(last + 1, Date.now());
      const path = join(folder, `${String(last).padStart(15, '0')}-${randomBytes(4).toString('hex')}.json`);
      const file = await open(`${path}.part`, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify(record, null, 1));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.part`, path);
      all.push(record);
    },
  };
}
