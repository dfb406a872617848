import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { type OrganisationClock, polishCalendar } from '@krok/calendar';
import type { Command, EngineEvent, Variables } from '@krok/engine';
import {
  type CommitAnswer,
  type DeployableProcess,
  migrate,
  openStore,
  type StepRecord,
  type Store,
} from '@krok/store';
import pg from 'pg';
import { freshDatabase } from '../../../scripts/services/test-services.ts';

/** 1 July 2026, 12:00 in Warsaw. */
export const NOON = Date.UTC(2026, 6, 1, 10);
export const DAY = 86_400_000;

export interface TestStore {
  readonly store: Store;
  readonly organisationId: string;
  readonly url: string;
  readonly keysFolder: string;
  /** As the database's owner, for what no program of ours does. */
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
}

/** A store on a database of its own, with one organisation whose clock stands at `NOON` unless told. */
export async function testStore(
  label: string,
  clock: OrganisationClock = { mode: 'manual', now: NOON },
): Promise<TestStore> {
  const url = await freshDatabase(label);
  await migrate(url);
  const keysFolder = mkdtempSync(join(tmpdir(), 'krok-keys-'));
  const store = openStore({ url, keysFolder, maxConnections: 24 });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  after(async () => {
    await store.close();
    await pool.end();
  });
  const organisationId = await store.organisations.create({
    name: 'Test',
    clock,
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(2025, 2028),
    sendingEnabled: true,
  });
  return {
    store,
    organisationId,
    url,
    keysFolder,
    query: async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<T>(sql, values)).rows,
  };
}

/** A process as far as the store looks into it. */
export function processOf(processId: string, more: Partial<DeployableProcess> = {}): DeployableProcess {
  const bytes = Buffer.from(JSON.stringify({ processId, ...more }));
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { processId, properties: {}, hash, bytes, messageStarts: [], signalStarts: [], ...more };
}

export async function deployed(
  { store, organisationId }: TestStore,
  ...processes: readonly DeployableProcess[]
): Promise<string> {
  const xml = `<xml>${processes.map((each) => each.hash).join()}</xml>`;
  const { deploymentId } = await store.deployments.deploy({
    organisationId,
    name: 'test.bpmn',
    xml,
    compilerVersion: '1',
    processes,
    by: null,
  });
  return deploymentId;
}

/** A new case of the process. */
export async function newCase(
  { store, organisationId }: TestStore,
  processId: string,
  more: { variables?: Variables; debtorId?: string; creditorId?: string; subject?: string } = {},
): Promise<string> {
  const { caseId } = await store.cases.create({ organisationId, processId, variables: {}, ...more });
  return caseId;
}

export function stepOf(
  seq: number,
  events: readonly EngineEvent[] = [],
  more: { commandId?: string; command?: Command; now?: number } = {},
): StepRecord {
  return {
    seq,
    commandId: more.commandId ?? `command-${seq}`,
    command: more.command ?? { kind: 'timeDue' },
    env: { now: more.now ?? NOON, zone: 'Europe/Warsaw', calendarVersion: 'v', engineVersion: 1 },
    events,
  };
}

/** Commits one step after the head as the shell would. */
export async function commit(
  { store }: TestStore,
  caseId: string,
  events: readonly EngineEvent[] = [],
  more: Parameters<typeof stepOf>[2] & { nextDue?: number | null } = {},
): Promise<CommitAnswer> {
  const { headSeq } = await store.cases.read(caseId);
  const step = stepOf(headSeq + 1, events, more);
  return store.log.commitSteps({ caseId, after: headSeq, steps: [step], nextDue: more.nextDue ?? null });
}

/** The case's first step. */
export async function begin(test: TestStore, caseId: string, events: readonly EngineEvent[] = []): Promise<void> {
  const { start } = await test.store.cases.open(caseId);
  await commit(test, caseId, [{ kind: 'instanceStarted', instance: '1', engineVersion: 1 }, ...events], {
    commandId: start.commandId,
    command: start.command,
  });
}

/** Takes every pending row; rows of other tests, whose leases a slow machine has let go, are not given. */
export async function take({ store, organisationId }: TestStore) {
  return (await store.outbox.takePending(1_000)).filter((row) => row.organisationId === organisationId);
}
