import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase, startPostgres } from './postgres.ts';
import type { TemporalService } from './temporal.ts';

export interface TestServices {
  /** Superuser URL of a PostgreSQL 18; make a database of your own with `freshDatabase`. */
  databaseAdminUrl: string;
  /** host:port of a Temporal server; use the namespace `default` and a task queue of your own. */
  temporalAddress: string;
}

let databases: Promise<string> | undefined;
let temporal: Promise<string> | undefined;

/**
 * The servers of the integration tests: those of the test runner (`KROK_TEST_DATABASE_URL`,
 * `KROK_TEST_TEMPORAL_ADDRESS`), else started for this process alone. They end, and their data goes, with the process,
 * even when it is killed.
 */
export async function testServices(): Promise<TestServices> {
  const [databaseAdminUrl, temporalAddress] = await Promise.all([testDatabases(), testTemporal()]);
  return { databaseAdminUrl, temporalAddress };
}

/**
 * For the test runner: starts one server of each kind for all suites and hands them on by environment variables, unless
 * those are set already. Gives the function that stops them.
 */
export async function startTestServices(report: (line: string) => void): Promise<() => Promise<void>> {
  const running: { stop(): Promise<void> }[] = [];
  if (!process.env['KROK_TEST_DATABASE_URL']) {
    const dataDir = temporaryFolder('postgres');
    const server = await startPostgres({ dataDir, durable: false });
    endWithThisProcess(server.pid, dataDir);
    process.env['KROK_TEST_DATABASE_URL'] = server.url;
    running.push(server);
  }
  if (!process.env['KROK_TEST_TEMPORAL_ADDRESS']) {
    const dataDir = temporaryFolder('temporal');
    const server = await temporalFor(dataDir, report);
    endWithThisProcess(server.pid, dataDir);
    process.env['KROK_TEST_TEMPORAL_ADDRESS'] = server.address;
    running.push(server);
  }
  return async () => {
    for (const server of running.reverse()) await server.stop();
  };
}

/**
 * URL of a new database of this suite's own: empty, or a copy of the runner's (`KROK_TEST_DATABASE_TEMPLATE`), which has this
 * release's schema and no rows. Starts PostgreSQL only, if need be.
 */
export async function freshDatabase(label = 'suite'): Promise<string> {
  const name = `krok_${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}_${randomBytes(5).toString('hex')}`;
  return ensureDatabase(await testDatabases(), name, process.env['KROK_TEST_DATABASE_TEMPLATE']);
}

/** Only the PostgreSQL part of `testServices`. */
export function testDatabases(): Promise<string> {
  databases ??= given('KROK_TEST_DATABASE_URL') ?? ownPostgres();
  return databases;
}

/** Only the Temporal part of `testServices`. */
export function testTemporal(): Promise<string> {
  temporal ??= given('KROK_TEST_TEMPORAL_ADDRESS') ?? ownTemporal();
  return temporal;
}

/** A temporary folder that the PostgreSQL account may enter. It is not removed. */
export function temporaryFolder(label: string): string {
  const folder = mkdtempSync(join(tmpdir(), `krok-${label}-`));
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * Kills the process `pid` and removes `folder` once this process is gone, however it ended: a shell of its own session
 * reads from a pipe whose other end closes with us.
 */
export function endWithThisProcess(pid: number, folder: string): void {
  const script =
    'cat >/dev/null; kill -9 "$1" 2>/dev/null; sleep 0.3; rm -rf -- "$2" 2>/dev/null || { sleep 2; rm -rf -- "$2"; }';
  const reaper = spawn('sh', ['-c', script, 'reaper', String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  reaper.unref();
  // A pipe of a child keeps the event loop alive like the child itself.
  const { stdin } = reaper;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
}

function given(name: string): Promise<string> | undefined {
  const value = process.env[name];
  return value ? Promise.resolve(value) : undefined;
}

async function ownPostgres(): Promise<string> {
  const dataDir = temporaryFolder('postgres');
  const server = await startPostgres({ dataDir, durable: false });
  endWithThisProcess(server.pid, dataDir);
  return server.url;
}

async function ownTemporal(): Promise<string> {
  const dataDir = temporaryFolder('temporal');
  const server = await temporalFor(dataDir, (line) => process.stderr.write(`${line}\n`));
  endWithThisProcess(server.pid, dataDir);
  return server.address;
}

/** Its client is read when a server is started: most suites are given one, or need PostgreSQL only. */
async function temporalFor(dataDir: string, report: (line: string) => void): Promise<TemporalService> {
  const { startTemporal } = await import('./temporal.ts');
  return startTemporal({ dataDir, durable: false, report });
}
