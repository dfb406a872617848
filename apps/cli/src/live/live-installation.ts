import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels, startSandbox, startSandboxReceivers } from '@krok/channels';
import { migrate, openStore, type Store } from '@krok/store';
import { channelSettings, connectClient, startRelay, startWorker, workflowBundle } from '@krok/worker';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { keptDatabase } from '../../../../scripts/services/running-installation.ts';
import { freshDatabase, testServices } from '../../../../scripts/services/test-services.ts';

export interface LiveInstallation {
  readonly store: Store;
  close(): Promise<void>;
}

/** The installation that `npm start` runs here: its worker does the work. */
export function runningInstallation(): LiveInstallation {
  const { url, keysFolder } = keptDatabase();
  const store = openStore({ url, keysFolder, maxConnections: 4 });
  return { store, close: () => store.close() };
}

/** PostgreSQL, Temporal, sandboxes, a worker and a relay of its own in a temporary folder; nothing of it remains. */
export async function temporaryInstallation(): Promise<LiveInstallation> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = await mkdtemp(join(tmpdir(), 'krok-live-'));
  const [{ temporalAddress: address }, url] = await Promise.all([testServices(), freshDatabase('live')]);
  await migrate(url);
  const store = openStore({ url, keysFolder: join(folder, 'keys') });
  await mkdir(join(folder, 'sandbox-mail'));
  const mails = await startSandbox({ folder: join(folder, 'sandbox-mail'), port: 0 });
  const receivers = await startSandboxReceivers({ dataFolder: folder, port: 0 });
  const environment = {
    KROK_SANDBOX_SMTP_PORT: String(mails.port),
    KROK_SANDBOX_HTTP_PORT: String(receivers.port),
  };
  const channels = createChannels(channelSettings(environment, folder, `smtp://127.0.0.1:${mails.port}`));
  const taskQueue = `live-${process.pid}`;
  const bundle = await workflowBundle();
  const worker = await startWorker({ store, channels }, { address, namespace: 'default', taskQueue, bundle });
  const client = await connectClient(store, address, 'default');
  const log = pino({ level: process.env['KROK_LOG_LEVEL'] ?? 'silent' }, pino.destination(2));
  const relay = await startRelay(store, client, { taskQueue, log });
  return {
    store,
    close: async () => {
      await relay.stop();
      await worker.stop();
      await client.connection.close();
      await channels.letters?.close();
      await mails.close();
      await receivers.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
