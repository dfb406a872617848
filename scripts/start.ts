import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@krok/store';
import { bookDemoPayments, seed } from './seed.ts';
import { logFile, startApplicationProcess } from './services/application-process.ts';
import { emptyDataFolder, openDataFolder, stopStrays, type DataFolder } from './services/data-folder.ts';
import { applicationEnvironment, signInsFile } from './services/environment.ts';
import { keepRunning, type Kept, type Startable } from './services/keep-running.ts';
import { dataFolder } from './services/locations.ts';
import { isPortFree, keptPort } from './services/ports.ts';
import { ensureDatabase, startPostgres } from './services/postgres.ts';
import { ServiceError } from './services/service-error.ts';
import { logTail } from './services/service-process.ts';
import { answers, startTemporal } from './services/temporal.ts';
import { startOptions, usage, type StartOptions } from './start-options.ts';
import { buildWeb } from './services/web-build.ts';

const applications = [
  { name: 'sandbox', script: 'apps/worker/src/sandbox-main.ts' },
  { name: 'worker', script: 'apps/worker/src/main.ts' },
  { name: 'api', script: 'apps/api/src/main.ts' },
];

// What runs, in the order of its start; it is stopped the other way round.
const running: Kept[] = [];
let folder: DataFolder | undefined;
let stopping = false;
let overwritten = false;
let silent = 0;
let started = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
try {
  const options = startOptions(process.argv.slice(2));
  if ('problem' in options) {
    process.stdout.write(`${options.problem ? `${options.problem}\n\n` : ''}${usage}`);
    process.exitCode = options.problem ? 2 : 0;
  } else await start(options);
} catch (error) {
  if (!stopping) {
    const known = error instanceof ServiceError;
    const usual = known || !(error instanceof Error) ? String(error) : (error.stack ?? error.message);
    say(`\n${known ? `${error.message}\n${error.advice}` : usual}`);
    await stop(1);
  }
}

async function start(options: StartOptions): Promise<void> {
  const since = Date.now();
  // The servers are sessions of their own and keep nobody alive; this process lives until a signal.
  setInterval(() => {}, 2 ** 30);
  folder = await openDataFolder(dataFolder(), say);
  if (options.reset) {
    say(`Deleting all data in ${folder.path} ...`);
    emptyDataFolder(folder);
  }
  await checkPort(options.port);

  const web = buildWeb(say);
  // A failure is reported where the build is awaited; until then it must not end the process.
  web.catch(() => {});
  const [databaseUrl, temporal] = await Promise.all([database(folder), temporalServer(folder)]);
  await migrate(databaseUrl);
  const environment = applicationEnvironment({
    dataFolder: folder.path,
    databaseUrl,
    ...temporal,
    port: options.port,
    sandboxSmtpPort: await keptPort(join(folder.path, 'sandbox-port')),
    sandboxHttpPort: await keptPort(join(folder.path, 'sandbox-http-port')),
  });
  const { empty, demoDays: days } = options;
  await seed(folder.path, { empty, days }, environment, { line: say, progress });
  await web;
  for (const { name, script } of applications) await runApplication(name, script, environment, folder);
  await Promise.race([healthy(options.port), ...running.map(failure)]);
  started = true;
  announce(options.port, since, folder);
  void keepBooking(folder, environment);
}

/** Banks book once a day; a look each hour finds that, and a clone that slept. */
async function keepBooking({ path }: DataFolder, environment: Record<string, string>): Promise<void> {
  while (!stopping) {
    await bookDemoPayments(path, environment).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 3_600_000).unref());
  }
}

async function database({ path }: DataFolder): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given) {
    say('PostgreSQL: the server of DATABASE_URL.');
    return given;
  }
  let url = '';
  await keep('postgres', async () => {
    const server = await startPostgres({ dataDir: join(path, 'postgres') });
    url = await ensureDatabase(server.url, 'krok');
    return server;
  });
  say('PostgreSQL: started.');
  return url;
}

async function temporalServer({ path }: DataFolder): Promise<{ temporalAddress: string; temporalNamespace: string }> {
  const temporalNamespace = process.env['TEMPORAL_NAMESPACE'] || 'krok';
  const given = process.env['TEMPORAL_ADDRESS'];
  if (given) {
    if (!(await answers(given, [temporalNamespace]))) {
      throw new ServiceError(
        'temporal-failed',
        `Expected the Temporal server of TEMPORAL_ADDRESS (${given}) to answer and to know the namespace "${temporalNamespace}", but it does not.`,
        'Check the address, or make the namespace: temporal operator namespace create.',
      );
    }
    say(`Temporal: the server of TEMPORAL_ADDRESS (${given}).`);
    return { temporalAddress: given, temporalNamespace };
  }
  let temporalAddress = '';
  await keep('temporal', async () => {
    const server = await startTemporal({
      dataDir: join(path, 'temporal'),
      namespaces: [temporalNamespace],
      report: say,
    });
    temporalAddress = server.address;
    return server;
  });
  say('Temporal: started.');
  return { temporalAddress, temporalNamespace };
}

async function runApplication(
  name: string,
  script: string,
  env: Record<string, string>,
  data: DataFolder,
): Promise<void> {
  await keep(name, () => startApplicationProcess(name, script, env, data));
}

async function keep(name: string, startOne: () => Promise<Startable>): Promise<void> {
  running.push(await keepRunning(name, startOne, { mayRestart: () => started && !stopping, report: say }));
}

/** Rejects if this process ends while the others are still starting. */
async function failure(kept: Kept): Promise<never> {
  await kept.died;
  const log = folder ? logFile(folder, kept.name) : '';
  throw new ServiceError(
    'process-failed',
    `Expected the process "${kept.name}" to run, but it ended. Its log (${log}) ends:\n${logTail(log)}`,
    'Start again; if it stays so, the log says why.',
  );
}

async function healthy(port: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => null,
    );
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new ServiceError(
    'process-failed',
    `Expected the API to be healthy on port ${port} within two minutes, but it is not.`,
    `Its log is ${folder ? logFile(folder, 'api') : ''}.`,
  );
}

async function checkPort(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  throw new ServiceError(
    'port-taken',
    `Expected port ${port} of 127.0.0.1 to be free for the web page, but another program listens there.`,
    `Choose another one: npm start -- --port ${port + 1}`,
  );
}

function announce(port: number, since: number, { path }: DataFolder): void {
  const file = signInsFile(path);
  say(`\nKrok is running at http://127.0.0.1:${port} (started in ${((Date.now() - since) / 1000).toFixed(1)} s).`);
  if (existsSync(file)) say(`\n${readFileSync(file, 'utf8').trim()}\n\nThese sign-ins are kept in ${file}.`);
  say(`Data and logs: ${path}. Ctrl-C stops everything.`);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  const told = running.length > 0;
  if (told) say('\nStopping ...');
  for (const kept of running.reverse())
    await kept.stop().catch((error: unknown) => say(`${kept.name}: ${String(error)}`));
  if (folder) {
    // Servers that were still starting.
    await stopStrays(folder);
    folder.lock.release();
    if (told) say('Stopped.');
  }
  process.exit(code);
}

/** On a terminal one line that changes; elsewhere one in ten. */
function progress(line: string): void {
  if (process.stdout.isTTY) {
    process.stdout.write(`\r\u001b[K${line.slice(0, Math.max(20, (process.stdout.columns || 80) - 1))}`);
    overwritten = true;
  } else if (silent++ % 10 === 0) say(line);
}

function say(line: string): void {
  if (overwritten) process.stdout.write('\n');
  overwritten = false;
  process.stdout.write(`${line}\n`);
}
