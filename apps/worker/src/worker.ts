import { type ActivityDependencies, createActivities } from '@krok/activities';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { caseDataConverter } from './codec/case-data-converter.ts';

export interface WorkerSettings {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly bundle: WorkflowBundleOption;
  /** Workflows kept in memory; 0 forces a replay at every workflow task (tests). */
  readonly maxCachedWorkflows?: number;
  /** How long a task waits for the worker that has its workflow in memory before any other gets it; default 5 s. */
  readonly stickyFor?: '1 s';
}

export interface RunningWorker {
  stop(): Promise<void>;
  /** Resolves after `stop`, rejects when the worker dies. */
  readonly ended: Promise<void>;
}

/** Hosts the workflows and activities of one task queue until stopped. */
export async function startWorker(
  dependencies: ActivityDependencies,
  settings: WorkerSettings,
): Promise<RunningWorker> {
  const connection = await NativeConnection.connect({ address: settings.address });
  const worker = await Worker.create({
    connection,
    namespace: settings.namespace,
    taskQueue: settings.taskQueue,
    workflowBundle: settings.bundle,
    activities: createActivities(dependencies),
    dataConverter: caseDataConverter(dependencies.store),
    maxConcurrentLocalActivityExecutions: 50,
    maxConcurrentActivityTaskExecutions: 50,
    shutdownGraceTime: '10 s',
    // A task that never ends must not keep a stopping process alive: the log makes an abrupt end harmless.
    shutdownForceTime: '30 s',
    // After a crash each case waits so long before another worker takes it up.
    stickyQueueScheduleToStartTimeout: settings.stickyFor ?? '5 s',
    ...(settings.maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows: settings.maxCachedWorkflows }),
  });
  const ended = worker.run().finally(() => connection.close());
  return {
    ended,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
