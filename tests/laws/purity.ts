import { isTest, roomOf } from './house.ts';
import type { SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

const law =
  'the pure core is synchronous: no node builtins, no @temporalio/*, no clock, random, timers, fetch, process, console, crypto; ' +
  'now, zone, ids and calendars are inputs';

/** Globals whose very use breaks the law, whatever is done with them. */
const impure = new Set([
  'process',
  'console',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'require',
  'globalThis',
  'structuredClone',
]);
const impureExactly = new Set([
  'Math.random',
  'Date.now',
  'new Date()',
  'Date()',
  'Temporal.Now',
  'async',
  'new Function(...)',
  'eval()',
]);

/** What the pure core may not import or use. */
export function purityViolations(file: SourceFile): Violation[] {
  const allowed = roomOf(file.path)?.pure?.packages;
  if (!allowed || isTest(file.path)) return [];
  const imports = file.imports
    .filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('@krok/'))
    .filter(({ specifier }) => !allowed.includes(specifier))
    .map(({ specifier, line }) => ({
      path: file.path,
      line,
      law: `${law}; from outside ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'nothing'}`,
      found: `import of '${specifier}'`,
    }));
  const seen = new Set<string>();
  const uses = file.uses
    .filter(({ name }) => impureExactly.has(name) || impure.has(name.replace(/^new /, '').split(/[.(]/)[0] ?? ''))
    // `setTimeout()` and `process.env` are found once a line each.
    .filter(({ name, line }) => !seen.has(`${line}${name}`) && seen.add(`${line}${name}`))
    .map(({ name, line }) => ({ path: file.path, line, law, found: `use of ${name}` }));
  return [...imports, ...uses];
}
