import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Variables } from '@krok/engine';
import { type CaseOptions, openStore, StoreError } from '@krok/store';
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

let rig: Rig;
before(async () => {
  rig = await openRig('poison', { patient: true, mostVariables: 8_000_000 });
  await rig.worker();
  await rig.startRelay();
});
after(() => rig.close());

const start = async (processId: string, variables: Variables, options: CaseOptions = {}): Promise<string> =>
  (await rig.store.cases.create({ organisationId: rig.organisationId, processId, variables, options })).caseId;

const standing = async (caseId: string) =>
  (await rig.store.standstills.open(rig.organisationId)).filter((each) => each.caseId === caseId);

const headOf = async (caseId: string): Promise<number> => (await rig.store.cases.read(caseId)).headSeq;

describe('a step that the database never stores', () => {
  before(async () => {
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
  });

  const waits = (caseId: string): Promise<unknown> =>
    until('the case to wait for its message', async () => {
      const { nextDue, headSeq } = await rig.store.cases.read(caseId);
      const events = (await rig.store.log.read(caseId)).flatMap((step) => step.events);
      return nextDue === null && headSeq > 0 && events.some((event) => event.kind === 'messageSubscribed');
    });

  it('is set aside where somebody sent the command: others of the case go on, and it is sent again', async () => {
    const caseId = await start('afterTask', { invoice: POISON });
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
    const caseId = await start('afterTimer', { invoice: POISON });
    await until('the standstill', async () => (await standing(caseId)).length > 0);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { invoice: 'FV/2' } });
    await waits(caseId);
    assert.deepEqual(await standing(caseId), []);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
  });

  it('is a failed job where it was the answer of a job: an incident with a remedy', async () => {
    const caseId = await start('afterJob', { invoice: POISON });
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
    const caseId = await start('afterTask', { invoice: 'FV/5' });
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
    const caseId = await start('atOnce', { invoice: POISON });
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
    await waits(await start('atOnce', { invoice: 'FV/4' }));
    assert.equal((await handle.describe()).historyLength, before);
    await rig.store.standstills.retry(standstill?.id ?? '');
    await until('the second try', async () => ((await standing(caseId))[0]?.times ?? 0) > 1);
    await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'nothing can mend it' });
  });
});

/** As large as one variable may be, and of letters that no compression makes much smaller. */
const LARGE = 32_000;
const full = (count: number, from = 0): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`v${from + n}`, randomBytes((LARGE * 3) / 4).toString('base64')]),
  );
const GROWS = `<bpmn:scriptTask id="grow"><bpmn:extensionElements>
  <zeebe:script expression="= string join(for i in 1..3200 return &#34;0123456789&#34;)" resultVariable="grown" /></bpmn:extensionElements></bpmn:scriptTask>`;
const growing = (id: string, first: string, firstId: string): string =>
  diagram(
    id,
    `<bpmn:startEvent id="s" />${first}${GROWS}${task('rest')}<bpmn:endEvent id="e" />
     ${flow('f1', 's', firstId)}${flow('f2', firstId, 'grow')}${flow('f3', 'grow', 'rest')}${flow('f4', 'rest', 'e')}`,
  );

describe('a case that would hold too much', () => {
  before(async () => {
    await rig.deploy(growing('afterLargeTask', task('t'), 't'));
    await rig.deploy(growing('afterLargeTimer', timer, 'soon'));
    await rig.deploy(growing('growsAtOnce', '<bpmn:manualTask id="first" />', 'first'));
    await rig.deploy(
      diagram(
        'largeJob',
        `<bpmn:startEvent id="s" />${job}<bpmn:endEvent id="e" />${flow('f1', 's', 'tell')}${flow('f2', 'tell', 'e')}`,
      ),
    );
  });

  const refusal = (caseId: string) =>
    until('the refusal', async () => (await rig.store.outbox.refusedCommands(caseId))[0]?.rejection);
  const TOO_LARGE =
    /^Expected the variables of the case to take at most 256 KB together but they would take 2[5-9]\d KB/;

  it('refuses variables that a person sets, and takes them once others are smaller', async () => {
    const caseId = await start('afterLargeTask', full(8));
    await until('the start', async () => (await headOf(caseId)) === 1);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: full(1, 8) });
    const { code, message } = await refusal(caseId);
    assert.equal(code, 'tooLarge');
    assert.match(message, TOO_LARGE);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { v0: null } });
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: full(1, 8) });
    await until('both', async () => (await headOf(caseId)) === 3);
    assert.deepEqual(await standing(caseId), []);
  });

  it('sets a completed task aside, seen by people, until there is room', async () => {
    const caseId = await start('afterLargeTask', full(8));
    const [item] = await until('the task', async () => {
      const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
      return open.length > 0 && open;
    });
    assert.ok(item);
    await rig.store.acts.completeBundle({ bundleId: item.id, version: item.version, by: rig.person, outcomes: [] });
    const standstill = await until('the standstill', async () => (await standing(caseId))[0]);
    assert.equal(standstill.cause, 'tooLarge');
    assert.match(standstill.detail, TOO_LARGE);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { v0: null } });
    await until('the completion', async () => {
      for (const { id } of await standing(caseId)) await rig.store.standstills.retry(id).catch(gone);
      return (await headOf(caseId)) === 3;
    });
    assert.deepEqual(await standing(caseId), []);
  });

  it('keeps what a timer leads to, and does it by itself once there is room', async () => {
    const caseId = await start('afterLargeTimer', full(8));
    const { cause, detail } = await until('the standstill', async () => (await standing(caseId))[0]);
    assert.equal(cause, 'tooLarge');
    assert.match(detail, TOO_LARGE);
    assert.equal(await headOf(caseId), 1);
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { v0: null } });
    await until('what the timer leads to', async () => (await headOf(caseId)) === 3);
    assert.deepEqual(await standing(caseId), []);
  });

  it('has an incident where the result of a job has no room', async () => {
    const caseId = await start('largeJob', full(8), { performers: 'external' });
    const created = await until('the job', async () => (await rig.store.log.read(caseId))[0]?.events);
    const done = created.find((event) => event.kind === 'jobCreated');
    assert.ok(done?.kind === 'jobCreated');
    await rig.store.cases.enqueue(caseId, { kind: 'completeJob', job: done.job, variables: full(1, 8) });
    const incident = await until('the incident', async () => (await rig.store.cases.incidents(caseId))[0]);
    assert.match(incident.message, TOO_LARGE);
    assert.equal((await refusal(caseId)).code, 'tooLarge');
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { v0: null } });
    await rig.store.cases.enqueue(caseId, { kind: 'resolveIncident', incident: incident.incident, retries: 1 });
    await rig.store.cases.enqueue(caseId, { kind: 'completeJob', job: done.job, variables: full(1, 8) });
    await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'completed');
  });

  it('is not begun, nor told of, with variables that no case takes: nothing is kept', async () => {
    const { environment, organisationId } = rig;
    const store = openStore({ url: environment['DATABASE_URL'] ?? '', keysFolder: environment['KROK_KEYS'] ?? '' });
    const variables = full(100);
    const message = { name: 'begin', correlationKey: 'k', variables, timeToLive: 60_000 };
    const tries: readonly (() => Promise<unknown>)[] = [
      () => store.cases.create({ organisationId, processId: 'largeJob', variables }),
      () => store.exchange.publishMessage(organisationId, message),
      () => store.exchange.broadcastSignal(organisationId, 'begin', variables),
    ];
    const before = await store.cases.list({ organisationId, limit: 500 });
    for (const attempt of tries) {
      await assert.rejects(attempt, {
        code: 'VARIABLES_TOO_LARGE',
        message: /^Expected at most 256 KB of variables for a case but got 3\d{3} KB\.$/,
      });
    }
    assert.equal((await store.cases.list({ organisationId, limit: 500 })).length, before.length);
    assert.deepEqual(await store.exchange.buffered(organisationId), await rig.store.exchange.buffered(organisationId));
    assert.ok((await store.exchange.buffered(organisationId)).every(({ name }) => name !== 'begin'));
    await store.close();
  });

  it('stands still where its very start makes it so, or is refused, and a person ends it', async () => {
    const starts: readonly (readonly [processId: string, variables: Variables, detail: RegExp])[] = [
      ['growsAtOnce', full(8), TOO_LARGE],
      ['largeJob', { list: Array.from({ length: 5_000 }, () => 1) }, /variable "list" to take at most 32768 bytes/],
    ];
    for (const [processId, variables, expected] of starts) {
      const caseId = await start(processId, variables);
      const { cause, detail } = await until('the standstill', async () => (await standing(caseId))[0]);
      assert.equal(cause, 'tooLarge');
      assert.match(detail, expected);
      const { status, headSeq } = await rig.store.cases.read(caseId);
      assert.deepEqual([status, headSeq], ['starting', 0]);
      await rig.store.cases.enqueue(caseId, { kind: 'cancel', reason: 'it can never begin' });
      await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'terminated');
      assert.deepEqual(await standing(caseId), []);
    }
  });

  it('goes on in its run where Temporal would not take what it would carry into the next', async () => {
    await rig.killWorkers();
    await rig.worker({ KROK_TEST_MOST_VARIABLES: '8000000' });
    // 2.6 MB of what cannot be compressed below 1.9 MB.
    const caseId = await start('afterLargeTask', full(40), { continueEvery: 2 });
    const runOf = async (): Promise<string> =>
      (await rig.client.workflow.getHandle(caseWorkflowId(caseId)).describe()).runId;
    await until('the start', async () => (await headOf(caseId)) === 1, 240);
    const first = await runOf();
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: full(42, 40) });
    for (let n = 0; n < 3; n += 1) await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { n } });
    await until('all steps', async () => (await headOf(caseId)) === 5, 240);
    const less = Object.fromEntries(Object.keys(full(82)).map((name) => [name, null]));
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: less });
    await until('the step that frees it', async () => (await headOf(caseId)) === 6, 240);
    assert.equal(await runOf(), first, 'neither ended by Temporal nor begun anew');
    // It is weighed again some steps later.
    for (let n = 0; n < 20; n += 1) await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { n } });
    await until('a new run', async () => (await runOf()) !== first, 240);
    assert.deepEqual(await standing(caseId), []);
  });
});
