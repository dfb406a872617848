import { globSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './services/locations.ts';

export interface TestFiles {
  /** What the house allows: arrows, names, sizes. */
  laws: string[];
  pure: string[];
  /** With PostgreSQL or Temporal. */
  int: string[];
  /** In a real browser. */
  e2e: string[];
}

/** All test files by cost, which their suffix tells; with `filters` only those whose path holds one of them. */
export function testFiles(filters: string[]): TestFiles {
  const roots = ['packages', 'workflows', 'apps', 'bench', 'diagrams', 'scripts', 'tests'];
  const files = roots
    .flatMap((root) =>
      globSync(`${root}/**/*.test.ts`, {
        cwd: repository,
        exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path),
      }),
    )
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort();
  const found: TestFiles = { laws: [], pure: [], int: [], e2e: [] };
  for (const file of files) found[kindOf(file)].push(join(repository, file));
  return found;
}

function kindOf(file: string): keyof TestFiles {
  if (file.startsWith('tests/architecture')) return 'laws';
  if (file.endsWith('.int.test.ts')) return 'int';
  return file.endsWith('.e2e.test.ts') ? 'e2e' : 'pure';
}
