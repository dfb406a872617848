import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { type Command, ENGINE_VERSION } from '@krok/engine';
import { verify } from '@krok/simulator';
import { caseWorkflowId } from '@krok/workflows/messages';
import type { DataConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { caseDataConverter } from '../../src/codec/case-data-converter.ts';
import { TWO_INPUTS } from '../rig/diagrams.ts';
import { openRig, type Rig } from '../rig/rig.ts';
import { testBundle } from '../rig/test-bundle.ts';
import { until } from '../rig/until.ts';
import { HISTORIES, keepHistory } from './keep-history.ts';
import { handsOf, linkedOf } from './lives.ts';
import { VERSION_3_LIVES } from './lives-of-version-3.ts';
import { CONTROLS } from './recorded-lives.ts';

const { History } = proto.temporal.api.history.v1;

/**
 * Workflow code must give the recorded commands again: on a case that has just run, and on the histories kept of each
 * release: cases, the daily work, listings and claims. `KROK_RECORD_HISTORIES=1` keeps those that have just run.
 */
describe('replay of histories', () => {
  let rig: Rig;
  let bundle: WorkflowBundle;
  before(async () => {
    // What the core says of changed bundles is what the test wants to see fail.
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
    rig = await openRig('replay');
    await rig.deploy(TWO_INPUTS);
    await rig.worker();
    await rig.startRelay();
    bundle = await testBundle();
  });
  after(() => rig.close());

  it('gives the same commands for a case that just ran, and fails with a changed bundle', async () => {
    const caseId = await ranCase();
    const history = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    const dataConverter = caseDataConverter(rig.store);
    await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter }, history, caseWorkflowId(caseId));
    await assert.rejects(
      Worker.runReplayHistory({ workflowBundle: mutated(bundle), dataConverter }, history, caseWorkflowId(caseId)),
    );
    await keepHistory(rig, caseWorkflowId(caseId), `two-inputs-engine-${ENGINE_VERSION}`);
  });

  it('gives the same commands for a case that people repaired', async () => {
    const caseId = await repairedCase();
    const history = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    const dataConverter = caseDataConverter(rig.store);
    await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter }, history, caseWorkflowId(caseId));
    await keepHistory(rig, caseWorkflowId(caseId), `repairs-engine-${ENGINE_VERSION}`);
  });

  it('gives the same commands for every life of this version, which is verified against its log', async () => {
    const cases = await Promise.all(
      Object.values(VERSION_3_LIVES).map(async ({ diagrams, tables, live }) => {
        for (const xml of diagrams) await rig.deploy(xml, rig.organisationId, tables);
        return Object.values(await live(handsOf(rig, rig.organisationId, noneCalled), async () => {}));
      }),
    );
    const histories = [];
    for (const { caseId } of cases.flat()) {
      const [started, steps] = [
        await linkedOf(rig, (await rig.store.cases.read(caseId)).startedHash),
        await rig.store.log.read(caseId),
      ];
      const verdict = verify(started, steps, () => polishCalendar(2020, 2035));
      assert.equal(verdict.kind, 'same', JSON.stringify(verdict).slice(0, 400));
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
      const workflow = rig.client.workflow.getHandle(caseWorkflowId(caseId));
      // Its last event is written a moment after the case's.
      await workflow.result();
      histories.push({ name: caseWorkflowId(caseId), history: await workflow.fetchHistory() });
    }
    assert.deepEqual(await failures(bundle, histories, caseDataConverter(rig.store)), []);
  });

  it('gives the commands of every history kept of a release, and of none with a changed bundle', async () => {
    assert.ok(kept.length > 0, 'Expected histories in workflows/histories but there are none.');
    assert.deepEqual(await failures(bundle, kept), []);
    assert.deepEqual(
      await failures(mutated(bundle), kept),
      kept.map(({ name }) => name),
    );
  });

  it('fails for each kept life where the code that it hangs on is changed', async () => {
    for (const round of ROUNDS) {
      let code = bundle;
      for (const [, what, by] of round) code = changed(code, what, by);
      const own = kept.filter(({ name }) => round.some(([prefix]) => name.startsWith(`${prefix}-engine`)));
      assert.ok(own.length >= round.length, 'Expected a kept history of each but there is not.');
      assert.deepEqual(
        await failures(code, own),
        own.map(({ name }) => name),
      );
    }
  });

  /** A case that was suspended and resumed, whose timer was moved, a token moved back and a step let count as done. */
  async function repairedCase(): Promise<string> {
    const request = { organisationId: rig.organisationId, processId: 'twoInputs', variables: { invoice: 'FV/2' } };
    const { caseId } = await rig.store.cases.create(request);
    const reached = (head: number): Promise<boolean> =>
      until(`step ${head}`, async () => (await rig.store.cases.read(caseId)).headSeq >= head);
    await reached(1);
    const [start] = await rig.store.log.read(caseId);
    const events = start?.events ?? [];
    const task = events.find((event) => event.kind === 'userTaskCreated');
    const timer = events.find((event) => event.kind === 'timerSet');
    assert.ok(task?.kind === 'userTaskCreated' && timer?.kind === 'timerSet');
    const { element, instance } = task;
    const due = timer.due + 86_400_000;
    const commands: readonly Command[] = [
      { kind: 'suspend', reason: 'the debtor has died' },
      { kind: 'resume' },
      { kind: 'changeTimer', timer: timer.timer, due },
      { kind: 'modify', reason: 'call again', activate: [{ element }], terminate: [instance], consume: [] },
    ];
    for (const [index, command] of commands.entries()) {
      await rig.store.cases.enqueue(caseId, command);
      await reached(index + 2);
    }
    const again = (await rig.store.log.read(caseId)).at(-1)?.events.find((event) => event.kind === 'userTaskCreated');
    assert.ok(again?.kind === 'userTaskCreated');
    await rig.store.cases.enqueue(caseId, { kind: 'skip', instance: again.instance, variables: { byHand: true } });
    await reached(6);
    await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'the test is done' });
    await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'terminated');
    return caseId;
  }

  /** A case that went through a user task, a message and its end. */
  async function ranCase(): Promise<string> {
    const { caseId } = await rig.store.cases.create({
      organisationId: rig.organisationId,
      processId: 'twoInputs',
      variables: { invoice: 'FV/1' },
    });
    const [item] = await until('the task', async () => {
      const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
      return open.length > 0 && open;
    });
    assert.ok(item);
    await rig.store.acts.completeBundle({ bundleId: item.id, version: item.version, by: rig.person, outcomes: [] });
    await rig.store.exchange.publishMessage(rig.organisationId, {
      name: 'payment',
      correlationKey: 'FV/1',
      variables: { paid: true },
      timeToLive: 1000,
    });
    await until('both inputs', async () => (await rig.store.cases.read(caseId)).headSeq === 3);
    await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'the test is done' });
    await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'terminated');
    return caseId;
  }
});

const noneCalled = async (): Promise<null> => null;

interface WorkflowBundle {
  readonly code: string;
}

interface KeptHistory {
  readonly name: string;
  readonly history: proto.temporal.api.history.v1.IHistory;
}

const kept: readonly KeptHistory[] = readdirSync(HISTORIES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, history: History.fromObject(JSON.parse(readFileSync(HISTORIES + name, 'utf8'))) }));

/** Changes that are made together, for a bundle takes its time: at most one for a life. */
const ROUNDS = CONTROLS.reduce<(typeof CONTROLS)[number][][]>((rounds, control) => {
  const free = rounds.find((round) => round.every(([name]) => name !== control[0]));
  if (free) free.push(control);
  else rounds.push([control]);
  return rounds;
}, []);

/** Names of those that the bundle does not give again. */
async function failures(
  workflowBundle: WorkflowBundle,
  histories: readonly KeptHistory[],
  dataConverter: DataConverter = {},
): Promise<string[]> {
  const failed: string[] = [];
  const all = histories.map(({ name, history }) => ({ workflowId: name, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle, dataConverter }, all)) {
    if (error) failed.push(workflowId);
  }
  return failed;
}

/** A bundle whose workflows call their activities by other names: every history must refuse it. */
function mutated(bundle: WorkflowBundle): WorkflowBundle {
  return changed(bundle, /\b(commitSteps|runDaily|followListing|followClaim|planActs)\b/g, '$1z');
}

function changed(bundle: WorkflowBundle, what: RegExp, by: string): WorkflowBundle {
  const code = bundle.code.replace(what, by);
  assert.ok(code !== bundle.code, `Expected ${what.source} in the bundle but it is written differently`);
  return { ...bundle, code };
}
