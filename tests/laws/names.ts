import { basename } from 'node:path';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

const junk = new Set(['utils', 'util', 'shared', 'helpers', 'helper', 'common', 'misc']);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|int\.test|e2e\.test|d|config))?\.(ts|tsx|mjs)$/;

/** Names of folders and files; `paths` are relative to the root of the clone. */
export function nameViolations(paths: readonly string[]): Violation[] {
  return paths.flatMap((path) => {
    const parts = path.split('/').map((part, index, all) => (index === all.length - 1 ? part.split('.')[0] : part));
    const found: Violation[] = parts
      .filter((part) => part !== undefined && junk.has(part))
      .map((part) => ({
        path,
        law: 'no utils, no shared: a helper lives with its only user; a second user moves it to the lowest common room',
        found: `"${part}" in its path`,
      }));
    if (/\.(ts|tsx|mjs)$/.test(path) && !kebab.test(basename(path))) {
      found.push({ path, law: 'files are named in kebab-case', found: basename(path) });
    }
    return found;
  });
}

/** A default export has no name to search for. Configuration files of tools must have one. */
export function defaultExportViolations(file: SourceFile): Violation[] {
  if (/\.config\.(ts|mjs)$/.test(file.path)) return [];
  return file.defaultExports.map((line) => ({
    path: file.path,
    line,
    law: 'no default exports: the name of a file is its main export',
    found: 'a default export',
  }));
}
