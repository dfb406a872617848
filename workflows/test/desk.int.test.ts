import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DeskActivities, PlannedWork } from '@krok/activities';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { testTemporal } from '../../scripts/services/test-services.ts';
import type { desk } from '../src/index.ts';
import { deskWorkflowId, wake } from '../src/messages.ts';

/** What a desk finds behind its two activities; every call is noted. */
interface Office {
  readonly calls: string[];
  plan(at: number | null): PlannedWork;
  perform(bundleId: string): Awaited<ReturnType<DeskActivities['performBundle']>>;
}

const REAL = { mode: 'real' } as const;
const QUIET: PlannedWork = { ready: [], wakeAt: null, clock: REAL };

describe('the desk', () => {
  const offices = new Map<string, Office>();
  const taskQueue = `desk-${crypto.randomUUID()}`;
  let client: Client;
  let native: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;
  let bundle: Awaited<ReturnType<typeof bundleWorkflowCode>>;

  before(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const address = await testTemporal();
    client = new Client({ connection: await Connection.connect({ address }) });
    native = await NativeConnection.connect({ address });
    bundle = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../src/desk.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    });
    const activities: DeskActivities = {
      async planActs({ deskKey, at }) {
        const office = officeOf(deskKey);
        office.calls.push(`plan ${at}`);
        return office.plan(at);
      },
      async performBundle({ bundleId }) {
        const office = officeOf(bundleId.split('/')[0] ?? '');
        office.calls.push(`perform ${bundleId.split('/')[1]}`);
        return office.perform(bundleId);
      },
    };
    worker = await Worker.create({
      connection: native,
      taskQueue,
      workflowBundle: bundle,
      activities,
      maxCachedWorkflows: 20,
    });
    running = worker.run();
  });

  after(async () => {
    worker.shutdown();
    await running;
    await native.close();
    await client.connection.close();
  });

  function officeOf(deskKey: string): Office {
    const office = offices.get(deskKey);
    if (!office) throw new Error(`Expected an office for ${deskKey}`);
    return office;
  }

  function office(
    plan: Office['plan'],
    perform: Office['perform'] = () => 'delivered',
  ): { deskKey: string; calls: string[] } {
    const deskKey = crypto.randomUUID();
    const calls: string[] = [];
    offices.set(deskKey, { calls, plan, perform });
    return { deskKey, calls };
  }

  function wakeUp(deskKey: string, at: number): Promise<WorkflowHandle<typeof desk>> {
    return client.workflow.signalWithStart<typeof desk, [{ at: number }]>('desk', {
      workflowId: deskWorkflowId(deskKey),
      taskQueue,
      args: [{ deskKey }],
      signal: wake,
      signalArgs: [{ at }],
    });
  }

  it('plans, performs what is ready in order, looks again and ends', async () => {
    let rounds = 0;
    const { deskKey, calls } = office(() =>
      rounds++ === 0 ? { ...QUIET, ready: [`${deskKey}/a`, `${deskKey}/b`] } : QUIET,
    );
    const handle = await wakeUp(deskKey, 7);
    await handle.result();
    assert.deepEqual(calls, ['plan 7', 'perform a', 'perform b', 'plan 7']);
  });

  it('sleeps to the instant that the plan named and plans for that instant', async () => {
    const due = Date.now() + 400;
    const { deskKey, calls } = office((at) => (at === due ? QUIET : { ...QUIET, wakeAt: due }));
    const handle = await wakeUp(deskKey, 1);
    await handle.result();
    assert.ok(Date.now() >= due);
    assert.deepEqual(calls, ['plan 1', `plan ${due}`]);
  });

  it('is woken out of its sleep, and sets no second timer for the same instant', async () => {
    const far = Date.now() + 3_600_000;
    const slept = Promise.withResolvers<void>();
    let rounds = 0;
    const { deskKey, calls } = office(() => {
      rounds += 1;
      if (rounds === 1) slept.resolve();
      return rounds < 4 ? { ...QUIET, wakeAt: far } : QUIET;
    });
    const handle = await wakeUp(deskKey, 1);
    await slept.promise;
    for (let at = 2; at <= 4; at += 1) {
      await until(async () => calls.length === at - 1 && (await timers(handle)) === 1);
      await wakeUp(deskKey, at);
    }
    await handle.result();
    assert.deepEqual(calls, ['plan 1', 'plan 2', 'plan 3', 'plan 4']);
    assert.equal(await timers(handle), 1);
  });

  it('sets no timer under a manual clock and ends: whoever advances the clock starts it again', async () => {
    const { deskKey, calls } = office((at) => ({
      ready: [],
      wakeAt: at === 9 ? null : 9,
      clock: { mode: 'manual', now: at ?? 0 },
    }));
    const first = await wakeUp(deskKey, 1);
    await first.result();
    assert.equal(await timers(first), 0);
    await (await wakeUp(deskKey, 9)).result();
    assert.deepEqual(calls, ['plan 1', 'plan 9']);
  });

  it('does not turn in circles over a bundle that can not be performed now', async () => {
    const { deskKey, calls } = office(
      () => ({ ...QUIET, ready: [`${deskKey}/a`] }),
      () => 'notNow',
    );
    await (await wakeUp(deskKey, 1)).result();
    assert.deepEqual(calls, ['plan 1', 'perform a']);
  });

  it('performs again what a crash cut off', async () => {
    let rounds = 0;
    let attempts = 0;
    const { deskKey, calls } = office(
      () => (rounds++ === 0 ? { ...QUIET, ready: [`${deskKey}/a`] } : QUIET),
      () => {
        attempts += 1;
        if (attempts < 3) throw new Error('the database went away');
        return 'delivered';
      },
    );
    await (await wakeUp(deskKey, 1)).result();
    assert.deepEqual(calls, ['plan 1', 'perform a', 'perform a', 'perform a', 'plan 1']);
  });

  it('loses no wake, also those that arrive while it ends; one desk at a time; histories replay', async () => {
    const wished = new Set<string>();
    const done: string[] = [];
    const { deskKey } = office(
      () => ({ ...QUIET, ready: [...wished].filter((bundle) => !done.includes(bundle)) }),
      (bundleId) => {
        done.push(bundleId);
        return 'delivered';
      },
    );
    const runs = new Set<string>();
    const total = 36;
    for (let n = 0; n < total; n += 1) {
      wished.add(`${deskKey}/${n}`);
      const handle = await wakeUp(deskKey, n);
      // Every third waits for the end of the run, so that wakes fall into all phases of its life.
      if (n % 3 === 0) await handle.result();
      runs.add((await handle.describe()).runId);
    }
    await client.workflow.getHandle(deskWorkflowId(deskKey)).result();
    assert.deepEqual([...done].sort(), [...wished].sort());
    assert.ok(runs.size > 8, `${runs.size} runs`);

    const histories = client.workflow
      .list({ query: `WorkflowId = '${deskWorkflowId(deskKey)}'`, pageSize: 10 })
      .intoHistories({ concurrency: 2 });
    let replayed = 0;
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: bundle }, histories)) {
      assert.equal(error, undefined);
      replayed += 1;
    }
    assert.ok(replayed > 0);
  });

  async function timers(handle: WorkflowHandle<typeof desk>): Promise<number> {
    const { events = [] } = await handle.fetchHistory();
    return (events ?? []).filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes).length;
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('Expected it within 20 s but it did not come.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
