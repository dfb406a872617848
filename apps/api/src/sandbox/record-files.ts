import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';

/** Names that the sandboxes give their records: 15 digits of epoch ms and random letters. Nothing else is opened. */
const recordName = /^\d{15}-[0-9a-f]{8}\.json$/;

export interface SandboxRecord<T> {
  readonly id: string;
  readonly content: T;
}

/** Records of a sandbox, newest first. A folder that is not there holds none. */
export async function listRecords<T>(
  folder: string,
  schema: z.ZodType<T>,
  page: number,
  size: number,
): Promise<{ readonly items: readonly SandboxRecord<T>[]; readonly total: number }> {
  const names = (await namesIn(folder)).toReversed();
  const shown = names.slice((page - 1) * size, page * size);
  const items = await Promise.all(
    shown.map(async (name) => ({
      id: name.slice(0, -'.json'.length),
      content: schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    })),
  );
  return { items, total: names.length };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => recordName.test(name)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
