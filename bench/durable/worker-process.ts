import { fileURLToPath } from 'node:url';
import { createChannels } from '@krok/channels';
import { openStore } from '@krok/store';
import { bundleWorkflows, startWorker } from '@krok/worker';
import { bundleWorkflowCode } from '@temporalio/worker';

/** A worker of the product's workflows, or with `KROK_BENCH_HAND_WRITTEN` of the one written by hand; tells its CPU time. */
const env = (name: string): string => process.env[name] ?? '';
const store = openStore({ url: env('DATABASE_URL'), keysFolder: env('KROK_KEYS') });
const bundle =
  env('KROK_BENCH_HAND_WRITTEN') === ''
    ? await bundleWorkflows()
    : await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./hand-written.ts', import.meta.url)) });
await startWorker(
  { store, channels: createChannels({ smtpUrl: 'smtp://127.0.0.1:9' }) },
  { address: env('TEMPORAL_ADDRESS'), namespace: 'default', taskQueue: env('KROK_TASK_QUEUE'), bundle },
);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1_000 });
});
process.send?.({ ready: true });
