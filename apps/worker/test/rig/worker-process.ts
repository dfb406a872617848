import { createChannels } from '@krok/channels';
import { openStore, type Store } from '@krok/store';
import { workflowBundle } from '../../src/bundle.ts';
import { startWorker } from '../../src/worker.ts';

/**
 * A worker of its own process that a test can kill or freeze at an exact point. `KROK_TEST_FAULT` is `when:seq:how`: `after` or `before` the
 * commit that holds step `seq`, `kill` (SIGKILL) or `stop` (SIGSTOP, the test continues it).
 */
const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Expected ${name} but it is not set.`);
  return value;
};

function withFault(store: Store, fault: string | undefined): Store {
  if (!fault) return store;
  const [when, seq, how] = fault.split(':');
  let done = false;
  const strike = async (steps: readonly { readonly seq: number }[]): Promise<void> => {
    if (done || !steps.some((step) => step.seq === Number(seq))) return;
    done = true;
    await new Promise<void>((resolve) => process.send?.({ kind: 'fault' }, () => resolve()));
    process.kill(process.pid, how === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  };
  return {
    ...store,
    log: {
      ...store.log,
      commitSteps: async (request) => {
        if (when === 'before') await strike(request.steps);
        const answer = await store.log.commitSteps(request);
        if (when === 'after') await strike(request.steps);
        return answer;
      },
    },
  };
}

const store = openStore({ url: env('DATABASE_URL'), keysFolder: env('KROK_KEYS') });
const worker = await startWorker(
  {
    store: withFault(store, process.env['KROK_TEST_FAULT']),
    channels: createChannels({ smtpUrl: process.env['KROK_SMTP_URL'] ?? 'smtp://127.0.0.1:9' }),
    ...(process.env['KROK_TEST_MOST_VARIABLES'] && { mostVariables: Number(process.env['KROK_TEST_MOST_VARIABLES']) }),
  },
  {
    address: env('TEMPORAL_ADDRESS'),
    namespace: 'default',
    taskQueue: env('KROK_TASK_QUEUE'),
    bundle: await workflowBundle(),
    stickyFor: '1 s',
    ...(process.env['KROK_TEST_CACHE'] ? { maxCachedWorkflows: Number(process.env['KROK_TEST_CACHE']) } : {}),
  },
);
process.send?.({ kind: 'ready' });
process.once(
  'SIGTERM',
  () =>
    void worker
      .stop()
      .then(() => store.close())
      .then(() => process.exit(0)),
);
