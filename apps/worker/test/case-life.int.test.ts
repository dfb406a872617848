import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { caseWorkflowId } from '@krok/workflows/messages';
import { startTemporal, type TemporalService } from '../../../scripts/services/temporal.ts';
import { diagram, flow } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

/** Five user tasks in a row: five commands, five steps. */
const FIVE = diagram(
  'five',
  `<bpmn:startEvent id="s" />${[1, 2, 3, 4, 5].map((n) => `<bpmn:userTask id="t${n}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`).join('')}<bpmn:endEvent id="e" />
   ${flow('f0', 's', 't1')}${[1, 2, 3, 4].map((n) => flow(`f${n}`, `t${n}`, `t${n + 1}`)).join('')}${flow('f5', 't5', 'e')}`,
);

/** A job of an activity before two user tasks. */
const PUBLISHING = diagram(
  'publishing',
  `<bpmn:startEvent id="s" /><bpmn:serviceTask id="tell"><bpmn:extensionElements><zeebe:taskDefinition type="publish-message" />
     <zeebe:taskHeaders><zeebe:header key="messageName" value="told" /><zeebe:header key="correlationKey" value="nobody" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>
   ${[1, 2].map((n) => `<bpmn:userTask id="t${n}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`).join('')}<bpmn:endEvent id="e" />
   ${flow('f0', 's', 'tell')}${flow('f1', 'tell', 't1')}${flow('f2', 't1', 't2')}${flow('f3', 't2', 'e')}`,
);

const task = (id: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;
const escalation = (code: string): string =>
  `<bpmn:escalation id="E${code}" name="${code}" escalationCode="${code}" />`;
const escalates = (code: string): string => `<bpmn:escalationEventDefinition escalationRef="E${code}" />`;

/** Tells its caller that it is late, goes on, and then that it gives up. */
const CALLED = diagram(
  'called',
  `<bpmn:startEvent id="s" />${task('t1')}<bpmn:intermediateThrowEvent id="late">${escalates('late')}</bpmn:intermediateThrowEvent>
   ${task('t2')}<bpmn:endEvent id="e">${escalates('lost')}</bpmn:endEvent>
   ${flow('f0', 's', 't1')}${flow('f1', 't1', 'late')}${flow('f2', 'late', 't2')}${flow('f3', 't2', 'e')}`,
  escalation('late') + escalation('lost'),
);
const CALLING = diagram(
  'calling',
  `<bpmn:startEvent id="s" />
   <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="called" /></bpmn:extensionElements></bpmn:callActivity>
   <bpmn:boundaryEvent id="b1" attachedToRef="call" cancelActivity="false">${escalates('late')}</bpmn:boundaryEvent>
   <bpmn:boundaryEvent id="b2" attachedToRef="call">${escalates('lost')}</bpmn:boundaryEvent>
   ${task('look')}<bpmn:endEvent id="e" /><bpmn:endEvent id="looked" /><bpmn:endEvent id="lost" />
   ${flow('f0', 's', 'call')}${flow('f1', 'call', 'e')}${flow('f2', 'b1', 'look')}${flow('f3', 'look', 'looked')}${flow('f4', 'b2', 'lost')}`,
  escalation('late') + escalation('lost'),
);

describe('a case on the real server', () => {
  let rig: Rig;
  let temporal: TemporalService;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'krok-life-'));
    temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
    rig = await openRig('life', { address: temporal.address });
    await rig.deploy(FIVE);
    await rig.deploy(PUBLISHING);
    await rig.deploy(CALLED);
    await rig.deploy(CALLING);
    await rig.startRelay(3_000);
  });
  after(async () => {
    await rig.close();
    await temporal.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const create = async (continueEvery?: number, processId = 'five'): Promise<string> =>
    (
      await rig.store.cases.create({
        organisationId: rig.organisationId,
        processId,
        variables: {},
        ...(continueEvery === undefined ? {} : { options: { continueEvery } }),
      })
    ).caseId;

  async function completeNext(caseId: string): Promise<void> {
    const [item] = await until('an open task', async () => {
      const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
      return open.length > 0 && open;
    });
    assert.ok(item);
    await rig.store.acts.completeBundle({
      bundleId: item.id,
      version: item.version,
      by: rig.person,
      outcomes: item.acts.map((act) => ({ actId: act.id, variables: { done: true } })),
    });
    await until('the step', async () =>
      (await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' })).every(
        (open) => open.id !== item.id,
      ),
    );
  }

  const ended = (caseId: string): Promise<boolean> =>
    until('the end', async () => (await rig.store.cases.read(caseId)).status === 'completed');

  async function story(caseId: string): Promise<unknown> {
    const steps = await rig.store.log.read(caseId);
    return steps.map((step) => ({
      seq: step.seq,
      command: step.command.kind,
      events: step.events.filter((event) => event.kind !== 'timePassed'),
    }));
  }

  it('tells the same story with continue-as-new after every step, and with no cached workflow', async () => {
    const worker = await rig.worker();
    const plain = await create();
    const renewed = await create(1);
    for (const caseId of [plain, renewed]) {
      for (let n = 0; n < 5; n++) await completeNext(caseId);
      await ended(caseId);
    }
    const runs = await rig.client.workflow.getHandle(caseWorkflowId(renewed)).fetchHistory();
    assert.ok(
      runs.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId,
      'it did continue as new',
    );
    await worker.kill('SIGTERM');

    const uncached = await rig.worker({ KROK_TEST_CACHE: '0' });
    const replayed = await create(2);
    for (let n = 0; n < 5; n++) await completeNext(replayed);
    await ended(replayed);
    await uncached.kill('SIGTERM');
    assert.deepEqual(await story(renewed), await story(plain));
    assert.deepEqual(await story(replayed), await story(plain));
  });

  it('hears an escalation of a case that it called, which goes on, and ends with one that interrupts the call', async () => {
    const worker = await rig.worker();
    const caller = await create(1, 'calling');
    const called = await until('the called case', async () => {
      const all = await rig.store.cases.list({ organisationId: rig.organisationId, rootCaseId: caller });
      return all.find(({ id }) => id !== caller)?.id;
    });
    await completeNext(called);
    await completeNext(caller);
    await completeNext(called);
    await ended(caller);
    await until('the end of the called case', async () => (await rig.store.cases.read(called)).status !== 'active');
    const heard = (await rig.store.log.read(caller)).flatMap(({ command }) =>
      command.kind === 'calledEscalated' ? [command.code] : [],
    );
    assert.deepEqual(heard, ['late', 'lost']);
    const done = (await rig.store.log.read(caller)).flatMap(({ events }) => events);
    assert.ok(done.some(({ kind }) => kind === 'callCancelled' || kind === 'callEnded'));
    assert.ok(!done.some(({ kind }) => kind === 'incidentRaised'));
    for (const id of [caller, called]) assert.equal((await rig.store.log.verifyChain(id)).kind, 'intact');
    await worker.kill('SIGTERM');
  });

  it('goes on after its workflow was ended by force: a new one follows the log', async () => {
    const worker = await rig.worker();
    const caseId = await create();
    await completeNext(caseId);
    await completeNext(caseId);
    await rig.client.workflow.getHandle(caseWorkflowId(caseId)).terminate('an operator at the wrong place');
    for (let n = 0; n < 3; n++) await completeNext(caseId);
    await ended(caseId);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
    assert.equal((await rig.store.cases.read(caseId)).headSeq, 6);
    await worker.kill('SIGTERM');
  });

  it('does not perform again, while it follows, the jobs that were done', async () => {
    const worker = await rig.worker();
    const { caseId } = await rig.store.cases.create({
      organisationId: rig.organisationId,
      processId: 'publishing',
      variables: {},
    });
    await completeNext(caseId);
    await rig.client.workflow.getHandle(caseWorkflowId(caseId)).terminate('an operator at the wrong place');
    await completeNext(caseId);
    await ended(caseId);
    const { events } = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    assert.ok(!events?.some((event) => event.activityTaskScheduledEventAttributes), 'the message was published again');
    assert.equal((await rig.store.exchange.buffered(rig.organisationId)).length, 1);
    await worker.kill('SIGTERM');
  });

  it('follows its log after a Temporal reset to its first workflow task', async () => {
    const worker = await rig.worker();
    const caseId = await create();
    await completeNext(caseId);
    await completeNext(caseId);
    const handle = rig.client.workflow.getHandle(caseWorkflowId(caseId));
    const { events = [] } = await handle.fetchHistory();
    const first = events?.find((event) => event.workflowTaskCompletedEventAttributes);
    await rig.client.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: caseWorkflowId(caseId) },
      workflowTaskFinishEventId: first?.eventId ?? null,
      requestId: randomUUID(),
      reason: 'test',
    });
    for (let n = 0; n < 3; n++) await completeNext(caseId);
    await ended(caseId);
    const ids = (await rig.store.log.read(caseId)).map((step) => step.commandId);
    assert.equal(new Set(ids).size, 6);
    await worker.kill('SIGTERM');
  });

  it('runs on after Temporal has lost everything: an empty server, the same database', async () => {
    const worker = await rig.worker();
    const caseId = await create();
    await completeNext(caseId);
    await worker.kill('SIGKILL');
    await temporal.kill();
    const port = Number(temporal.address.split(':')[1]);
    await rm(join(folder, 'temporal'), { recursive: true, force: true });
    temporal = await startTemporal({ dataDir: join(folder, 'temporal'), port });
    const again = await rig.worker();
    for (let n = 0; n < 4; n++) await completeNext(caseId);
    await ended(caseId);
    assert.equal((await rig.store.cases.read(caseId)).headSeq, 6);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
    await again.kill('SIGTERM');
  });
});
