import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrowViolations } from './laws/arrows.ts';
import { errorCodes } from './laws/error-codes.ts';
import { machinePathViolations } from './laws/machine-paths.ts';
import { defaultExportViolations, nameViolations } from './laws/names.ts';
import { purityViolations } from './laws/purity.ts';
import { repositoryFiles, sourceFiles, text } from './laws/repository-files.ts';
import { sizeReport, sizeViolations } from './laws/sizes.ts';
import { readSource } from './laws/source-file.ts';
import { describe, type Violation } from './laws/violation.ts';

const paths = repositoryFiles();
const files = sourceFiles(paths);

test('imports follow the arrows of the house', () => {
  holds(files.flatMap(arrowViolations));
});

test('the pure core is pure', () => {
  holds(files.flatMap(purityViolations));
});

test('names of files and folders', () => {
  holds(nameViolations(paths));
});

test('no default exports', () => {
  holds(files.flatMap(defaultExportViolations));
});

test('sizes of files', (context) => {
  const { files: count, median, p95, longest } = sizeReport(files);
  context.diagnostic(`${count} files, median ${median}, 95th percentile ${p95}, longest ${longest?.path}`);
  holds(sizeViolations(files));
});

test('no paths or hosts of a machine', () => {
  holds(paths.filter(isText).flatMap((path) => machinePathViolations(path, text(path) ?? '')));
});

test('docs/errors.md explains every error code', () => {
  const page = text('docs/errors.md') ?? '';
  const missing = paths
    .filter((path) => path.endsWith('/errors.ts'))
    .flatMap((path) => errorCodes(path, text(path) ?? '').map((code) => ({ path, code })))
    .filter(({ code }) => !new RegExp(`^\\| \`${code}\` \\| \\S`, 'm').test(page));
  holds(
    missing.map(({ path, code }) => ({
      path,
      law: 'docs/errors.md explains every code of an errors.ts (node scripts/write-error-page.ts adds it)',
      found: code,
    })),
  );
});

test('no test is switched off or alone', () => {
  const switched = /\b(test|it|describe|suite)\.(skip|only|todo)\b/;
  const found = files
    .filter(({ path }) => path.includes('.test.') && path !== 'tests/architecture.test.ts')
    .filter(({ path }) => switched.test(text(path) ?? ''));
  holds(found.map(({ path }) => ({ path, law: 'no test is skipped, only or todo in the source', found: 'one is' })));
});

// Negative controls: the checks find what they are for.
const forbidden: { name: string; path: string; source: string; law: RegExp }[] = [
  {
    name: 'an arrow that does not exist',
    path: 'packages/engine/src/step.ts',
    source: `import { save } from '@krok/store';`,
    law: /^engine -> bpmn\/executable, feel, dmn\/executable, calendar$/,
  },
  {
    name: 'a value through a type-only arrow',
    path: 'packages/store/src/log.ts',
    source: `import { type InstanceState, step } from '@krok/engine';`,
    law: /import type engine/,
  },
  {
    name: 'a room of a package that has two',
    path: 'packages/engine/src/step.ts',
    source: `export * from '@krok/bpmn/xml';`,
    law: /^engine ->/,
  },
  {
    name: 'the workflows from the API, but for their messages',
    path: 'apps/api/src/start.ts',
    source: `const { processCase } = await import('@krok/workflows');`,
    law: /workflows\/messages/,
  },
  {
    name: 'a type named in place',
    path: 'apps/web/src/list.tsx',
    source: `export let row: import('@krok/store').CaseRow;`,
    law: /^web ->/,
  },
  {
    name: 'a relative import out of its room',
    path: 'packages/bpmn/xml/compile.ts',
    source: `import { types } from '../executable/types.ts';`,
    law: /stays in its room/,
  },
  {
    name: 'a file in no room',
    path: 'packages/misfit/src/thing.ts',
    source: `export const thing = 1;`,
    law: /is in a room/,
  },
  {
    name: 'a builtin in the pure core',
    path: 'packages/feel/src/now.ts',
    source: `import { readFileSync } from 'node:fs';`,
    law: /pure core/,
  },
  {
    name: 'zod in the pure core',
    path: 'packages/contracts/types/invoice.ts',
    source: `import { z } from 'zod';`,
    law: /from outside nothing/,
  },
  {
    name: 'a default export',
    path: 'packages/lint/src/rule.ts',
    source: `export default 1;`,
    law: /no default exports/,
  },
  ...[
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(f, 1)',
    'process.env',
    'console.log(1)',
    'fetch("x")',
  ].map((expression) => ({
    name: `${expression} in the pure core`,
    path: 'packages/engine/src/step.ts',
    source: `export const f = (): unknown => ${expression};`,
    law: /pure core/,
  })),
  {
    name: 'an async function in the pure core',
    path: 'packages/exchange/src/decide.ts',
    source: `export async function decide() {}`,
    law: /synchronous/,
  },
];
for (const { name, path, source, law } of forbidden) {
  test(`finds ${name}`, () => {
    const file = readSource(path, source);
    const found = [...arrowViolations(file), ...purityViolations(file), ...defaultExportViolations(file)];
    assert.match(found.map((violation) => violation.law).join('\n'), law);
  });
}

const allowed: { name: string; path: string; source: string }[] = [
  {
    name: 'a type through a type-only arrow',
    path: 'packages/store/src/log.ts',
    source: `import type { Step } from '@krok/engine';`,
  },
  {
    name: 'the messages of the workflows',
    path: 'apps/api/src/start.ts',
    source: `import { send } from '@krok/workflows/messages';`,
  },
  {
    name: 'a variable that shares its name with a global',
    path: 'packages/engine/src/step.ts',
    source: `export const id = (process: { id: string }, at: number) => [process.id, new Date(at)];`,
  },
];
for (const { name, path, source } of allowed) {
  test(`allows ${name}`, () => {
    const file = readSource(path, source);
    holds([...arrowViolations(file), ...purityViolations(file)]);
  });
}

test('finds bad names, long files and machine paths', () => {
  const found = nameViolations([
    'packages/feel/src/utils/x.ts',
    'packages/feel/src/shared.ts',
    'packages/feel/src/aB.ts',
  ]);
  assert.equal(found.length, 3);
  assert.equal(sizeViolations([{ path: 'packages/feel/src/x.ts', lines: 401 }]).length, 3);
  assert.equal(machinePathViolations('a.ts', `const a = '${['', 'root', 'x'].join('/')}';`).length, 1);
});

test('reads error codes from unions, arrays and keys', () => {
  const source = `export type Code = 'UNKNOWN_CASE' | 'gone'; const all = ['no-route'] as const; const texts = { 'bad-date': '' };`;
  assert.deepEqual(errorCodes('errors.ts', source), ['UNKNOWN_CASE', 'no-route', 'bad-date']);
});

function holds(violations: readonly Violation[]): void {
  assert.equal(violations.length, 0, `\n${describe(violations)}`);
}

function isText(path: string): boolean {
  return /\.(ts|tsx|mjs|json|md|yml|yaml|css|html|bpmn|sh)$/.test(path) || path === '.ci/run';
}
