import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileBpmn } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { deployableProcess } from '@krok/deployment';
import { migrate, openStore } from '@krok/store';
import { connectClient } from '@krok/worker';
import { startTemporal } from '../scripts/services/temporal.ts';
import { freshDatabase } from '../scripts/services/test-services.ts';
import { PROCEDURE } from './durable/procedure.ts';

/**
 * Cases through Temporal, drawn against written by hand: the same activities, the same rows in the step log, the same server.
 * Rounds of A/B/B/A; a ratio of 1 means that the interpreter costs nothing.
 */
const CASES = Number(process.env['CASES'] ?? 100);
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
type Kind = 'drawn' | 'handWritten';

const folder = await mkdtemp(join(tmpdir(), 'krok-durable-'));
const temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
const url = await freshDatabase('durable');
await migrate(url);
const keysFolder = join(folder, 'keys');
const store = openStore({ url, keysFolder });
const calendar = polishCalendar(2020, 2035);
const zone = 'Europe/Warsaw';
const organisationId = await store.organisations.create({
  name: 'Bench',
  clock: { mode: 'real' },
  zone,
  calendar,
  sendingEnabled: true,
});
await deploy();
const client = await connectClient(store, temporal.address, 'default');
const workers = { drawn: await startProcess('drawn'), handWritten: await startProcess('handWritten') };

await run('drawn');
await run('handWritten');
const rounds: Record<Kind, Figures>[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const [first, second, third, fourth] = [
    await run('drawn'),
    await run('handWritten'),
    await run('handWritten'),
    await run('drawn'),
  ];
  rounds.push({ drawn: mean(first, fourth), handWritten: mean(second, third) });
}
const ratios = (of: keyof Figures): number[] => rounds.map(({ drawn, handWritten }) => drawn[of] / handWritten[of]);
const figures = {
  benchmark: 'durable',
  casesPerRun: CASES,
  rounds: ROUNDS,
  casesPerSecond: { drawn: middle('drawn', 'rate'), handWritten: middle('handWritten', 'rate') },
  throughputRatio: round2(median(ratios('rate'))),
  workerCpuRatio: round2(median(ratios('cpuMs'))),
  workerCpuMsPerCase: { drawn: middle('drawn', 'cpuMs'), handWritten: middle('handWritten', 'cpuMs') },
  historyEvents: { drawn: middle('drawn', 'events'), handWritten: middle('handWritten', 'events') },
};
console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);

for (const worker of Object.values(workers)) worker.kill('SIGKILL');
await client.connection.close();
await store.close();
await temporal.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

interface Figures {
  /** Cases a second, from the first one's row to the last one's end. */
  readonly rate: number;
  /** Of the worker, a case. */
  readonly cpuMs: number;
  /** In the history of one case. */
  readonly events: number;
}

async function run(kind: Kind): Promise<Figures> {
  const worker = workers[kind];
  const cpuBefore = await cpuOf(worker);
  const begin = performance.now();
  const caseIds = await Promise.all(Array.from({ length: CASES }, (_, n) => createCase(n)));
  const handles = [];
  for (const caseId of caseIds) {
    handles.push(
      await client.workflow.start(kind === 'drawn' ? 'processCase' : 'handWritten', {
        workflowId: `case:${caseId}`,
        taskQueue: kind,
        args: [{ caseId }],
      }),
    );
  }
  await Promise.all(handles.map((handle) => handle.result()));
  const seconds = (performance.now() - begin) / 1_000;
  const [any] = handles;
  const events = any === undefined ? 0 : Number((await any.describe()).historyLength);
  return { rate: CASES / seconds, cpuMs: ((await cpuOf(worker)) - cpuBefore) / CASES, events };
}

async function createCase(n: number): Promise<string> {
  const { caseId } = await store.cases.create({
    organisationId,
    processId: 'durable',
    variables: { invoice: `FV/${n}` },
  });
  return caseId;
}

async function deploy(): Promise<void> {
  const compiled = await compileBpmn(PROCEDURE);
  if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
  const env = { now: Date.now(), zone, calendar };
  const processes = compiled.processes.map((process) => deployableProcess(process, env));
  const common = { organisationId, name: 'durable', xml: PROCEDURE, compilerVersion: 'bench', by: null };
  await store.deployments.deploy({ ...common, processes });
}

async function startProcess(kind: Kind): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./durable/worker-process.ts', import.meta.url)), {
    env: {
      ...process.env,
      DATABASE_URL: url,
      KROK_KEYS: keysFolder,
      TEMPORAL_ADDRESS: temporal.address,
      KROK_TASK_QUEUE: kind,
      KROK_BENCH_HAND_WRITTEN: kind === 'handWritten' ? 'yes' : '',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await answer(child);
  return child;
}

async function cpuOf(worker: ChildProcess): Promise<number> {
  worker.send('cpu');
  return Number((await answer(worker)).cpuMs);
}

function answer(child: ChildProcess): Promise<{ readonly cpuMs?: number }> {
  return new Promise((resolve, reject) => {
    child.once('message', (message: { readonly cpuMs?: number }) => resolve(message));
    child.once('exit', () => reject(new Error('Expected an answer of the worker but it ended.')));
  });
}

function mean(one: Figures, other: Figures): Figures {
  return {
    rate: (one.rate + other.rate) / 2,
    cpuMs: (one.cpuMs + other.cpuMs) / 2,
    events: Math.max(one.events, other.events),
  };
}

function middle(kind: Kind, of: keyof Figures): number {
  return round2(median(rounds.map((each) => each[kind][of])));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
