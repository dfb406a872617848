import { run } from 'node:test';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { repository } from './services/locations.ts';
import type { Totals } from './test-totals.ts';

export interface SuiteOptions {
  /** How many files run at once. */
  concurrency: number;
  /** Milliseconds after which a file counts as failed. */
  timeout: number;
}

/** Runs test files, each in a process of its own, prints a line for each file and every failure, and counts. */
export async function runSuites(title: string, files: string[], options: SuiteOptions): Promise<Totals> {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  if (files.length === 0) return totals;
  process.stdout.write(`\n${title}: ${files.length} ${files.length === 1 ? 'file' : 'files'}\n`);

  const failures = new Map<string, string[]>();
  const outputs = new Map<string, string>();
  const skips: string[] = [];
  const add = (file: string | undefined, failure: string) =>
    failures.set(file ?? '', [...(failures.get(file ?? '') ?? []), failure]);

  const stream = run({ files, concurrency: options.concurrency, timeout: options.timeout, cwd: repository });
  stream.on('test:stdout', ({ file, message }) => outputs.set(file, `${outputs.get(file) ?? ''}${message}`));
  stream.on('test:stderr', ({ file, message }) => outputs.set(file, `${outputs.get(file) ?? ''}${message}`));
  stream.on('test:pass', ({ name, skip, todo, file }) => {
    if (skip !== undefined || todo !== undefined) {
      skips.push(`${shown(file)}: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}`);
    }
  });
  stream.on('test:fail', ({ name, file, line, column, details, todo }) => {
    if (todo !== undefined) return;
    const { error } = details;
    // A parent only repeats that something inside it failed.
    if (codeOf(error) === 'subtestsFailed') return;
    add(file, `${name}\n  at ${shown(file)}${line ? `:${line}:${column}` : ''}\n${indent(message(error))}`);
  });
  stream.on('test:summary', ({ file, counts, duration_ms }) => {
    if (file === undefined) {
      totals.passed += counts.passed;
      totals.failed += counts.tests - counts.passed - counts.skipped - counts.todo;
      totals.skipped += counts.skipped + counts.todo;
      return;
    }
    const failed = failures.get(file) ?? [];
    const word = failed.length > 0 || counts.passed + counts.skipped + counts.todo < counts.tests ? 'FAILED' : 'ok    ';
    process.stdout.write(`${word} ${shown(file)}: ${counts.passed} of ${counts.tests} (${seconds(duration_ms)} s)\n`);
    if (failed.length > 0) {
      process.stdout.write(`${failed.map((failure) => `\n${indent(failure)}`).join('\n')}\n\n`);
      const output = outputs.get(file)?.trim();
      if (output) process.stdout.write(`${indent(`It printed:\n${indent(output.slice(-8_000))}`)}\n\n`);
      failures.delete(file);
    }
    outputs.delete(file);
  });
  for await (const _ of stream);

  // A file that broke before its summary.
  for (const [file, failed] of failures) {
    process.stdout.write(
      `FAILED ${shown(file)}\n${failed.map(indent).join('\n')}\n${indent(outputs.get(file) ?? '')}\n`,
    );
  }
  for (const skip of skips) process.stdout.write(`skipped ${skip}\n`);
  return totals;
}

function shown(file: string | undefined): string {
  return file ? relative(repository, file) : 'tests';
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'failureType' in error ? error.failureType : undefined;
}

/** The error a test threw, without the runner's own frames. */
function message(error: unknown): string {
  const thrown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : inspect(thrown);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*(node:internal|node:async_hooks)/.test(line))
    .join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
