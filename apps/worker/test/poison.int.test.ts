import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { StoreError } from '@krok/store';
import { caseWorkflowId } from '@krok/workflows/messages';
import pg from 'pg';
import { diagram, flow, messageDefinition } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const task = (id: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;
const paid = `<bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="Payment" /></bpmn:intermediateCatchEvent>`;
const timer = `<bpmn:intermediateCatchEvent id="soon"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const job = `<bpmn:serviceTask id="tell"><bpmn:extensionElements><zeebe:taskDefinition type="publish-message" />
  <zeebe:taskHeaders><zeebe:header key="messageName" value="told" /><zeebe:header key="correlationKey" value="nobody" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;

/** The step out of `first` waits for a message; the key of that message is what the database may refuse. */
const afterwards = (id: string, first: string, firstId: string): string =>
  diagram(
    id,
    `<bpmn:startEvent id="s" />${first}${paid}<bpmn:endEvent id="e" />
     ${flow('f1', 's', firstId)}${flow('f2', firstId, 'paid')}${flow('f3', 'paid', 'e')}`,
    messageDefinition('Payment', 'payment', 'invoice'),
  );

/** A key that the database refuses, whatever the engine thinks of it: no repeat helps. */
const POISON = 'FV/poison';

/** It went through between the look and the retry. */
function gone(error: unknown): void {
  if (!(error instanceof StoreError && error.code === 'NO_SUCH_STANDSTILL')) throw error;
}

describe('a step that the database never stores', () => {
  let rig: Rig;
  before(async () => {
    rig = await openRig('poison');
    const database = new pg.Client({ connectionString: rig.environment['DATABASE_URL'] });
    await database.connect();
    await database.query(`ALTER TABLE subscription ADD CONSTRAINT no_poison CHECK (correlation_key <> '${POISON}')`);
    await database.end();
    await rig.deploy(afterwards('afterTask', task('t'), 't'));
    await rig.deploy(afterwards('afterTimer', timer, 'soon'));
    await rig.deploy(afterwards('afterJob', job, 'tell'));
    await rig.deploy(
      diagram(
        'atOnce',
        `<bpmn:startEvent id="s" />${paid}<bpmn:endEvent id="e" />${flow('f1', 's', 'paid')}${flow('f2', 'paid', 'e')}`,
        messageDefinition('Payment', 'payment', 'invoice'),
      ),
    );
    await rig.worker();
    await rig.startRelay();
  });
  after(() => rig.close());

  const start = async (processId: string, invoice: string): Promise<string> =>
    (await rig.store.cases.create({ organisationId: rig.organisationId, processId, variables: { invoice } })).caseId;

  const standing = async (caseId: string) =>
    (await rig.store.standstills.open(rig.organisationId)).filter((each) => each.caseId === caseId);

  const waits = (caseId: string): Promise<unknown> =>
    until('the case to wait for its message', async () => {
      const { nextDue, headSeq } = await rig.store.cases.read(caseId);
      const events = (await rig.store.log.read(caseId)).flatMap((step) => step.events);
      return nextDue === null && headSeq > 0 && events.some((event) => event.kind === 'messageSubscribed');
    });

  it('is set aside where somebody sent the command: others of the case go on, and it is sent again', async () => {
    const caseId = await start('afterTask', POISON);
    const [item] = await until('the task', async () => {
      const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
      return open.length > 0 && open;
    });
    assert.ok(item);
    await rig.store.acts.completeBundle({ bundleId: item.id, version: item.version, by: rig.person, outcomes: [] });
    const [standstill] = await until('the standstill', async () => {
      const open = await standing(caseId);
      return open.length > 0 && open;
    });
    assert.ok(standstill);
    assert.equal(standstill.cause, 'unstorable');
    assert.match(standstill.detail, /SQLSTATE 23514.*constraint no_poison/);
    assert.equal((await rig.store.cases.read(caseId)).status, 'active');
    // A second try before anything was mended ends where the first did.
    // The case notes it a moment before the relay sets it aside: a retry in between finds nothing to send.
    await until('the second try', async () => {
      await rig.store.standstills.retry(standstill.id).catch(gone);
      return ((await standing(caseId))[0]?.times ?? 0) > 1;
    });

    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { invoice: 'FV/1' } });
    await until('the mended variable', async () => (await rig.store.cases.read(caseId)).headSeq >= 2);
    await until('the command to be sent again', async () => {
      for (const { id } of await standing(caseId)) await rig.store.standstills.retry(id).catch(gone);
      return (await rig.store.cases.read(caseId)).headSeq === 3;
    });
    await waits(caseId);
    assert.deepEqual(await standing(caseId), []);
  });

  it('is kept by the case where it is its own (a timer), and tried again after the next step', async () => {
    const caseId = await start('afterTimer', POISON);
    await until('the standstill', async () => (await standing(caseId)).length > 0);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { invoice: 'FV/2' } });
    await waits(caseId);
    assert.deepEqual(await standing(caseId), []);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
  });

  it('is a failed job where it was the answer of a job: an incident with a remedy', async () => {
    const caseId = await start('afterJob', POISON);
    const [incident] = await until('the incident', async () => {
      const open = await rig.store.cases.incidents(caseId);
      return open.length > 0 && open;
    });
    assert.match(incident?.message ?? '', /the database refuses it: SQLSTATE 23514.*constraint no_poison/);
    assert.deepEqual(await standing(caseId), []);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { invoice: 'FV/3' } });
    await rig.store.cases.enqueue(caseId, {
      kind: 'resolveIncident',
      incident: incident?.incident ?? '',
      retries: 1,
    });
    await waits(caseId);
  });

  it('a refusal is told though its words hold what the database has no text for', async () => {
    const caseId = await start('afterTask', 'FV/5');
    await until('the start', async () => (await rig.store.cases.read(caseId)).headSeq === 1);
    const variables = { 'a\0\ud800b': 'x'.repeat(40_000) };
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables });
    const [refused] = await until('the refusal', async () => {
      const all = await rig.store.outbox.refusedCommands(caseId);
      return all.length > 0 && all;
    });
    assert.equal(refused?.rejection?.code, 'invalidVariables');
    assert.match(refused?.rejection?.message ?? '', /"a\uFFFD\uFFFDb"/);
    // What can be kept, is: variables may hold such text.
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { text: 'a\0\ud800b' } });
    await until('the variable', async () => (await rig.store.cases.read(caseId)).headSeq === 2);
  });

  it('is tried again when a person says so, a start too; without events in between the history does not grow', async () => {
    const caseId = await start('atOnce', POISON);
    const [standstill] = await until('the standstill', async () => {
      const open = await standing(caseId);
      return open.length > 0 && open;
    });
    assert.equal((await rig.store.cases.read(caseId)).status, 'starting');
    const handle = rig.client.workflow.getHandle(caseWorkflowId(caseId));
    await until('its workflow task to end', async () => {
      const { events } = await handle.fetchHistory();
      return events?.at(-1)?.markerRecordedEventAttributes;
    });
    const before = (await handle.describe()).historyLength;
    // Another case goes its way meanwhile.
    await waits(await start('atOnce', 'FV/4'));
    assert.equal((await handle.describe()).historyLength, before);
    await rig.store.standstills.retry(standstill?.id ?? '');
    await until('the second try', async () => ((await standing(caseId))[0]?.times ?? 0) > 1);
    await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'nothing can mend it' });
  });
});
