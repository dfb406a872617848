import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { polishCalendar } from '@krok/calendar';
import { ENGINE_VERSION, link, type Linked, proposeMapping } from '@krok/engine';
import { stateAt, positionAfter, verify } from '@krok/simulator';
import type { CaseMigration, DeployedVersion } from '@krok/store';
import { caseWorkflowId } from '@krok/workflows/messages';
import { Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../src/bundle.ts';
import { caseDataConverter } from '../src/codec/case-data-converter.ts';
import { keepHistory } from './replay/keep-history.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const SHIPPED = new URL('../../../diagrams/key-account/key-account.bpmn', import.meta.url);
const PROCESS = 'key-account';
/** Monday, 2 March 2026, 08:00 in Warsaw. */
const MONDAY = Date.UTC(2026, 2, 2, 7);
const DAY = 86_400_000;
const calendar = polishCalendar(2020, 2035);

/** Where a case stands when its version changes. */
const STAGES = ['reminder', 'wait', 'question', 'held'] as const;
type Stage = (typeof STAGES)[number];

describe('cases go over to another version while they run', () => {
  let rig: Rig;
  let shipped: string;
  const cases = new Map<string, Stage>();
  before(async () => {
    shipped = await readFile(SHIPPED, 'utf8');
    rig = await openRig('migration', { clock: { mode: 'manual', now: MONDAY } });
    await rig.deploy(
      shipped.replace('name="5 dni roboczych"', 'name="7 dni roboczych"').replace('today(), 5)', 'today(), 7)'),
    );
    await rig.worker();
    await rig.startRelay(3_000);
    for (let i = 0; i < 24; i++) {
      const stage = STAGES[i % STAGES.length] ?? 'wait';
      const { caseId } = await rig.store.cases.create({
        organisationId: rig.organisationId,
        processId: PROCESS,
        variables: {
          invoiceId: `i${i}`,
          invoiceNumber: `FV/${i}`,
          amount: 5_000_000,
          currency: 'PLN',
          dueOn: '2026-02-20',
        },
        options: { performers: 'external', ...(i % 3 === 0 && { continueEvery: 2 }) },
      });
      cases.set(caseId, stage);
    }
    await Promise.all([...cases].map(([caseId, stage]) => bring(caseId, stage)));
  });
  after(() => rig.close());

  it('moves 24 cases at four steps, with a worker killed in the middle; terms change by the rules', async () => {
    await rig.store.clock.advance(rig.organisationId, MONDAY + DAY);
    await rig.deploy(shipped);
    const [target, source] = await versions();
    assert.ok(target && source);
    const id = randomUUID();
    const before = await start(id, source, target);
    assert.equal(total(before), 24);
    await until('a first case', async () => (await read(id)).counts.migrated > 0);
    await rig.killWorkers();
    // The same request again is the same migration.
    assert.equal(total(await start(id, source, target)), 24);
    await rig.worker();
    const done = await until(
      'all cases',
      async () => {
        const now = await read(id);
        return now.counts.migrated === 24 && now;
      },
      180,
    );
    assert.deepEqual(done.counts, { waiting: 0, migrated: 24, refused: 0, closed: 0, aside: 0 });

    for (const [caseId, stage] of cases) {
      const found = await rig.store.cases.read(caseId);
      assert.equal(found.executableHash, target.hash);
      assert.equal(found.startedHash, source.hash);
      assert.equal(found.version, target.version);
      // Five working days from Monday, the day on which the wait began, and not from today.
      if (stage === 'wait') assert.equal(found.nextDue, Date.UTC(2026, 2, 8, 23));
      // What has been handed out stays.
      if (stage === 'reminder') assert.equal((await openJob(caseId)).type, 'send-email');
      if (stage === 'question') assert.equal((await worklist(caseId)).length, 1);
    }
  });

  it('goes on in the new version; what ran is verified, folded and replayed over the change', async () => {
    const [target, source] = await versions();
    assert.ok(target && source);
    await rig.store.clock.advance(rig.organisationId, MONDAY + 8 * DAY);
    const waited = [...cases].filter(([, stage]) => stage === 'wait').map(([caseId]) => caseId);
    for (const caseId of waited) await until('the question', async () => (await worklist(caseId)).length > 0);
    const linked = new Map<string, Linked>();
    for (const { hash } of [source, target]) linked.set(hash, await linkedOf(hash));
    const started = linked.get(source.hash) ?? assert.fail();
    // One that ran over the change in a single run, for the replay of every later release.
    await keepHistory(rig, caseWorkflowId([...cases.keys()][1] ?? ''), `migrated-engine-${ENGINE_VERSION}`);
    const bundle = await bundleWorkflows();
    const dataConverter = caseDataConverter(rig.store);
    for (const caseId of [...cases.keys()].slice(0, 8)) {
      const steps = await rig.store.log.read(caseId);
      const definitionOf = (hash: string) => linked.get(hash);
      const verdict = verify(started, steps, () => calendar, definitionOf);
      assert.equal(verdict.kind, 'same', JSON.stringify(verdict).slice(0, 400));
      const folded = stateAt(started, steps, positionAfter(steps, steps.length), definitionOf);
      assert.deepEqual(verdict.kind === 'same' && verdict.state, folded);
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
      const history = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter }, history, caseWorkflowId(caseId));
    }
  });

  it('refuses the case that no longer fits: it stays on its version and goes on there', async () => {
    await rig.deploy(
      shipped.replaceAll('ask-sales', 'ask-somebody-else').replace('Zapytaj handlowca', 'Zapytaj kogoś'),
    );
    const [target, source] = await versions();
    assert.ok(target && source);
    const id = randomUUID();
    // By equal ids alone the question has no counterpart.
    await start(id, source, target, true);
    const done = await until(
      'every answer',
      async () => {
        const now = await read(id);
        return now.counts.waiting === 0 && now;
      },
      120,
    );
    // Those that waited stand at the question now; those that were asked have gone on, for nobody answered.
    const asked = [...cases].filter(([, stage]) => stage === 'wait').length;
    assert.deepEqual(done.counts, { waiting: 0, migrated: 24 - asked, refused: asked, closed: 0, aside: 0 });
    const results = await rig.store.caseMigrations.results(id);
    for (const { caseId, state, refusal } of results) {
      if (state !== 'refused') continue;
      assert.equal(refusal?.code, 'migrationRefused');
      assert.match(refusal?.message ?? '', /ask-sales/);
      assert.equal((await rig.store.cases.read(caseId)).executableHash, source.hash);
    }
    const [stays] = results.filter(({ state }) => state === 'refused');
    assert.ok(stays);
    const [item] = await worklist(stays.caseId);
    assert.ok(item);
    await rig.store.acts.completeBundle({
      bundleId: item.id,
      version: item.version,
      by: rig.person,
      outcomes: item.acts.map((act) => ({ actId: act.id, variables: { salesAnswer: 'goOn' } })),
    });
    await until(
      'the demand',
      async () => (await openJob(stays.caseId).catch(() => null))?.type === 'send-demand-with-krd-warning',
    );
  });

  async function bring(caseId: string, stage: Stage): Promise<void> {
    const reminder = await until('the reminder', () => openJob(caseId).catch(() => null), 300);
    if (stage === 'reminder') return;
    await rig.store.jobs.answer(
      reminder.id,
      stage === 'wait'
        ? { kind: 'completed', variables: {} }
        : { kind: 'error', code: 'NO_EMAIL', message: 'no address' },
    );
    if (stage === 'wait') {
      await until('the wait', async () => (await rig.store.cases.read(caseId)).nextDue !== null, 300);
      return;
    }
    const item = await until('the question', async () => (await worklist(caseId))[0], 300);
    if (stage === 'question') return;
    await rig.store.acts.completeBundle({
      bundleId: item.id,
      version: item.version,
      by: rig.person,
      outcomes: item.acts.map((act) => ({ actId: act.id, variables: { salesAnswer: 'hold', holdDays: 10 } })),
    });
    await until('the next step', async () => (await rig.store.cases.read(caseId)).headSeq >= 3, 300);
  }

  async function openJob(caseId: string) {
    const [job] = await rig.store.jobs.open({ organisationId: rig.organisationId, caseId });
    return job ?? assert.fail('no job is open');
  }

  const worklist = (caseId: string) =>
    rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
  /** Newest first. */
  const versions = (): Promise<readonly DeployedVersion[]> =>
    rig.store.deployments.versions(rig.organisationId, PROCESS);

  async function read(id: string): Promise<CaseMigration> {
    return (await rig.store.caseMigrations.find(rig.organisationId, id)) ?? assert.fail('no migration');
  }

  async function start(
    id: string,
    source: DeployedVersion,
    target: DeployedVersion,
    ids = false,
  ): Promise<CaseMigration> {
    const mapping = proposeMapping(await linkedOf(source.hash), await linkedOf(target.hash), {}, ids);
    return rig.store.caseMigrations.start({
      id,
      organisationId: rig.organisationId,
      processId: PROCESS,
      sourceHash: source.hash,
      targetDeploymentId: target.deploymentId,
      mapping,
      reason: 'five days are enough',
      by: rig.person,
      cases: 'all',
    });
  }

  async function linkedOf(hash: string): Promise<Linked> {
    const bytes = await rig.store.deployments.executable(hash);
    return link(JSON.parse(Buffer.from(bytes).toString()) as ExecutableProcess);
  }
});

function total({ counts }: CaseMigration): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
