import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { createChannels } from '@krok/channels';
import { deployableProcess } from '@krok/deployment';
import { link, type Linked, proposeMapping } from '@krok/engine';
import { type CaseMigration, migrate, openStore } from '@krok/store';
import { bundleWorkflows, caseDataConverter, connectClient, startRelay, startWorker } from '@krok/worker';
import type proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { freshDatabase } from '../scripts/services/test-services.ts';
import { startTemporal } from '../scripts/services/temporal.ts';
import { BY_HAND, SOURCE, STAGES, type Stage, TARGET } from './migration/versions.ts';

/**
 * Open cases that go over to another version of their procedure, as the product lets them: one request with a mapping, a command in the log of
 * each, a result for each. Cases whose element the new version lacks stay where they are. Then every history is replayed, with the workflow code
 * as it is and with code that migrates otherwise. `CASES=n`; `--json` prints JSON.
 */
const CASES = Number(process.env['CASES'] ?? 800);
/** Of them and beside them, so many that cannot go over. */
const MISFITS = Math.max(1, Math.round(CASES / 40));
/** Histories that changed code is tried on. */
const SAMPLE = 100;
const ZONE = 'Europe/Warsaw';
type History = proto.temporal.api.history.v1.IHistory;

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
const folder = await mkdtemp(join(tmpdir(), 'krok-migration-'));
const temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
const url = await freshDatabase('migration_bench');
await migrate(url);
const store = openStore({ url, keysFolder: join(folder, 'keys') });
const calendar = polishCalendar(2020, 2040);
const organisationId = await store.organisations.create({
  name: 'Bench',
  clock: { mode: 'real' },
  zone: ZONE,
  calendar,
  sendingEnabled: true,
});
const taskQueue = 'migration';
const bundle = await bundleWorkflows();
const channels = createChannels({ smtpUrl: 'smtp://127.0.0.1:9' });
const worker = await startWorker(
  { store, channels },
  { address: temporal.address, namespace: 'default', taskQueue, bundle },
);
const client = await connectClient(store, temporal.address, 'default');
const relay = await startRelay(store, client, { taskQueue, log: pino({ level: 'silent' }) });

await deploy(SOURCE);
const stages = new Map<string, Stage>();
const opening = await seconds(async () => {
  for (let n = 0; n < CASES + MISFITS; n += 1) {
    const stage = n < CASES ? (STAGES[n % (STAGES.length - 1)] ?? 'call') : 'gone';
    const variables = { stage, invoice: `FV/${n}` };
    const { caseId } = await store.cases.create({ organisationId, processId: 'moving', variables });
    stages.set(caseId, stage);
  }
  await rest();
});
await deploy(TARGET);
const [target, source] = await store.deployments.versions(organisationId, 'moving');
if (target === undefined || source === undefined) throw new Error('Expected two versions but there are not.');
const mapping = proposeMapping(await linkedOf(source.hash), await linkedOf(target.hash), BY_HAND, true);

const id = randomUUID();
let migration: CaseMigration | null = null;
const asking = await seconds(async () => {
  migration = await store.caseMigrations.start({
    id,
    organisationId,
    processId: 'moving',
    sourceHash: source.hash,
    targetDeploymentId: target.deploymentId,
    mapping,
    reason: 'other deadlines',
    by: null,
    cases: 'all',
  });
});
const moving = await seconds(async () => {
  do {
    await pause(50);
    migration = await store.caseMigrations.find(organisationId, id);
  } while (migration === null || migration.counts.waiting > 0);
});
const counts = (migration as CaseMigration | null)?.counts;
const results = await store.caseMigrations.results(id);

const lost: string[] = [];
for (const [caseId, stage] of stages) {
  const { status, executableHash, headSeq } = await store.cases.read(caseId);
  const result = results.find((each) => each.caseId === caseId);
  const fits = stage !== 'gone';
  const asItShould =
    status === 'active' &&
    executableHash === (fits ? target.hash : source.hash) &&
    headSeq === (fits ? 2 : 1) &&
    (fits ? result?.state === 'migrated' : result?.refusal?.code === 'migrationRefused') &&
    (await store.log.verifyChain(caseId)).kind === 'intact';
  if (!asItShould) lost.push(caseId);
}

// In the new version: those that waited for the message have a task behind it that the old one had not.
const paid = [...stages].filter(([, stage]) => stage === 'paid').map(([caseId]) => caseId);
let thanked = 0;
const goingOn = await seconds(async () => {
  const keys = [...stages].flatMap(([, stage], n) => (stage === 'paid' ? [`FV/${n}`] : []));
  for (const correlationKey of keys) {
    await store.exchange.publishMessage(organisationId, {
      name: 'payment',
      correlationKey,
      variables: {},
      timeToLive: 0,
    });
  }
  await rest();
  for (const caseId of paid) {
    const open = await store.acts.worklist({ organisationId, caseId, status: 'open' });
    thanked += open.length;
  }
});
await relay.stop();
await worker.stop();

const histories: { workflowId: string; history: History }[] = [];
for (const caseId of stages.keys()) {
  const workflowId = `case:${caseId}`;
  histories.push({ workflowId, history: await client.workflow.getHandle(workflowId).fetchHistory() });
}
const migrated = histories.filter(({ workflowId }) => stages.get(workflowId.slice('case:'.length)) !== 'gone');
let failed = 0;
const replaying = await seconds(async () => {
  failed = await failures(bundle.code, histories);
});
const [someMigrated, some] = [sample(migrated), sample(histories)];
const loaded = await failures(mutated(/\bloadDefinition\b/g, 'loadDefinitionz'), someMigrated);
const committed = await failures(mutated(/\bcommitSteps\b/g, 'commitStepz'), some);

const figures = {
  benchmark: 'migration',
  openCases: CASES,
  misfits: MISFITS,
  secondsToOpen: opening,
  secondsToAsk: asking,
  secondsToAllResults: moving,
  casesPerSecond: Math.round((CASES + MISFITS) / (asking + moving)),
  counts,
  notAsExpected: lost.length,
  goneOnInTheNewVersion: `${thanked} of ${paid.length}`,
  secondsToGoOn: goingOn,
  replayed: histories.length,
  replaysFailed: failed,
  replaysPerSecond: Math.round(histories.length / replaying),
  failedWithOtherMigration: `${loaded} of ${someMigrated.length}`,
  failedWithOtherCommit: `${committed} of ${some.length}`,
};
const good =
  counts?.migrated === CASES &&
  counts.refused === MISFITS &&
  lost.length === 0 &&
  thanked === paid.length &&
  failed === 0 &&
  loaded === someMigrated.length &&
  committed === some.length;
console.log(process.argv.includes('--json') ? JSON.stringify({ ...figures, good }) : { ...figures, good });
await client.connection.close();
await store.close();
await temporal.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(good ? 0 : 1);

async function deploy(xml: string): Promise<void> {
  const compiled = await compileBpmn(xml);
  if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
  const env = { now: Date.now(), zone: ZONE, calendar };
  const processes = compiled.processes.map((each) => deployableProcess(each, env));
  const common = { organisationId, name: 'moving', xml, compilerVersion: 'bench', by: null };
  await store.deployments.deploy({ ...common, processes });
}

async function linkedOf(hash: string): Promise<Linked> {
  const bytes = await store.deployments.executable(hash);
  return link(JSON.parse(Buffer.from(bytes).toString()) as ExecutableProcess);
}

async function rest(): Promise<void> {
  while (!(await store.clock.atRest(organisationId)).atRest) await pause(100);
}

function mutated(what: RegExp, by: string): string {
  const code = bundle.code.replaceAll(what, by);
  if (code === bundle.code) throw new Error(`Expected ${what.source} in the bundle but it is not there.`);
  return code;
}

async function failures(code: string, of: readonly (typeof histories)[number][]): Promise<number> {
  let count = 0;
  const options = { workflowBundle: { ...bundle, code }, dataConverter: caseDataConverter(store) };
  for await (const { error } of Worker.runReplayHistories(options, of)) if (error) count += 1;
  return count;
}

/** Evenly spread: that changed code fails needs no more. */
function sample<T>(all: readonly T[]): T[] {
  const every = Math.max(1, Math.floor(all.length / SAMPLE));
  return all.filter((_, n) => n % every === 0).slice(0, SAMPLE);
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await act();
  return Math.round((performance.now() - begin) / 100) / 10;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
