import { createActivities } from '@krok/activities';
import type { Channels } from '@krok/channels';
import type { Store } from '@krok/store';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createCaseCodec } from './codec/case-codec.ts';
import { startRelay } from './relay/relay.ts';

export interface WorkerSettings {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly bundle: WorkflowBundleWithSourceMap;
  readonly channels: Channels;
  readonly log: Logger;
  /** Workflows kept in memory; 0 forces a replay at every workflow task (tests). */
  readonly maxCachedWorkflows?: number;
}

export interface RunningWorker {
  readonly client: Client;
  stop(): Promise<void>;
  /** Rejects when the worker dies. */
  readonly ended: Promise<void>;
}

/** Hosts workflows and activities and runs the outbox relay, until stopped. */
export async function startWorker(store: Store, settings: WorkerSettings): Promise<RunningWorker> {
  const { temporalAddress: address, namespace, taskQueue } = settings;
  const dataConverter = {
    payloadCodecs: [
      createCaseCodec({
        caseKey: (caseId) => store.keys.caseKey(caseId),
        executableBytes: async (hash) => Buffer.from(await store.deployments.executable(hash)).toString(),
      }),
    ],
  };
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: settings.bundle,
    activities: createActivities({ store, channels: settings.channels }),
    dataConverter,
    maxConcurrentLocalActivityExecutions: 50,
    maxConcurrentActivityTaskExecutions: 50,
    shutdownGraceTime: '10 s',
    ...(settings.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: settings.maxCachedWorkflows }),
  });
  const ended = worker.run();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter });
  const relay = await startRelay(store, client, taskQueue, settings.log);
  return {
    client,
    ended,
    stop: async () => {
      await relay.stop();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
      await connection.close();
      await native.close();
    },
  };
}
