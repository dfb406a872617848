import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder, repository } from './locations.ts';
import { takeLock } from './lock-file.ts';
import { ServiceError } from './service-error.ts';

/** The newest Temporal CLI that `go install` can build: later ones carry a `replace` in their go.mod. */
const version = '1.5.1';

export interface TemporalBinary {
  path: string;
  origin: 'PATH' | 'cache' | 'download' | 'go install';
}

/**
 * The `temporal` command line program: on PATH, in the cache, downloaded by the SDK, or built with Go into the cache.
 * `report` is told the way taken and, while it lasts, that it goes on.
 */
export async function temporalBinary(report: (line: string) => void): Promise<TemporalBinary> {
  const onPath = findOnPath('temporal');
  if (onPath) return { path: onPath, origin: 'PATH' };
  const folder = join(cacheFolder(), `temporal-${version}`);
  const cached = join(folder, 'temporal');
  if (existsSync(cached)) return { path: cached, origin: 'cache' };

  mkdirSync(folder, { recursive: true });
  const lock = await takeLock(join(folder, 'lock.json'), () =>
    report(`Waiting for another start that is fetching Temporal into ${folder} ...`),
  );
  try {
    if (existsSync(cached)) return { path: cached, origin: 'cache' };
    if (await download(cached, report)) return { path: cached, origin: 'download' };
    if (await build(folder, cached, report)) return { path: cached, origin: 'go install' };
  } finally {
    lock.release();
  }
  throw new ServiceError(
    'no-temporal',
    'Expected a Temporal server, but there is none: no TEMPORAL_ADDRESS, no "temporal" on PATH or in the cache, no download, no Go to build it.',
    'Install the Temporal CLI (https://docs.temporal.io/cli) or Go 1.25 or later, or set TEMPORAL_ADDRESS to a server of your own.',
  );
}

function findOnPath(name: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (!folder) continue;
    try {
      const path = join(folder, name);
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The SDK's own download, given 20 s to connect: a machine without a way out must not wait longer. */
async function download(target: string, report: (line: string) => void): Promise<boolean> {
  try {
    await fetch('https://temporal.download/', { method: 'HEAD', signal: AbortSignal.timeout(20_000) });
  } catch {
    report('Temporal: its download site does not answer; going on without it.');
    return false;
  }
  report('Temporal: downloading the development server (about 60 MB) ...');
  const script = join(repository, 'scripts', 'services', 'temporal-download.ts');
  const fetched = spawnSync(process.execPath, [script, version, `${target}.download`], {
    encoding: 'utf8',
    timeout: 600_000,
  });
  const path = fetched.stdout?.trim();
  if (fetched.status !== 0 || !path || !runs(path)) {
    report(`Temporal: the download failed (${fetched.stderr?.trim().split('\n').at(-1) ?? 'no answer'}); going on.`);
    return false;
  }
  renameSync(path, target);
  return true;
}

async function build(folder: string, target: string, report: (line: string) => void): Promise<boolean> {
  const go = findOnPath('go');
  if (!go) return false;
  report(`Temporal: building v${version} with Go into ${folder}; about 6 minutes on 2 cores, once only.`);
  const unfinished = join(folder, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  const started = Date.now();
  const child = spawn(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${version}`], {
    cwd: folder,
    env: { ...process.env, GOBIN: unfinished },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // What is built so far is in Go's own cache: the next start goes on from there.
  const end = () => child.kill();
  process.once('exit', end);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(-4_000)));
  const progress = setInterval(() => {
    report(`Temporal: still building (${Math.round((Date.now() - started) / 1000)} s) ...`);
  }, 20_000);
  const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  clearInterval(progress);
  process.off('exit', end);
  const built = join(unfinished, 'temporal');
  if (code !== 0 || !runs(built)) {
    report(`Temporal: the build failed.\n${errors.trim()}`);
    return false;
  }
  renameSync(built, target);
  rmSync(unfinished, { recursive: true, force: true });
  report(`Temporal: built in ${Math.round((Date.now() - started) / 1000)} s.`);
  return true;
}

function runs(path: string): boolean {
  return spawnSync(path, ['--version']).status === 0;
}
