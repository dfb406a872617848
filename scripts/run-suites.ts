import { run } from 'node:test';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './services/locations.ts';
import { codeOf, failureText, fileLine, indent, shown } from './suite-report.ts';
import { sum, type Totals } from './test-totals.ts';

/** Test files that share a process. */
export interface Suite {
  files: readonly string[];
  /** In the process of a batch even where it is one file. */
  batch?: boolean;
  /** Milliseconds after which it counts as failed. */
  timeout: number;
}

/** Runs several files one after another in its process. */
const batch = join(repository, 'scripts', 'run-batch.ts');

export function announce(title: string, files: readonly string[]): void {
  if (files.length > 0) process.stdout.write(`\n${title}: ${files.length} ${files.length === 1 ? 'file' : 'files'}\n`);
}

/** Runs files that need no server, in so many processes: each reads what the files have in common only once. */
export async function runPure(title: string, files: readonly string[], processes: number): Promise<Totals> {
  announce(title, files);
  const shares = Array.from({ length: processes }, (_, n) => files.filter((_, index) => index % processes === n));
  const minutes = 10;
  return sum(
    await Promise.all(shares.map((share) => runSuite({ files: share, timeout: minutes * 60_000, batch: true }))),
  );
}

/** Runs a suite in a process of its own, prints a line for each of its files and every failure, and counts. */
export async function runSuite({ files, timeout, batch: isBatch = files.length > 1 }: Suite): Promise<Totals> {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const [only] = files;
  if (only === undefined) return totals;
  const entry = isBatch ? batch : only;
  const reports = new Map(files.map((file) => [file, { ...totals, milliseconds: 0 }]));
  const failures = new Map<string, string[]>();
  let output = '';
  const add = (file: string | undefined, failure: string): void => {
    failures.set(file ?? entry, [...(failures.get(file ?? entry) ?? []), failure]);
  };

  const stream = run({
    files: [entry],
    ...(entry === batch && { argv: [...files] }),
    timeout,
    cwd: repository,
    execArgv: ['--import', pathToFileURL(join(repository, 'scripts', 'test-hooks.ts')).href],
  });
  const keep = ({ message }: { message: string }): void => {
    output += message;
  };
  stream.on('test:stdout', keep).on('test:stderr', keep);
  // What went wrong outside every test fails the file.
  let broken = false;
  stream.on('test:diagnostic', ({ file, message }) => {
    if (!file || !message.startsWith('Error: ')) return;
    broken = true;
    add(file, message);
  });
  stream.on('test:pass', ({ name, skip, todo, file, nesting, details }) => {
    const report = reports.get(file ?? '');
    if (report && nesting === 0) report.milliseconds += details.duration_ms;
    if (details.type === 'suite') return;
    const isSkipped = skip !== undefined || todo !== undefined;
    if (report) report[isSkipped ? 'skipped' : 'passed'] += 1;
    if (isSkipped)
      process.stdout.write(`skipped ${shown(file)}: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}\n`);
  });
  stream.on('test:fail', ({ name, file, line, column, nesting, details, todo }) => {
    const report = reports.get(file ?? '');
    if (report && nesting === 0) report.milliseconds += details.duration_ms;
    const { error } = details;
    // A parent only repeats that something inside it failed.
    const isParent = codeOf(error) === 'subtestsFailed' || (file !== undefined && name === file && broken);
    if (report && todo !== undefined) report.skipped += 1;
    else if (report && details.type !== 'suite' && !isParent) report.failed += 1;
    if (todo !== undefined || isParent) return;
    add(file, `${name}\n  at ${shown(file)}${line ? `:${line}:${column}` : ''}\n${indent(failureText(error))}`);
  });
  for await (const _ of stream);

  for (const [file, report] of reports) {
    const failed = failures.get(file) ?? [];
    failures.delete(file);
    // Its process ended before its turn, or it holds no test.
    if (report.passed + report.failed + report.skipped === 0 && failed.length === 0)
      failed.push('None of its tests ran.');
    if (report.failed === 0 && failed.length > 0) report.failed = 1;
    process.stdout.write(fileLine(file, report, failed));
    totals.passed += report.passed;
    totals.failed += report.failed;
    totals.skipped += report.skipped;
  }
  for (const [file, failed] of failures) {
    process.stdout.write(`FAILED ${shown(file)}\n${failed.map(indent).join('\n')}\n`);
    totals.failed += 1;
  }
  if (totals.failed > 0 && output.trim() !== '')
    process.stdout.write(`${indent(`It printed:\n${indent(output.trim().slice(-8_000))}`)}\n\n`);
  return totals;
}
