import { runChecks } from './checks.ts';
import { announce, runPure, runSuite } from './run-suites.ts';
import { seedOfTree } from './seed-of-tree.ts';
import { testFiles } from './test-files.ts';
import { closingLine, sum } from './test-totals.ts';

// npm run check:fast: what needs no server and no browser, in under a minute.
process.env['SEED'] = seedOfTree();
const { laws, pure } = testFiles([]);
const checks = await runChecks();
announce('laws', laws);
const total = sum([checks, await runSuite({ files: laws, timeout: 60_000 }), await runPure('pure suites', pure, 2)]);
process.stdout.write(`\n${closingLine(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
