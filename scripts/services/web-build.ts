import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './locations.ts';
import { ServiceError } from './service-error.ts';

const web = join(repository, 'apps', 'web');
const stamp = join(web, 'dist', '.built-from');

/** Builds the web page unless it is already built from these very sources. */
export async function buildWeb(report: (line: string) => void): Promise<void> {
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  report('Building the web page ...');
  const vite = spawn(process.execPath, [join(repository, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
    cwd: web,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => vite.kill();
  process.once('exit', end);
  let output = '';
  for (const stream of [vite.stdout, vite.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = `${output}${text}`.slice(-8_000)));
  }
  const code = await new Promise((resolve) => vite.once('error', resolve).once('close', resolve));
  process.off('exit', end);
  if (code !== 0) {
    throw new ServiceError(
      'process-failed',
      `Expected the web page to build, but it did not:\n${output.trim()}`,
      'Run npm test for the cause.',
    );
  }
  writeFileSync(stamp, hash);
}

/** Over everything the page may be built from: its own files, the packages and the locked dependencies. */
function sourceHash(): string {
  const hash = createHash('sha256');
  const files = globSync(['apps/web/**/*', 'packages/**/*.{ts,tsx,json,css,svg}', 'package-lock.json'], {
    cwd: repository,
    exclude: (path) => /(^|\/)(node_modules|dist|test)$/.test(path),
  }).sort();
  for (const file of files) {
    const path = join(repository, file);
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}
