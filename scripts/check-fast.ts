import { runChecks } from './checks.ts';
import { runSuites } from './run-suites.ts';
import { testFiles } from './test-files.ts';
import { closingLine, sum } from './test-totals.ts';

// npm run check:fast: what needs no server and no browser, in under a minute.
const { laws, pure } = testFiles([]);
const total = sum([
  await runChecks(),
  await runSuites('laws', laws, { concurrency: 1, timeout: 60_000 }),
  await runSuites('pure suites', pure, { concurrency: 2, timeout: 60_000 }),
]);
process.stdout.write(`\n${closingLine(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
