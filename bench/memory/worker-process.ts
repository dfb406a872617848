import { createChannels } from '@krok/channels';
import { openStore } from '@krok/store';
import { bundleWorkflows, startWorker } from '@krok/worker';

/** A worker that tells its resident memory after a collection, so that only what cases keep is counted. */
const env = (name: string): string => process.env[name] ?? '';
const store = openStore({ url: env('DATABASE_URL'), keysFolder: env('KROK_KEYS') });
await startWorker(
  { store, channels: createChannels({ smtpUrl: 'smtp://127.0.0.1:9' }) },
  {
    address: env('TEMPORAL_ADDRESS'),
    namespace: 'default',
    taskQueue: env('KROK_TASK_QUEUE'),
    bundle: await bundleWorkflows(),
    maxCachedWorkflows: 10_000,
  },
);
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ rss: process.memoryUsage.rss() });
});
process.send?.({ ready: true });
