import { fork } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { polishCalendar } from '@krok/calendar';
import { migrate, openStore, type Store } from '@krok/store';
import { connectClient, startRelay } from '@krok/worker';
import { freshDatabase } from '../scripts/services/test-services.ts';
import { startTemporal } from '../scripts/services/temporal.ts';
import { deployMeasured } from './memory/measured-process.ts';

/**
 * What an open, idle case costs: worker memory while cached, bytes stored in Temporal's database and in PostgreSQL. Each
 * case waits at a user task and a 30-day timer.
 */
const CASES = Number(process.env['CASES'] ?? 1000);
const WARM_UP = 100;

const folder = await mkdtemp(join(tmpdir(), 'krok-memory-'));
const temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
const url = await freshDatabase('memory');
await migrate(url);
const keys = join(folder, 'keys');
const store = openStore({ url, keysFolder: keys });
const organisationId = await store.organisations.create({
  name: 'Bench',
  clock: { mode: 'real' },
  zone: 'Europe/Warsaw',
  calendar: polishCalendar(2020, 2035),
  sendingEnabled: true,
});
await deployMeasured(store, organisationId);
const taskQueue = 'memory';
const worker = fork(fileURLToPath(new URL('./memory/worker-process.ts', import.meta.url)), {
  execArgv: ['--expose-gc'],
  env: {
    ...process.env,
    DATABASE_URL: url,
    KROK_KEYS: keys,
    TEMPORAL_ADDRESS: temporal.address,
    KROK_TASK_QUEUE: taskQueue,
  },
});
await answer<{ ready: true }>();
const client = await connectClient(store, temporal.address, 'default');
const relay = await startRelay(store, client, { taskQueue, log: pino({ level: 'silent' }) });

await open(store, WARM_UP);
const before = await measure();
await open(store, CASES);
const after = await measure();
const per = (key: keyof typeof before): number => Math.round((after[key] - before[key]) / CASES / 102.4) / 10;
const figures = {
  cases: CASES,
  workerKbPerCachedCase: per('rss'),
  temporalKbPerOpenCase: per('temporal'),
  postgresKbPerOpenCase: per('postgres'),
  historyEventsPerIdleCase: await historyEvents(),
};
console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);

await relay.stop();
worker.kill('SIGKILL');
await client.connection.close();
await store.close();
await temporal.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

async function open(on: Store, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await on.cases.create({
      organisationId,
      processId: 'measured',
      variables: { invoice: `FV/${n}`, amount: 123_456, debtor: 'd-1' },
    });
  }
  for (;;) {
    const rest = await on.clock.atRest(organisationId);
    if (rest.atRest) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function measure(): Promise<{ rss: number; temporal: number; postgres: number }> {
  worker.send('measure');
  const { rss } = await answer<{ rss: number }>();
  const files = ['temporal.db', 'temporal.db-wal'].map((name) => join(folder, 'temporal', name));
  const stored = files.reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0);
  return { rss, temporal: stored, postgres: await databaseBytes() };
}

async function databaseBytes(): Promise<number> {
  const { default: pg } = await import('pg');
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  const { rows } = await connection.query<{ size: string }>('select pg_database_size(current_database()) as size');
  await connection.end();
  return Number(rows[0]?.size ?? 0);
}

async function historyEvents(): Promise<number> {
  const [any] = await store.cases.list({ organisationId, limit: 1 });
  if (!any) return 0;
  return Number((await client.workflow.getHandle(`case:${any.id}`).describe()).historyLength);
}

function answer<T>(): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: T) => resolve(message));
    worker.once('exit', () => reject(new Error('Expected an answer of the worker but it ended.')));
  });
}
