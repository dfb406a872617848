import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { type Command, evolveAll, initialState, type InstanceState, link } from '@krok/engine';
import { caseState, caseWorkflowId, deliver } from '@krok/workflows/messages';
import { Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../src/bundle.ts';
import { caseDataConverter } from '../src/codec/case-data-converter.ts';
import { diagram, flow, messageDefinition } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const timer = (id: string, duration: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const task = (id: string) =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;

/** A short wait and a message side by side, each before a task; a gateway that may go the wrong way before a long wait. */
const WAITS = diagram(
  'waits',
  `<bpmn:startEvent id="s" /><bpmn:parallelGateway id="fork" />${timer('soon', 'PT3S')}${task('a')}
   <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="Payment" /></bpmn:intermediateCatchEvent>${task('b')}<bpmn:endEvent id="e" />
   ${flow('f1', 's', 'fork')}${flow('f2', 'fork', 'soon')}${flow('f3', 'fork', 'paid')}${flow('f4', 'soon', 'a')}${flow('f5', 'paid', 'b')}${flow('f6', 'a', 'e')}${flow('f7', 'b', 'e')}`,
  messageDefinition('Payment', 'payment', 'invoice'),
);
const BRANCHES = diagram(
  'branches',
  `<bpmn:startEvent id="s" /><bpmn:exclusiveGateway id="big" default="f3" />${task('claim')}${timer('month', 'P30D')}${task('call')}<bpmn:endEvent id="e" />
   ${flow('f1', 's', 'big')}<bpmn:sequenceFlow id="f2" sourceRef="big" targetRef="claim"><bpmn:conditionExpression>=amount &gt; 100</bpmn:conditionExpression></bpmn:sequenceFlow>
   ${flow('f3', 'big', 'month')}${flow('f4', 'claim', 'e')}${flow('f5', 'month', 'call')}${flow('f6', 'call', 'e')}`,
);

describe('repairs of cases on the real server', () => {
  let rig: Rig;
  let workflowBundle: Awaited<ReturnType<typeof bundleWorkflows>>;
  before(async () => {
    workflowBundle = await bundleWorkflows();
    rig = await openRig('repairs');
    await rig.deploy(WAITS);
    await rig.deploy(BRANCHES);
    await rig.startRelay();
    await rig.worker();
  });
  after(() => rig.close());

  async function start(processId: string, variables: Record<string, string | number>): Promise<string> {
    const { organisationId } = rig;
    const { caseId } = await rig.store.cases.create({ organisationId, processId, variables });
    await until('the start', async () => (await rig.store.cases.read(caseId)).headSeq > 0);
    return caseId;
  }
  /** Asks at the head of the log, and waits for the word of the case. */
  async function repair(caseId: string, command: Command, id: string = randomUUID()) {
    const seen = (await rig.store.cases.read(caseId)).headSeq;
    await rig.store.repairs.ask({ caseId, id, command, seen, by: rig.person });
    return until('an answer', async () => {
      const state = (await rig.store.repairs.find(caseId, id))?.state;
      return state?.kind !== 'underWay' && state;
    });
  }
  const stateOf = async (caseId: string): Promise<InstanceState> =>
    (await rig.client.workflow.getHandle(caseWorkflowId(caseId)).query(caseState))?.state ?? assert.fail('no state');
  async function linkedOf(caseId: string) {
    const { executableHash } = await rig.store.cases.read(caseId);
    const bytes = await rig.store.deployments.executable(executableHash);
    const executable: ExecutableProcess = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return {
      linked: link(executable),
      indexOf: (id: string) => executable.elements.findIndex((each) => each.id === id),
    };
  }
  async function standsAt(caseId: string, ...ids: readonly string[]): Promise<InstanceState> {
    const { indexOf } = await linkedOf(caseId);
    const wanted = ids.map(indexOf).toSorted();
    return until(`the case at ${ids.join(' and ')}`, async () => {
      const state = await stateOf(caseId);
      const found = Object.values(state.instances).flatMap(({ scope, element }) => (scope === '' ? [] : [element]));
      return JSON.stringify(found.toSorted()) === JSON.stringify(wanted) && state;
    });
  }
  const instanceAt = (state: InstanceState, element: number): string =>
    Object.keys(state.instances).find((id) => state.instances[id]?.element === element) ?? assert.fail('nobody there');
  const events = async (caseId: string) => (await rig.store.log.read(caseId)).flatMap((step) => step.events);

  /** The log is the state, its chain is whole, and the history replays. */
  async function isSound(caseId: string): Promise<void> {
    const { linked } = await linkedOf(caseId);
    const state = await stateOf(caseId);
    assert.deepEqual(evolveAll(linked, initialState(), await events(caseId)), state);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
    const history = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    await Worker.runReplayHistory(
      { workflowBundle, dataConverter: caseDataConverter(rig.store) },
      history,
      caseWorkflowId(caseId),
    );
  }

  it('suspends: the timer on the server does not fire, a message is taken; resumed, both are followed once', async () => {
    const caseId = await start('waits', { invoice: 'F/1' });
    const [{ due } = { due: 0 }] = Object.values((await stateOf(caseId)).timers);
    assert.equal((await repair(caseId, { kind: 'suspend', reason: 'upadłość' })).kind, 'done');
    assert.deepEqual(
      [(await rig.store.overview.case(caseId)).suspendedAt !== null, (await rig.store.cases.read(caseId)).nextDue],
      [true, null],
    );
    await rig.store.exchange.publishMessage(rig.organisationId, {
      name: 'payment',
      correlationKey: 'F/1',
      variables: {},
      timeToLive: 60_000,
    });
    await until('the message in the log', async () =>
      (await events(caseId)).some(({ kind }) => kind === 'messageCorrelated'),
    );
    await until('the due time to pass', async () => Date.now() > due + 1_500);
    const before = await events(caseId);
    assert.ok(!before.some(({ kind }) => kind === 'timerFired' || kind === 'userTaskCreated'));
    assert.equal((await repair(caseId, { kind: 'resume' })).kind, 'done');
    await standsAt(caseId, 'a', 'b');
    const fired = (await events(caseId)).filter(({ kind }) => kind === 'timerFired');
    assert.equal(fired.length, 1);
    await isSound(caseId);
  });

  it('moves a token out of the wrong branch, changes the running timer, skips, and ends', async () => {
    const caseId = await start('branches', { amount: 500 });
    const { indexOf } = await linkedOf(caseId);
    const wrong = await standsAt(caseId, 'claim');
    const move: Command = {
      kind: 'modify',
      reason: 'kwota bez odsetek',
      activate: [{ element: indexOf('month'), variables: { amount: 50 } }],
      terminate: [instanceAt(wrong, indexOf('claim'))],
      consume: [],
    };
    assert.equal((await repair(caseId, move)).kind, 'done');
    const [timerId = ''] = Object.keys((await standsAt(caseId, 'month')).timers);
    const due = Date.now() + 1_000;
    assert.equal((await repair(caseId, { kind: 'changeTimer', timer: timerId, due, reason: 'dziś' })).kind, 'done');
    const calling = await standsAt(caseId, 'call');
    const skip: Command = {
      kind: 'skip',
      instance: instanceAt(calling, indexOf('call')),
      variables: {},
      reason: 'już wie',
    };
    assert.equal((await repair(caseId, skip)).kind, 'done');
    await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'completed');
    await isSound(caseId);

    const other = await start('branches', { amount: 500 });
    assert.equal((await repair(other, { kind: 'cancel', reason: 'wycofane' })).kind, 'done');
    assert.equal((await rig.store.cases.read(other)).status, 'terminated');
    assert.ok((await rig.store.acts.ofCase(other)).every(({ state }) => state === 'notNeeded'));
    await isSound(other);
  });

  it('refuses on the way what the engine refuses, and what was seen elsewhere; a repeat is the same repair', async () => {
    const caseId = await start('branches', { amount: 500 });
    const refused = await repair(caseId, { kind: 'resume' });
    assert.equal(refused.kind === 'refused' && refused.refusal.code, 'notSuspended');
    const handle = rig.client.workflow.getHandle(caseWorkflowId(caseId));
    const send = (id: string, seen: number, sending: string) =>
      handle.executeUpdate(deliver, {
        updateId: `${id}.${sending}`,
        args: [{ id, at: Date.now(), command: { kind: 'suspend', reason: 'r' } satisfies Command, seen }],
      });
    const head = (await rig.store.cases.read(caseId)).headSeq;
    const late = await send(randomUUID(), head - 1, 'a');
    assert.equal(late.kind === 'refused' && late.code, 'movedOn');
    const id = randomUUID();
    assert.deepEqual(await send(id, head, 'a'), { kind: 'logged', seq: head + 1 });
    assert.deepEqual(await send(id, head, 'b'), { kind: 'logged', seq: head + 1 });
    assert.equal((await rig.store.cases.read(caseId)).headSeq, head + 1);
    await isSound(caseId);
  });
});
