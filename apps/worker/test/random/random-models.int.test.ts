import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createChannels } from '@krok/channels';
import { deployableProcess } from '@krok/deployment';
import { type CaseOptions, migrate, openStore, type Store } from '@krok/store';
import { caseState, caseWorkflowId } from '@krok/workflows/messages';
import type { Client } from '@temporalio/client';
import type proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { byId, ENGINE_VERSION, nextFiring } from '@krok/engine';
import { pino } from 'pino';
import { env, MONDAY } from '../../../../packages/engine/test/rig.ts';
import { freshDatabase, testServices } from '../../../../scripts/services/test-services.ts';
import { caseDataConverter } from '../../src/codec/case-data-converter.ts';
import { connectClient } from '../../src/connect-client.ts';
import { type Relay, startRelay } from '../../src/relay/relay.ts';
import { type RunningWorker, startWorker } from '../../src/worker.ts';
import { keepHistory } from '../replay/keep-history.ts';
import { pendingTasks } from '../rig/pending-tasks.ts';
import { testBundle } from '../rig/test-bundle.ts';
import { until } from '../rig/until.ts';
import { type CalledCases, calledCases } from './called-cases.ts';
import { deployedAs, goOver } from './going-over.ts';
import {
  calledProcess,
  caseThatCalls,
  caseThatEnds,
  caseThatIsHeard,
  caseThatTheClockStarts,
  type RandomCase,
  randomCases,
} from './random-cases.ts';

interface WorkflowBundle {
  readonly code: string;
}
type History = proto.temporal.api.history.v1.IHistory;

/** Seeds that failed once, run before a new one. `SEED=...` (or several, by commas) repeats a run, `RUNS=...` makes it longer. */
const FAILED_ONCE: readonly number[] = [];
const runs = Number(process.env['RUNS'] ?? 8);
/** No case is begun later than this after the first, unless a run of a length of its own was asked for. */
const LATEST_MS = process.env['RUNS'] ? Number.POSITIVE_INFINITY : 20_000;
const seeds = [
  ...FAILED_ONCE,
  ...(process.env['SEED'] ?? String(Math.trunc(performance.now() * 1000))).split(',').map(Number),
];
/** Cases under way at the same time: the SDK drops local activities of many that share no cache, and they are tried again. */
const AT_ONCE = 2;

let store: Store;
let client: Client;
let worker: RunningWorker;
let relay: Relay;
let bundle: WorkflowBundle;
let keysFolder: string;
let called: CalledCases;

before(async () => {
  // What the core says of a changed bundle is what the test wants to see fail.
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const [{ temporalAddress: address }, url] = await Promise.all([testServices(), freshDatabase('random')]);
  await migrate(url);
  keysFolder = await mkdtemp(join(tmpdir(), 'krok-random-'));
  store = openStore({ url, keysFolder });
  called = await calledCases(url, store);
  client = await connectClient(store, address, 'default');
  bundle = await testBundle();
  const taskQueue = `random-${process.pid}`;
  // Without a cache every task of every case is a replay from its first event.
  worker = await startWorker(
    { store, channels: createChannels({ smtpUrl: 'smtp://127.0.0.1:9' }) },
    { address, namespace: 'default', taskQueue, bundle, maxCachedWorkflows: 0 },
  );
  relay = await startRelay(store, client, { taskQueue, log: pino({ level: 'silent' }) });
});
after(async () => {
  await relay?.stop();
  await worker?.stop();
  await client?.connection.close();
  await called?.close();
  await store?.close();
  if (keysFolder) await rm(keysFolder, { recursive: true, force: true });
});

for (const seed of seeds) {
  test(`random models run on Temporal as in the pure engine, and their histories replay (seed ${seed})`, async () => {
    // No case of a seed need come to its end, and the changed core is told by one that does.
    const cases = [
      caseThatEnds(),
      caseThatCalls(),
      caseThatIsHeard(),
      caseThatTheClockStarts(),
      ...randomCases(seed, runs),
    ];
    const ran: Ran[] = [];
    const begun = performance.now();
    let next = 0;
    const work = async (): Promise<void> => {
      for (let index = next++; index < cases.length; index = next++) {
        const each = cases[index];
        if (performance.now() - begun > LATEST_MS) return;
        if (each !== undefined) ran.push(...(await play(each, 1 + (index % 4), seed)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    const historiesOfAll = (some: readonly Ran[]) =>
      some.flatMap(({ caseId, histories: all }) =>
        all.map((history) => ({ workflowId: caseWorkflowId(caseId), history })),
      );
    const histories = historiesOfAll(ran);
    assert.ok(
      histories.length > ran.length || process.env['KROK_RECORD_HISTORIES'],
      'Expected cases that continued as new',
    );
    assert.deepEqual(await failures(bundle, histories), []);
    assert.notDeepEqual(await failures(mutated(bundle, ...ENDS_NEVER), histories), []);
    const goneOver = historiesOfAll(ran.filter(({ processId }) => processId === 'ends'));
    assert.notDeepEqual(await failures(mutated(bundle, ...STANDS_WHERE_IT_STOOD), goneOver), []);
  });
}

interface Ran {
  readonly processId: string;
  readonly caseId: string;
  readonly histories: readonly History[];
}

/** Does to a case of an organisation of its own what was done to the pure instance; gives it and those that it called. */
async function play(random: RandomCase, continueEvery: number, seed: number): Promise<Ran[]> {
  const { executable, steps, state, byClock } = random;
  // A history that is kept tells of a case from its start to its end.
  const every = process.env['KROK_RECORD_HISTORIES'] ? {} : { continueEvery };
  const options = { performers: 'external', ...every } as const;
  const organisationId = await store.organisations.create({
    name: 'Random',
    clock: { mode: 'manual', now: MONDAY },
    zone: env.zone,
    calendar: env.calendar,
    sendingEnabled: false,
    caseOptions: byClock ? options : { performers: 'external' },
  });
  const publish = async (root: ExecutableProcess): Promise<string> => {
    const processes = (byClock ? [root] : [root, calledProcess(seed)]).map((each) => deployableProcess(each, env));
    const xml = `<none hash="${processes[0]?.hash}" />`;
    const named = { organisationId, name: 'random', xml, compilerVersion: 'test', by: null };
    return (await store.deployments.deploy({ ...named, processes })).deploymentId;
  };
  await publish(executable);
  const rest = async (): Promise<void> => {
    const isAtRest = async (): Promise<boolean> => (await store.clock.atRest(organisationId)).atRest;
    await until('rest', isAtRest, 300).catch(async () => {
      const found = await store.clock.atRest(organisationId);
      const pending = await pendingTasks(client);
      assert.fail(`Expected rest but got ${JSON.stringify({ processId: executable.processId, found, pending })}`);
    });
  };
  const { processId } = executable;
  const caseId = byClock
    ? await startedByClock(organisationId, random)
    : await startedByHand(organisationId, random, options);
  await rest();
  let deployment = '';
  for (const each of steps.slice(1)) {
    const { now, command, byItself, other } = each;
    if (byItself) continue;
    if (command.kind === 'timeDue') await store.clock.advance(organisationId, now);
    else if (command.kind === 'calledCompleted' || command.kind === 'calledFailed')
      await called.answer(caseId, command);
    else if (other !== undefined)
      await goOver(
        { store, organisationId, caseId, processId, deployment: (deployment = await publish(other)) },
        each,
        rest,
      );
    else await store.cases.enqueue(caseId, command);
    await rest();
  }
  const log = await store.log.read(caseId);
  const told = log.map(({ command, env: { now }, events }) => ({ now, command, events }));
  const expected = steps.flatMap(({ now, command, events }) => (events === null ? [] : [{ now, command, events }]));
  assert.deepEqual(
    told,
    plain(expected.map((each) => deployedAs(each, deployment))),
    `${processId} (continue-as-new every ${continueEvery})`,
  );
  const handle = client.workflow.getHandle(caseWorkflowId(caseId));
  if (state.status === 'active') {
    // A run that has just begun has no state yet.
    const live = await until('the state', () => handle.query(caseState));
    assert.deepEqual(live.state, plain(state), processId);
    await store.cases.enqueue(caseId, { kind: 'cancel', reason: 'the test is done' });
    await rest();
    // Its tasks may have listeners who are told before.
    for (let left = 9; left > 0 && (await store.cases.read(caseId)).status === 'active'; left -= 1) {
      const { jobs } = (await until('the state', () => handle.query(caseState))).state;
      for (const job of Object.keys(byId(jobs))) {
        await store.cases.enqueue(caseId, { kind: 'completeJob', job, variables: {} });
      }
      await rest();
    }
  }
  const cases = [caseId, ...(await called.of(caseId))];
  for (const id of cases) {
    assert.equal((await store.log.verifyChain(id)).kind, 'intact');
    assert.notEqual((await store.cases.read(id)).status, 'active', 'nobody waits for a called case any more');
  }
  await keepHistory({ client, store }, caseWorkflowId(caseId), `models-${seed}-${processId}-engine-${ENGINE_VERSION}`);
  return Promise.all(cases.map(async (id) => ({ processId, caseId: id, histories: await historiesOf(id) })));
}

async function startedByHand(organisationId: string, random: RandomCase, options: CaseOptions): Promise<string> {
  const [first] = random.steps;
  const started = first?.command.kind === 'start' ? first.command.startEvent : undefined;
  const startEvent = started === undefined ? {} : { startEvent: started };
  const { processId } = random.executable;
  const variables = { n: 1 };
  return (await store.cases.create({ organisationId, processId, ...startEvent, variables, options })).caseId;
}

/** Not a minute before its start timer is due, and then once. */
async function startedByClock(organisationId: string, { steps }: RandomCase): Promise<string> {
  const due = steps[0]?.now ?? assert.fail('Expected a start but there is none');
  for (const [now, expected] of [
    [due - 60_000, 0],
    [due, 1],
    [due, 1],
  ] as const) {
    await store.clock.advance(organisationId, now);
    // The organisation's own daily run may be before us.
    await store.daily.startByTimers(organisationId, nextFiring, 10);
    if (expected > 0) await until('a case', async () => (await called.in(organisationId)).length > 0);
    assert.equal((await called.in(organisationId)).length, expected);
  }
  const [caseId] = await called.in(organisationId);
  return caseId ?? assert.fail('Expected a case but the clock started none');
}

/** Of every run of a case, the last first. */
async function historiesOf(caseId: string): Promise<History[]> {
  const histories: History[] = [];
  for (let runId: string | undefined, isFirst = true; isFirst || runId; isFirst = false) {
    const history = await client.workflow.getHandle(caseWorkflowId(caseId), runId).fetchHistory();
    histories.push(history);
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? undefined;
  }
  return histories;
}

async function failures(
  workflowBundle: WorkflowBundle,
  histories: readonly { readonly workflowId: string; readonly history: History }[],
): Promise<string[]> {
  const failed: string[] = [];
  const dataConverter = caseDataConverter(store);
  for await (const { error } of Worker.runReplayHistories({ workflowBundle, dataConverter }, histories)) {
    if (error) failed.push(error.message);
  }
  return failed;
}

/** A scope does not end when nothing is left in it. */
const ENDS_NEVER = ['if (scope.children === 0)', 'if (scope.children < 0)'] as const;
/** What is in progress stands at the old version's element, though the new one is in force. */
const STANDS_WHERE_IT_STOOD = ['reindexedInstance(instance, migrated))', 'instance)'] as const;

/** One behaviour is another. */
function mutated(whole: WorkflowBundle, said: string, otherwise: string): WorkflowBundle {
  const code = whole.code.replace(said, otherwise);
  assert.notEqual(code, whole.code, `Expected "${said}" in the bundle but it is written differently`);
  return { ...whole, code };
}

/** As it is after JSON. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
