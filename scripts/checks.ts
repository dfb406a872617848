import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './services/locations.ts';
import type { Totals } from './test-totals.ts';

interface Check {
  name: string;
  command: string;
  args: string[];
}

/** Lint, format and types; each check counts as one test. */
export async function runChecks(): Promise<Totals> {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  // One after the other: each of them uses all cores by itself.
  for (const check of checks()) {
    const started = Date.now();
    const { code, output } = await run(check);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (code === 0) totals.passed++;
    else totals.failed++;
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`);
    if (code !== 0) process.stdout.write(`${output.trimEnd()}\n\n`);
  }
  return totals;
}

function checks(): Check[] {
  const all = [
    { name: 'lint', command: 'oxlint', args: ['--deny-warnings', '.'] },
    { name: 'format', command: 'biome', args: ['format', '.'] },
    { name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
    // Without the types of Node or a browser: what they declare does not exist for the pure core.
    { name: 'types of the pure core', command: 'tsc', args: ['-p', 'tsconfig.pure.json'] },
  ];
  const web = 'apps/web/tsconfig.json';
  if (existsSync(join(repository, web))) all.push({ name: 'types of web', command: 'tsc', args: ['-p', web] });
  return all;
}

function run({ command, args }: Check): Promise<{ code: number; output: string }> {
  const child = spawn(join(repository, 'node_modules', '.bin', command), args, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: `${command}: ${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
