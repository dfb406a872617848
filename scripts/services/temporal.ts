import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { forgetProcess, noteProcess, stopLeftover } from './leftover-process.ts';
import { keptPort } from './ports.ts';
import { ServiceError } from './service-error.ts';
import { logTail, plainEnvironment, startServiceProcess, type ServiceProcess } from './service-process.ts';
import { temporalBinary } from './temporal-binary.ts';

export interface TemporalOptions {
  /** Folder of this server alone: SQLite file, port and log are kept there. Made when missing. */
  dataDir: string;
  /** Fixed port; otherwise a free one, kept in the folder for the next start. */
  port?: number;
  /** Namespaces to make besides `default`. */
  namespaces?: string[];
  /** False keeps everything in memory, for tests that never restart the server. Default true. */
  durable?: boolean;
  /** Told what is being done while the binary is fetched or built, which may take minutes. */
  report?: (line: string) => void;
}

export interface TemporalService {
  /** host:port of the front end. */
  address: string;
  pid: number;
  exited: Promise<unknown>;
  stop(): Promise<void>;
  /** kill -9, for crash tests; `startTemporal` with the same folder goes on from its SQLite file. */
  kill(): Promise<void>;
}

/** Starts a Temporal development server on 127.0.0.1, without its web page. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalService> {
  const { dataDir, namespaces = [] } = options;
  const { path: binary } = await temporalBinary(options.report ?? (() => {}));
  // Histories are encrypted, but who pays late is nobody's business.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  await stopLeftover(dataDir, 'temporal', 'SIGTERM');

  const logFile = join(dataDir, 'server.log');
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await keptPort(join(dataDir, 'port')));
    const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port)];
    args.push('--log-level', 'warn', ...namespaces.flatMap((name) => ['--namespace', name]));
    if (options.durable ?? true) {
      args.push('--db-filename', join(dataDir, 'temporal.db'));
      // Several times faster than the default journal, and a crash still loses nothing.
      args.push('--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=full');
    }
    const server = await startServiceProcess({ command: binary, args, logFile, env: plainEnvironment() });
    noteProcess(dataDir, 'temporal', server.pid);
    const address = `127.0.0.1:${port}`;
    if (await isReady(server, address, ['default', ...namespaces])) return service(server, address, dataDir);
    if (attempt === 3) throw failed(address, logFile);
    await delay(500);
  }
}

/** Waits until the front end knows the namespaces; false when the server ended instead. */
async function isReady(server: ServiceProcess, address: string, namespaces: string[]): Promise<boolean> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline && !server.exit) {
    if (await answers(address, namespaces)) return true;
    await delay(100);
  }
  await server.stop('SIGTERM', 5_000);
  return false;
}

/** Whether a Temporal front end at `address` answers and knows the namespaces. */
export async function answers(address: string, namespaces: string[]): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      for (const namespace of namespaces) {
        await connection.withDeadline(Date.now() + 2_000, () =>
          connection.workflowService.describeNamespace({ namespace }),
        );
      }
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

function service(server: ServiceProcess, address: string, dataDir: string): TemporalService {
  const end = async (signal: NodeJS.Signals) => {
    await server.stop(signal, 15_000);
    forgetProcess(dataDir, 'temporal');
  };
  return { address, pid: server.pid, exited: server.exited, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function failed(address: string, logFile: string): ServiceError {
  return new ServiceError(
    'temporal-failed',
    `Expected a Temporal server to answer on ${address}, but it did not start. Its log (${logFile}) ends:\n${logTail(logFile)}`,
    'Set TEMPORAL_ADDRESS to use a server of your own.',
  );
}
