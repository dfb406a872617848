import { relative } from 'node:path';
import { inspect } from 'node:util';
import { repository } from './services/locations.ts';
import type { Totals } from './test-totals.ts';

/** What is printed of a test file that has run. */
export function fileLine(file: string, report: Totals & { milliseconds: number }, failures: string[]): string {
  const { passed, failed, skipped, milliseconds } = report;
  const word = failures.length > 0 || failed > 0 ? 'FAILED' : 'ok    ';
  const seconds = (milliseconds / 1000).toFixed(1);
  const line = `${word} ${shown(file)}: ${passed} of ${passed + failed + skipped} (${seconds} s)\n`;
  return failures.length === 0 ? line : `${line}${failures.map((failure) => `\n${indent(failure)}`).join('\n')}\n\n`;
}

export function shown(file: string | undefined): string {
  return file ? relative(repository, file) : 'tests';
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'failureType' in error ? error.failureType : undefined;
}

/** The error a test threw, without the runner's own frames. */
export function failureText(error: unknown): string {
  const thrown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : inspect(thrown);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*(node:internal|node:async_hooks)/.test(line))
    .join('\n');
}

export function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
