import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSource, type SourceFile } from './source-file.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Files that git tracks or would track, relative to the root of the clone. */
export function repositoryFiles(): string[] {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`Expected git to list the files, but it failed: ${stderr}`);
  return [...new Set(stdout.split('\0').filter(Boolean))].filter((path) => text(path) !== undefined).sort();
}

/** Text of a file; undefined when it was deleted but git does not know yet. */
export function text(path: string): string | undefined {
  try {
    return readFileSync(join(repository, path), 'utf8');
  } catch {
    return undefined;
  }
}

export function sourceFiles(paths: readonly string[]): SourceFile[] {
  return paths.filter((path) => /\.(ts|tsx|mjs)$/.test(path)).map((path) => readSource(path, text(path) ?? ''));
}
