import { prepareSuites } from './prepare-suites.ts';
import { runChecks } from './checks.ts';
import { runLanes } from './run-lanes.ts';
import { orderSuites } from './order-suites.ts';
import { announce, runPure, runSuite } from './run-suites.ts';
import { startTestServices } from './services/test-services.ts';
import { seedOfTree } from './seed-of-tree.ts';
import { testFiles } from './test-files.ts';
import { closingLine, sum, type Totals } from './test-totals.ts';

// npm test [-- part of a path ...]: everything, or the test files whose path holds one of the arguments.
const filters = process.argv.slice(2);
const files = testFiles(filters);
const minute = 60_000;
process.env['SEED'] = seedOfTree();
process.stdout.write(`Random tests play seed ${process.env['SEED']}; SEED=... plays another.\n`);

const checks = filters.length === 0 ? [await runChecks()] : [];
announce('laws', files.laws);
const suites: Totals[] = [await runSuite({ files: files.laws, timeout: minute })];
const wantsServers = files.int.length + files.e2e.length > 0;
// Servers start, and what the suites share is made, while the pure suites run.
const servers = wantsServers ? startServers() : undefined;
servers?.catch(() => {});
suites.push(await runPure('pure suites', files.pure, 2));
if (servers) {
  const stop = await servers;
  announce('suites with PostgreSQL and Temporal', files.int);
  announce('suites in a browser', files.e2e);
  // A browser wants a core, suites with servers wait much: one beside two keeps two cores busy and none too busy.
  suites.push(
    await runLanes(
      [
        { suites: orderSuites(files.e2e), atOnce: 1 },
        { suites: orderSuites(files.int), atOnce: 4 },
      ],
      3,
    ),
  );
  await stop();
}

const ran = sum(suites);
const total = sum([...checks, ...suites]);
if (ran.passed + ran.failed === 0) process.stdout.write('\nExpected tests to run, but none did.\n');
process.stdout.write(`\n${closingLine(total)}\n`);
process.exitCode = total.failed > 0 || ran.passed + ran.failed === 0 ? 1 : 0;

async function startServers(): Promise<() => Promise<void>> {
  const stop = await startTestServices((line) => process.stdout.write(`${line}\n`));
  const clear = await prepareSuites();
  return async () => {
    await clear();
    await stop();
  };
}
