import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import type { DeliveryResult, WebhookChannel, WebhookEvent } from '@krok/channels';
import type { Command, EngineEvent } from '@krok/engine';
import pg from 'pg';
import { createPerformBundle } from '../src/acts/perform-bundle.ts';
import { createPlanActs } from '../src/acts/plan-acts.ts';
import { type DeskRig, openDeskRig, recordingChannel } from './desk-rig.ts';

const TYPE = 'call-webhook';
const BLOCK = { system: 'orders', event: 'block-orders' };

describe('events for other systems of the firm', () => {
  let rig: DeskRig;
  before(async () => {
    rig = await openDeskRig();
  });
  after(() => rig.close());

  const newDebtor = () => rig.store.parties.addDebtor({ organisationId: rig.organisationId, name: 'Dłużnik' });
  const plan = (deskKey: string) => createPlanActs(rig.store)({ deskKey, at: null });
  const perform = (bundleId: string, webhooks: WebhookChannel) =>
    createPerformBundle(rig.store, { email: recordingChannel(), webhooks })({ bundleId });
  const actOf = async (caseId: string) => (await rig.store.acts.ofCase(caseId))[0] ?? assert.fail('no act');

  it('wait while sending is off, visibly, and leave once it is on, each by itself', async () => {
    const { store, organisationId } = rig;
    await store.organisations.setSending(organisationId, false);
    const debtorId = await newDebtor();
    const first = await rig.wish({ debtorId, type: TYPE, headers: BLOCK, variables: { holdDays: 10 } });
    const second = await rig.wish({ debtorId, type: TYPE, headers: { ...BLOCK, event: 'unblock' }, variables: {} });
    assert.deepEqual((await plan(first.deskKey)).ready, []);
    const { state, reason } = await actOf(first.caseId);
    assert.deepEqual([state, reason], ['due', 'sendingOff']);
    const waiting = await store.operations.waitingToLeave(organisationId);
    assert.deepEqual(waiting, [{ channel: 'webhook', count: 2, debtors: 1 }]);
    await rig.wakes();

    await store.organisations.setSending(organisationId, true);
    assert.deepEqual(await rig.wakes(), [first.deskKey]);
    const { ready } = await plan(first.deskKey);
    assert.equal(ready.length, 2);
    const told = recording();
    for (const bundleId of ready) assert.equal(await perform(bundleId, told.webhooks), 'delivered');
    assert.deepEqual(
      told.received.map(({ name, event }) => [name, event['event'], event['debtorId'], event['data']]),
      [
        ['orders', 'block-orders', debtorId, { holdDays: 10 }],
        ['orders', 'unblock', debtorId, {}],
      ],
    );
    for (const { caseId } of [first, second]) {
      const [command] = await rig.commandsTo(caseId);
      assert.ok(command?.kind === 'completeJob');
      assert.equal(command.variables['webhookStatus'], 'sent');
      const [effect] = await store.acts.effectsOfCase(caseId);
      assert.match((await store.caseFiles.document(effect?.id ?? ''))?.text ?? '', /"event": "(un)?block/);
    }
  });

  it('planned before sending went off stay at home', async () => {
    const { caseId, deskKey } = await rig.wish({ debtorId: await newDebtor(), type: TYPE, headers: BLOCK });
    const { ready } = await plan(deskKey);
    await rig.store.organisations.setSending(rig.organisationId, false);
    const told = recording();
    assert.equal(await perform(ready[0] ?? '', told.webhooks), 'notNow');
    assert.deepEqual([told.received, await rig.commandsTo(caseId)], [[], []]);
    await rig.store.organisations.setSending(rig.organisationId, true);
    assert.equal(await perform(ready[0] ?? '', told.webhooks), 'delivered');
  });

  it('of which nobody knows whether they arrived are told again under the same key', async () => {
    const { deskKey } = await rig.wish({ debtorId: await newDebtor(), type: TYPE, headers: BLOCK });
    const [bundleId = ''] = (await plan(deskKey)).ready;
    const told = recording([{ kind: 'unknown', reason: 'ECONNRESET' }]);
    assert.equal(await perform(bundleId, told.webhooks), 'retryLater');
    const { now } = await rig.store.clock.read(rig.organisationId);
    await rig.store.clock.advance(rig.organisationId, now + 60_000);
    assert.equal(await perform(bundleId, told.webhooks), 'delivered');
    const [one, two, ...more] = told.received;
    assert.deepEqual([one?.key === two?.key, more], [true, []]);
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, Partial<WebhookChannel>, string])[] = [
    ['a system that nobody set up', { ...BLOCK, system: 'crm' }, {}, 'WEBHOOK_NO_SYSTEM'],
    ['no event', { system: 'orders' }, {}, 'WEBHOOK_EVENT'],
  ];
  for (const [what, headers, settings, code] of wrong) {
    it(`${what} is an error of the step that says so`, async () => {
      const { caseId, deskKey } = await rig.wish({ debtorId: await newDebtor(), type: TYPE, headers });
      const [bundleId = ''] = (await plan(deskKey)).ready;
      const told = recording([], settings);
      assert.equal(await perform(bundleId, told.webhooks), 'refused');
      const [command] = await rig.commandsTo(caseId);
      assert.deepEqual([command?.kind === 'throwJobError' && command.code, told.received], [code, []]);
    });
  }

  it('a real system is told nothing while the clock is not the real one', async () => {
    const { caseId, deskKey } = await rig.wish({ debtorId: await newDebtor(), type: TYPE, headers: BLOCK });
    const [bundleId = ''] = (await plan(deskKey)).ready;
    const told = recording([], { system: () => ({ sandbox: false }) });
    assert.equal(await perform(bundleId, told.webhooks), 'refused');
    const [command] = await rig.commandsTo(caseId);
    assert.deepEqual([command?.kind, told.received], ['failJob', []]);
  });

  it('a job of a former release becomes an act of the desk when it is offered again', async () => {
    const { store, organisationId, creditorId } = rig;
    const variables = { holdDays: 10 };
    const debtorId = await newDebtor();
    const { caseId } = await store.cases.create({
      organisationId,
      processId: 'reminder',
      creditorId,
      debtorId,
      variables,
    });
    const commit = async (seq: number, command: Command, events: readonly EngineEvent[]) => {
      const { now } = await store.clock.read(organisationId);
      const env = { now, zone: 'Europe/Warsaw', calendarVersion: polishCalendar().version, engineVersion: 1 };
      const steps = [{ seq, commandId: `step-${seq}`, command, env, events }];
      assert.equal((await store.log.commitSteps({ caseId, after: seq - 1, steps, nextDue: null })).kind, 'committed');
    };
    await commit(1, { kind: 'start', variables }, [
      { kind: 'instanceStarted', instance: '1', engineVersion: 1 },
      {
        kind: 'jobCreated',
        job: '3',
        instance: '2',
        element: 1,
        type: 'publish-message',
        retries: 3,
        headers: BLOCK,
        variables,
      },
    ]);
    const former = new pg.Client({ connectionString: rig.url });
    await former.connect();
    await former.query(`UPDATE job SET type = $1 WHERE case_id = $2`, [TYPE, caseId]);
    await former.end();
    const message = 'former';
    await commit(2, { kind: 'failJob', job: '3', retries: 2, backOff: 0, message }, [
      { kind: 'jobFailed', job: '3', instance: '2', retries: 2, message },
      { kind: 'jobOffered', job: '3', instance: '2', retries: 2 },
    ]);
    const { channel, headers, variables: kept, retries, state } = await actOf(caseId);
    assert.deepEqual([channel, headers, kept, retries, state], ['webhook', BLOCK, variables, 2, 'due']);
    assert.equal((await store.jobs.readOf(caseId, '3')).status, 'cancelled');
  });
});

interface Told {
  readonly name: string;
  readonly event: WebhookEvent;
  readonly key: string;
}

function recording(answers: readonly DeliveryResult[] = [], settings: Partial<WebhookChannel> = {}) {
  const received: Told[] = [];
  const webhooks: WebhookChannel = {
    sandbox: true,
    system: (name) => (name === 'orders' ? { sandbox: true } : null),
    deliver: async (name, event, key) => {
      received.push({ name, event, key });
      return answers[received.length - 1] ?? { kind: 'accepted', reference: key };
    },
    ...settings,
  };
  return { webhooks, received };
}
