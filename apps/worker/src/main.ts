import { join } from 'node:path';
import { createChannels } from '@krok/channels';
import { caseBounds, openStore } from '@krok/store';
import { pino } from 'pino';
import { workflowBundle } from './bundle.ts';
import { channelSettings } from './channel-settings.ts';
import { connectClient } from './connect-client.ts';
import { startHeartbeat } from './heartbeat.ts';
import { startAttendant } from './attend/attendant.ts';
import { startRelay } from './relay/relay.ts';
import { startWorker } from './worker.ts';

/** The worker process: a Temporal worker and the outbox relay, from the environment, until SIGINT or SIGTERM. */
const log = pino({ name: 'worker' });

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  log.fatal(`Expected the environment variable ${name} but it is not set.`);
  process.exit(2);
}

const address = required('TEMPORAL_ADDRESS');
const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'default';
const taskQueue = process.env['KROK_TASK_QUEUE'] ?? 'krok';
const bounds = caseBounds(process.env);
const store = openStore({
  url: required('DATABASE_URL'),
  keysFolder: join(required('KROK_DATA'), 'keys'),
  ...bounds,
});
const channels = createChannels(channelSettings(process.env, required('KROK_DATA'), required('KROK_SMTP_URL')));
const worker = await startWorker(
  { store, channels, ...bounds },
  { address, namespace, taskQueue, bundle: await workflowBundle() },
);
const client = await connectClient(store, address, namespace);
await store.daily.wakeAll();
const relay = await startRelay(store, client, { taskQueue, log });
const attendant = startAttendant({ store, client, taskQueue, log });
const heartbeat = startHeartbeat(store, client, {
  channels,
  sandboxPorts: {
    mail: process.env['KROK_SANDBOX_SMTP_PORT'],
    receivers: process.env['KROK_SANDBOX_HTTP_PORT'],
  },
});
log.info('worker ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await heartbeat.stop();
  await attendant.stop();
  await relay.stop();
  await worker.stop();
  await client.connection.close();
  await channels.letters?.close();
  await store.close();
  log.info('worker stopped');
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
worker.ended.catch((error: unknown) => {
  log.fatal({ error }, 'worker failed');
  process.exit(1);
});
