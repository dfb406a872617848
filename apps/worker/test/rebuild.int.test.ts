import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StepRecord } from '@krok/store';
import { pino } from 'pino';
import { type Attendant, startAttendant } from '../src/attend/attendant.ts';
import { bundleWorkflows } from '../src/bundle.ts';
import { type RebuildLine, rebuildCases } from '../src/rebuild/rebuild-cases.ts';
import { diagram, flow, messageDefinition } from './rig/diagrams.ts';
import { backUp } from './rig/older-database.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const task = (id: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;

/** Tasks, a message in between, and a timer beside them all that never fires. */
const LONG = diagram(
  'long',
  `<bpmn:startEvent id="s" /><bpmn:parallelGateway id="fork" />
   <bpmn:intermediateCatchEvent id="month"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P30D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   ${task('t1')}${task('t2')}
   <bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="Payment" /></bpmn:intermediateCatchEvent>
   ${task('t3')}${task('t4')}<bpmn:endEvent id="e"><bpmn:terminateEventDefinition /></bpmn:endEvent>
   ${flow('f0', 's', 'fork')}${flow('f1', 'fork', 'month')}${flow('f2', 'fork', 't1')}${flow('f3', 't1', 't2')}${flow('f4', 't2', 'paid')}
   ${flow('f5', 'paid', 't3')}${flow('f6', 't3', 't4')}${flow('f7', 't4', 'e')}${flow('f8', 'month', 'e')}`,
  messageDefinition('Payment', 'payment', 'invoice'),
);

/*
 * PostgreSQL older than the cases: a back-up was restored, Temporal was not. The histories hold what the log has lost.
 */
describe('steps that a restored database lacks', () => {
  let rig: Rig;
  let attendant: Attendant;
  before(async () => {
    rig = await openRig('rebuild');
    await rig.deploy(LONG);
  });
  after(async () => {
    await attendant?.stop();
    await rig.close();
  });

  const create = async (invoice: string, continueEvery?: number): Promise<string> =>
    (
      await rig.store.cases.create({
        organisationId: rig.organisationId,
        processId: 'long',
        variables: { invoice },
        ...(continueEvery === undefined ? {} : { options: { continueEvery } }),
      })
    ).caseId;
  const reaches = (caseId: string, head: number): Promise<boolean> =>
    until(`step ${head}`, async () => (await rig.store.cases.read(caseId)).headSeq >= head, 180);
  const next = (caseId: string) =>
    until(
      'an open task',
      async () =>
        (await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' }))[0] ?? null,
    );
  async function complete(caseId: string, head: number): Promise<void> {
    const { id: bundleId, version } = await next(caseId);
    await rig.store.acts.completeBundle({ bundleId, version, by: rig.person, outcomes: [] });
    await reaches(caseId, head);
  }
  async function pay(invoice: string, caseId: string, head: number): Promise<void> {
    const message = { name: 'payment', correlationKey: invoice, variables: { paid: true }, timeToLive: 60_000 };
    await rig.store.exchange.publishMessage(rig.organisationId, message);
    await reaches(caseId, head);
  }
  const quiet = () =>
    until('quiet', async () => (await rig.store.clock.atRest(rig.organisationId)).pendingOutbox === 0);
  const logOf = (caseId: string): Promise<readonly StepRecord[]> => rig.store.log.read(caseId);
  const causes = async (): Promise<string[]> =>
    (await rig.store.standstills.open(rig.organisationId)).map((each) => `${each.cause} ${each.workflowId}`).sort();

  it('are rebuilt from the histories: the log is what it was, the chain verifies, the cases go on', async () => {
    const taskQueue = rig.environment['KROK_TASK_QUEUE'] ?? '';
    const worker = await rig.worker();
    await rig.startRelay(3_000);
    const plain = await create('FV/1');
    const renewed = await create('FV/2', 1);
    const ended = await create('FV/3');
    const untouched = await create('FV/4');
    for (const caseId of [plain, renewed, ended]) await complete(caseId, 2);
    await reaches(untouched, 1);
    // A row is settled a moment after its step; a back-up in between would send it again, which is another test.
    await quiet();
    const backup = await backUp(rig.environment['DATABASE_URL'] ?? '');

    for (const [caseId, invoice] of [
      [plain, 'FV/1'],
      [renewed, 'FV/2'],
      [ended, 'FV/3'],
    ] as const) {
      await complete(caseId, 3);
      await pay(invoice, caseId, 4);
      await complete(caseId, 5);
    }
    await complete(ended, 6);
    const young = await create('FV/5');
    await reaches(young, 1);
    const kept = new Map<string, readonly StepRecord[]>();
    for (const caseId of [plain, renewed, ended]) kept.set(caseId, await logOf(caseId));
    // Each workflow has answered, so that its history holds its steps.
    await quiet();
    await worker.kill('SIGKILL');
    await backup.restore();
    assert.equal((await rig.store.cases.read(plain)).headSeq, 2);

    // People and time go on with what the old database shows; each case stops, and says why.
    await rig.worker();
    attendant = startAttendant({
      store: rig.store,
      client: rig.client,
      taskQueue,
      log: pino({ level: 'silent' }),
      everyMs: 3_600_000,
    });
    for (const caseId of [plain, renewed]) {
      const { id: bundleId, version } = await next(caseId);
      await rig.store.acts.completeBundle({ bundleId, version, by: rig.person, outcomes: [] });
    }
    await until('the standstills', async () => (await causes()).length === 3, 120);
    assert.deepEqual(await causes(), [plain, renewed, ended].map((caseId) => `logBehind case:${caseId}`).sort());
    assert.equal((await rig.store.cases.read(ended)).status, 'active');

    const context = { store: rig.store, client: rig.client, bundle: await bundleWorkflows({ recording: true }) };
    const lines: RebuildLine[] = [];
    for await (const line of rebuildCases(context, taskQueue)) lines.push(line);
    const found = new Map(lines.map(({ caseId, ...line }) => [caseId, line]));
    assert.deepEqual(found.get(plain), { kind: 'rebuilt', from: 3, head: 5, doubtful: 0 });
    assert.deepEqual(found.get(renewed), { kind: 'rebuilt', from: 3, head: 5, doubtful: 0 });
    assert.deepEqual(found.get(ended), { kind: 'rebuilt', from: 3, head: 6, doubtful: 0 });
    assert.deepEqual(found.get(untouched), { kind: 'whole' });
    assert.deepEqual(found.get(young), { kind: 'unknown' });
    assert.deepEqual(await causes(), []);
    for (const [caseId, steps] of kept) {
      assert.deepEqual((await logOf(caseId)).slice(0, steps.length), steps);
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
    }
    assert.equal((await rig.store.cases.read(ended)).status, 'completed');

    for (const caseId of [plain, renewed]) {
      await complete(caseId, 6);
      await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'completed', 240);
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
    }
    await complete(untouched, 2);
  });
});
