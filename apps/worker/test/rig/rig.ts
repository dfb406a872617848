import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OrganisationClock, polishCalendar } from '@krok/calendar';
import { compileProcedure, deployableProcess } from '@krok/deployment';
import { migrate, openStore, type Store } from '@krok/store';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { freshDatabase, testServices } from '../../../../scripts/services/test-services.ts';
import { bundleWorkflows } from '../../src/bundle.ts';
import { connectClient } from '../../src/connect-client.ts';
import { type Relay, startRelay } from '../../src/relay/relay.ts';
import { forkWorker, type WorkerChild } from './worker-child.ts';

/** PostgreSQL, Temporal, an organisation and a relay for one suite; workers are forked by the test. */
export interface Rig {
  readonly store: Store;
  readonly organisationId: string;
  /** Id of a user who completes tasks. */
  readonly person: string;
  readonly client: Client;
  readonly environment: Record<string, string>;
  /** For the organisation of the suite, or another; with the decision tables (DMN) beside the diagram. */
  deploy(xml: string, organisationId?: string, tables?: readonly string[]): Promise<void>;
  worker(environment?: Record<string, string>): Promise<WorkerChild>;
  /** Kills what is left of the workers, frozen ones too. */
  killWorkers(): Promise<void>;
  startRelay(leaseMs?: number): Promise<Relay>;
  close(): Promise<void>;
}

export async function openRig(
  label: string,
  options: {
    clock?: OrganisationClock;
    address?: string;
    keysFolder?: string;
    databaseUrl?: string;
    /** Tasks of workers that died are handed out again as late as in production. */
    patient?: true;
    /** Of the store; workers have their own. */
    mostVariables?: number;
  } = {},
): Promise<Rig> {
  const address = options.address ?? (await testServices()).temporalAddress;
  const url = options.databaseUrl ?? (await freshDatabase(label));
  await migrate(url);
  const keys = options.keysFolder ?? (await mkdtemp(join(tmpdir(), 'krok-keys-')));
  await mkdir(keys, { recursive: true });
  const store = openStore({
    url,
    keysFolder: keys,
    ...(options.mostVariables !== undefined && { mostVariables: options.mostVariables }),
  });
  const organisationId = await store.organisations.create({
    name: 'Test',
    clock: options.clock ?? { mode: 'real' },
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(2020, 2035),
    sendingEnabled: true,
  });
  const person = await store.users.create({
    organisationId,
    email: 'person@firma.example',
    name: 'Test',
    roles: ['collector'],
    passwordHash: '',
  });
  const taskQueue = `${label}-${organisationId}`;
  const client = await connectClient(store, address, 'default');
  const bundle = process.env['KROK_WORKFLOW_BUNDLE'] ?? join(keys, 'bundle.js');
  if (!process.env['KROK_WORKFLOW_BUNDLE']) await writeFile(bundle, (await bundleWorkflows()).code);
  const environment = {
    KROK_WORKFLOW_BUNDLE: bundle,
    DATABASE_URL: url,
    KROK_KEYS: keys,
    TEMPORAL_ADDRESS: address,
    KROK_TASK_QUEUE: taskQueue,
  };
  const workers: WorkerChild[] = [];
  const relays: Relay[] = [];
  return {
    store,
    organisationId,
    person,
    client,
    environment,
    deploy: (xml, other = organisationId, tables = []) => deploy(store, other, xml, tables),
    worker: async (extra = {}) => {
      const child = await forkWorker({ ...environment, ...extra });
      workers.push(child);
      return child;
    },
    killWorkers: async () => {
      await Promise.all(workers.splice(0).map((child) => child.kill('SIGKILL')));
    },
    startRelay: async (leaseMs) => {
      const relay = await startRelay(store, client, {
        taskQueue,
        log: pino({ level: process.env['KROK_TEST_VERBOSE'] ? 'info' : 'silent' }),
        ...(leaseMs === undefined ? {} : { leaseMs }),
        ...(options.patient === true ? {} : { taskTimeout: '5 s' }),
      });
      relays.push(relay);
      return relay;
    },
    close: async () => {
      await Promise.all(relays.map((relay) => relay.stop()));
      await Promise.all(workers.map((child) => child.kill('SIGKILL')));
      await client.connection.close();
      await store.close();
      await rm(keys, { recursive: true, force: true });
    },
  };
}

async function deploy(store: Store, organisationId: string, xml: string, tables: readonly string[]): Promise<void> {
  const beside = tables.map((content, n) => ({ kind: 'dmn' as const, name: `${n}.dmn`, content }));
  const result = await compileProcedure(xml, beside);
  if (!result.deployable) throw new Error(`Expected a deployable diagram but got ${JSON.stringify(result.findings)}.`);
  const { now } = await store.clock.read(organisationId);
  const env = { now, zone: 'Europe/Warsaw', calendar: polishCalendar(2020, 2035) };
  const processes = result.processes.map((process) => deployableProcess(process, env));
  const { files } = result;
  const named = { organisationId, name: 'test', xml, compilerVersion: 'test', by: null };
  await store.deployments.deploy({ ...named, processes, files });
}
