import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels } from '@krok/channels';
import { migrate, openStore } from '@krok/store';
import { connectClient, startRelay, startWorker, workflowBundle } from '@krok/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { UsageError } from '../errors.ts';
import type { Driver } from './driver.ts';
import { TemporalSession } from './temporal-session.ts';

/**
 * The real parts: PostgreSQL (`DATABASE_URL`, a database of its own), a Temporal server (`TEMPORAL_ADDRESS`), a worker
 * and a relay in this process. Every case gets an organisation of its own with a manual clock and external jobs.
 */
export async function openTemporalDriver(): Promise<Driver> {
  const url = required('DATABASE_URL');
  const address = required('TEMPORAL_ADDRESS');
  const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'default';
  Runtime.install({ logger: new DefaultLogger('WARN') });
  await migrate(url);
  const keysFolder = await mkdtemp(join(tmpdir(), 'krok-conformance-keys-'));
  const store = openStore({ url, keysFolder });
  const taskQueue = `conformance-${process.pid}-${Date.now()}`;
  const log = pino({ level: process.env['KROK_LOG_LEVEL'] ?? 'silent' }, pino.destination(2));
  // No case here sends anything: sending stays off, and the address leads nowhere.
  const channels = createChannels({ smtpUrl: 'smtp://127.0.0.1:9' });
  const worker = await startWorker(
    { store, channels },
    { address, namespace, taskQueue, bundle: await workflowBundle() },
  );
  const client = await connectClient(store, address, namespace);
  const relay = await startRelay(store, client, { taskQueue, log });
  return {
    name: 'temporal',
    atOnce: 6,
    openSession: () => TemporalSession.open(store),
    close: async () => {
      await relay.stop();
      await worker.stop();
      await client.connection.close();
      await store.close();
      await rm(keysFolder, { recursive: true, force: true });
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new UsageError(`Expected the environment variable ${name} for the driver "temporal" but it is not set.`);
}
