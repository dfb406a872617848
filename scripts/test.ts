import { prepareSuites } from './prepare-suites.ts';
import { runChecks } from './checks.ts';
import { runSuites } from './run-suites.ts';
import { startTestServices } from './services/test-services.ts';
import { testFiles } from './test-files.ts';
import { closingLine, sum, type Totals } from './test-totals.ts';

// npm test [-- part of a path ...]: everything, or the test files whose path holds one of the arguments.
const filters = process.argv.slice(2);
const files = testFiles(filters);
const minute = 60_000;

const checks = filters.length === 0 ? [await runChecks()] : [];
const suites: Totals[] = [
  await runSuites('laws', files.laws, { concurrency: 1, timeout: minute }),
  await runSuites('pure suites', files.pure, { concurrency: 2, timeout: 5 * minute }),
];
if (files.int.length + files.e2e.length > 0) {
  const stop = await startTestServices((line) => process.stdout.write(`${line}\n`));
  const clear = await prepareSuites();
  // A browser wants a core, suites with servers wait much: one beside two keeps two cores busy and none too busy.
  suites.push(
    ...(await Promise.all([
      runSuites('suites with PostgreSQL and Temporal', longestFirst(files.int), {
        concurrency: 2,
        timeout: 15 * minute,
      }),
      runSuites('suites in a browser', longestFirst(files.e2e), { concurrency: 1, timeout: 10 * minute }),
    ])),
  );
  await clear();
  await stop();
}

const ran = sum(suites);
const total = sum([...checks, ...suites]);
if (ran.passed + ran.failed === 0) process.stdout.write('\nExpected tests to run, but none did.\n');
process.stdout.write(`\n${closingLine(total)}\n`);
process.exitCode = total.failed > 0 || ran.passed + ran.failed === 0 ? 1 : 0;

/** Suites that kill servers wait more than they work: begun first and several at a time, they don't hold up the end. */
function longestFirst(paths: readonly string[]): string[] {
  const isLong = (path: string): boolean =>
    /((flow|survive|outage|duties|commit-and-follow|attendant|rebuild|live|case-life|random-models)[\w-]*\.int|(designer|worklist)\.e2e)\.test\.ts$/.test(
      path,
    );
  return [...paths.filter(isLong), ...paths.filter((path) => !isLong(path))];
}
