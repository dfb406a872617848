import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { clockNow } from '@krok/calendar';
import { evolveAll, inForce, initialState, type Linked, link, migrate, proposeMapping } from '@krok/engine';
import {
  type CaseMigrationResult,
  type CaseMigrationState,
  type DeployedVersion,
  openStore,
  type Store,
} from '@krok/store';
import { keptDatabase } from '../../../../scripts/services/running-installation.ts';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';

const usage = 'Expected migrate PROCESS --from VERSION [--to VERSION] (--preview | --reason TEXT) [--json].';

/**
 * `migrate PROCESS --from VERSION [--to VERSION] (--preview | --reason TEXT) [--json]`: lets the running cases of one
 * version go over to another (default: the one in force) in the installation that runs here. Exit code 0 if every case
 * goes over, 1 if some stay; the worker carries it out.
 */
export async function migrateCases(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      preview: { type: 'boolean', default: false },
      reason: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [processId, ...more] = positionals;
  const { from, to, preview, reason } = values;
  if (
    processId === undefined ||
    more.length > 0 ||
    from === undefined ||
    preview === (reason !== undefined) ||
    reason?.trim() === ''
  ) {
    throw new UsageError(usage);
  }
  const { url, keysFolder } = keptDatabase();
  const store = openStore({ url, keysFolder, maxConnections: 2 });
  try {
    const plan = await planned(store, processId, from, to);
    const results = reason === undefined ? await foretold(store, plan) : await done(store, plan, reason);
    const staying = results.filter(({ goes }) => !goes);
    if (values.json) output.line(JSON.stringify(results, null, 2));
    else {
      for (const { caseId, why } of staying) output.line(`${caseId}: ${why ?? 'stays'}`);
      output.line(`${results.length - staying.length} of ${results.length} cases go over`);
    }
    return staying.length === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

interface Plan {
  readonly organisationId: string;
  readonly processId: string;
  readonly source: DeployedVersion;
  readonly target: DeployedVersion;
  readonly from: Linked;
  readonly to: Linked;
}

interface Result {
  readonly caseId: string;
  readonly goes: boolean;
  /** Null where it goes. */
  readonly why: string | null;
}

async function planned(store: Store, processId: string, from: string, to: string | undefined): Promise<Plan> {
  for (const { id: organisationId } of await store.organisations.list()) {
    const versions = await store.deployments.versions(organisationId, processId);
    const source = versions.find(({ version }) => String(version) === from);
    const target = to === undefined ? versions[0] : versions.find(({ version }) => String(version) === to);
    if (source === undefined || target === undefined || source.hash === target.hash) continue;
    const linked = [await linkedOf(store, source.hash), await linkedOf(store, target.hash)] as const;
    return { organisationId, processId, source, target, from: linked[0], to: linked[1] };
  }
  throw new InputError(
    `Expected versions ${from} and ${to ?? 'in force'} of "${processId}" that differ but there are none such.`,
  );
}

async function foretold(store: Store, plan: Plan): Promise<Result[]> {
  const { organisationId, processId, source, target, from, to } = plan;
  const order = {
    definition: target.hash,
    deployment: target.deploymentId,
    mapping: proposeMapping(from, to),
    reason: '',
  };
  const results: Result[] = [];
  for (const caseId of await store.caseMigrations.running(organisationId, processId, source.hash)) {
    const { zone, calendar, clock, executableHash } = await store.cases.open(caseId);
    const state = await stateOf(store, caseId, executableHash);
    const now = Math.max(clockNow(clock, Date.now()), state.lastNow);
    const tried = migrate(from, to, state, order, { now, zone, calendar });
    const findings = tried.kind === 'refused' ? tried.findings : [];
    const goes = tried.kind === 'migrated';
    const why = findings.map(({ element, message }) => `${element}: ${message}`).join('; ');
    results.push({ caseId, goes, why: goes ? null : why });
  }
  return results;
}

async function stateOf(store: Store, caseId: string, startedHash: string) {
  const definitions = new Map([[startedHash, await linkedOf(store, startedHash)]]);
  const started = definitions.get(startedHash) as Linked;
  let state = initialState();
  for (let seq = 1; ; ) {
    const steps = await store.log.read(caseId, { from: seq, limit: 200 });
    for (const { command, events } of steps) {
      if (command.kind === 'migrate') definitions.set(command.definition, await linkedOf(store, command.definition));
      const definitionOf = (hash: string) => definitions.get(hash);
      state = evolveAll(inForce(started, state, definitionOf), state, events, definitionOf);
    }
    seq += steps.length;
    if (steps.length < 200) return state;
  }
}

async function done(store: Store, plan: Plan, reason: string): Promise<Result[]> {
  const { organisationId, processId, source, target, from, to } = plan;
  const { id } = await store.caseMigrations.start({
    id: randomUUID(),
    organisationId,
    processId,
    sourceHash: source.hash,
    targetDeploymentId: target.deploymentId,
    mapping: proposeMapping(from, to),
    reason,
    by: null,
    cases: 'all',
  });
  let [waiting, since] = [Infinity, Date.now()];
  for (;;) {
    const results = await store.caseMigrations.results(id);
    const left = results.filter(({ state }) => state === 'waiting').length;
    if (left === 0 || (left === waiting && Date.now() - since > PATIENCE_MS)) return results.map(resultOf);
    if (left < waiting) [waiting, since] = [left, Date.now()];
    await setTimeout(LOOK_MS);
  }
}

const LOOK_MS = 500;
/** So long nothing moves: no worker runs. What waits is carried out once one does. */
const PATIENCE_MS = 60_000;

function resultOf({ caseId, state, refusal }: CaseMigrationResult): Result {
  return { caseId, goes: state === 'migrated', why: state === 'migrated' ? null : (refusal?.message ?? WHY[state]) };
}

const WHY: Readonly<Record<Exclude<CaseMigrationState, 'migrated'>, string>> = {
  waiting: 'waits for a worker, none answers',
  refused: 'refused',
  closed: 'ended before',
  aside: 'stands still, see the oversight',
};

async function linkedOf(store: Store, hash: string): Promise<Linked> {
  // Our own compiler's, stored under this hash.
  return link(JSON.parse(Buffer.from(await store.deployments.executable(hash)).toString()) as ExecutableProcess);
}
