import { createHash, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { forgetProcess, noteProcess, stopLeftover } from './leftover-process.ts';
import { keptPort } from './ports.ts';
import { mayAccess, postgresAccount, type Account } from './postgres-account.ts';
import { commonFolder, postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { ServiceError } from './service-error.ts';
import { logTail, plainEnvironment, startServiceProcess, type ServiceProcess } from './service-process.ts';

export interface PostgresOptions {
  /** Folder of this server alone: cluster, password, port and log are kept there. Made when missing. */
  dataDir: string;
  /** Fixed port; otherwise a free one, kept in the folder for the next start. */
  port?: number;
  /** False gives speed for tests: a crash of the machine (not of the server) may lose data. Default true. */
  durable?: boolean;
}

export interface PostgresService {
  /** Superuser URL of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  exited: Promise<unknown>;
  /** Fast shutdown: open transactions are rolled back, everything is written. */
  stop(): Promise<void>;
  /** kill -9 of the server, for crash tests; `startPostgres` with the same folder recovers. */
  kill(): Promise<void>;
}

/** Starts PostgreSQL 18 on 127.0.0.1; the cluster is made at the first start and recovered after a crash. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresService> {
  const account = postgresAccount();
  const binaries = await postgresBinaries(account);
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  if (account) chmodSync(dataDir, 0o711);
  const cluster = join(clusterParent(dataDir, account), 'cluster');
  const durable = options.durable ?? true;
  const password = keptPassword(join(dataDir, 'password'));

  await stopLeftover(dataDir, 'postgres', 'SIGINT');
  if (!existsSync(cluster)) makeCluster(cluster, binaries, account, password, durable);
  checkVersion(cluster);

  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await keptPort(join(dataDir, 'port')));
    const url = `postgres://krok:${password}@127.0.0.1:${port}/postgres`;
    const logFile = join(dataDir, 'server.log');
    const server = await launch(binaries.postgres, cluster, port, durable, logFile, account);
    noteProcess(dataDir, 'postgres', server.pid);
    if (await isReady(server, url)) return service(server, url, port, dataDir);
    if (attempt === 5) throw failed(port, logFile);
    // A port taken in between, or backends of a killed server that are still ending.
    await delay(500);
  }
}

/** Creates the database unless it exists; gives its URL. */
export async function ensureDatabase(adminUrl: string, name: string, template?: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    const copy = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : '';
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${copy}`);
  } finally {
    await client.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Where `startPostgres` keeps the cluster of a data folder that the postgres account can't enter (root's home). */
export function outsideCluster(dataDir: string): string {
  return join(commonFolder, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
}

function clusterParent(dataDir: string, account: Account | undefined): string {
  if (existsSync(join(dataDir, 'cluster')) || mayAccess(account, '-x', dataDir)) return dataDir;
  const outside = outsideCluster(dataDir);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  return outside;
}

function keptPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** initdb works in a folder beside the final one, so that an interrupted run leaves nothing that looks finished. */
function makeCluster(
  cluster: string,
  { initdb }: PostgresBinaries,
  account: Account | undefined,
  password: string,
  durable: boolean,
): void {
  const unfinished = `${cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(unfinished, '..', 'initdb-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  try {
    const { status, stdout, stderr, error } = spawnSync(
      initdb,
      [
        `--pgdata=${unfinished}`,
        '--username=krok',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Sorting that is the same on every machine; a query that sorts for people names a collation.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(durable ? [] : ['--no-sync']),
      ],
      { cwd: '/', encoding: 'utf8', env: plainEnvironment({ LC_ALL: 'C' }), ...account },
    );
    if (status !== 0) {
      throw new ServiceError(
        'postgres-failed',
        `Expected initdb to make a PostgreSQL cluster in ${dirname(cluster)}, but it failed: ${error ?? `${stdout}${stderr}`.trim()}`,
        'Check that the folder can be written, or set DATABASE_URL to a server of your own.',
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}

function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== '18') {
    throw new ServiceError(
      'postgres-version',
      `Expected a PostgreSQL 18 cluster in ${cluster}, but it was made by version ${version}.`,
      'Dump it with that version and restore it, or start anew with npm start -- --reset.',
    );
  }
}

function launch(
  postgres: string,
  cluster: string,
  port: number,
  durable: boolean,
  logFile: string,
  account: Account | undefined,
): Promise<ServiceProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = ['-D', cluster, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  return startServiceProcess({ command: postgres, args, logFile, env: plainEnvironment({ LC_ALL: 'C' }), account });
}

/** Waits until the server answers; false when it ended instead. Recovery after a crash may take a while. */
async function isReady(server: ServiceProcess, url: string): Promise<boolean> {
  for (let waited = 0; waited < 120_000 && !server.exit; waited += 50) {
    const client = new pg.Client({ connectionString: url });
    // A connection that breaks while the server starts is one more reason to try again, never a crash.
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('SELECT 1');
      return true;
    } catch {
      await delay(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
  await server.stop('SIGQUIT', 5_000);
  return false;
}

function service(server: ServiceProcess, url: string, port: number, dataDir: string): PostgresService {
  const end = async (signal: NodeJS.Signals) => {
    await server.stop(signal, 30_000);
    forgetProcess(dataDir, 'postgres');
  };
  return { url, port, pid: server.pid, exited: server.exited, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
}

function failed(port: number, logFile: string): ServiceError {
  return new ServiceError(
    'postgres-failed',
    `Expected PostgreSQL to answer on 127.0.0.1:${port}, but it did not start. Its log (${logFile}) ends:\n${logTail(logFile)}`,
    'Set DATABASE_URL to use a server of your own.',
  );
}
