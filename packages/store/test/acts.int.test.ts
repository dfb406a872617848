import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeskPlan, DeskView } from '@krok/store';
import { caseWith, commandsOf, desk, type Desk, emailJob, outboxOf } from './test-desk.ts';
import { commit, DAY, NOON, testStore } from './test-store.ts';

const at = await testStore('acts');
const { store } = at;

test('a job of the catalogue becomes an act, the desk is woken, acts of one debtor become one bundle', async () => {
  const own = await desk(at);
  const a = await caseWith(own, emailJob('5', { amount: 10 }));
  const b = await caseWith(own, emailJob('5', { amount: 20 }));
  const rows = await outboxOf(own);
  assert.ok(rows.some((row) => row.kind === 'wakeDesk' && row.deskKey === own.deskKey));
  const due = await store.acts.actsDue(own.deskKey);
  assert.deepEqual(
    due.map((act) => [act.caseId, act.channel, act.kind, act.state, act.variables, act.properties]),
    [
      [a, 'email', 'demand', 'due', { amount: 10 }, { join: 'debtor' }],
      [b, 'email', 'demand', 'due', { amount: 20 }, { join: 'debtor' }],
    ],
  );
  assert.equal((await store.clock.atRest(own.organisationId)).dueActs, 2);

  const { machineBundles, wakeAt } = await store.acts.planBundles(own.deskKey, all('email'));
  assert.equal(machineBundles.length, 1);
  assert.equal(wakeAt, null);
  const bundle = await store.acts.bundleForPerforming(machineBundles[0]?.bundleId ?? '');
  assert.deepEqual(
    bundle?.acts.map((act) => act.caseId),
    [a, b],
  );
  assert.equal((await store.clock.atRest(own.organisationId)).dueBundles, 1);

  const intent = await store.acts.recordIntent(bundle?.id ?? '');
  assert.ok(intent.kind === 'attempt' && !intent.repeat && intent.effect.asOf === NOON);
  const attempt = await store.acts.recordAttempt(intent.effect.id);
  assert.ok(attempt.kind === 'attempt' && !attempt.repeat);
  const [first = ''] = bundle?.acts.map((act) => act.id) ?? [];
  const outcome = { kind: 'delivered', reference: '250 OK', perAct: { [first]: { sent: true } } } as const;
  assert.equal((await store.acts.recordOutcome(attempt.effect.id, outcome)).status, 'recorded');
  await store.acts.recordOutcome(attempt.effect.id, outcome);
  await store.acts.recordOutcome(attempt.effect.id, { kind: 'failed', error: 'late' });
  assert.deepEqual(
    (await commandsOf(own)).map((row) => [row.caseId, row.command]),
    [
      [a, { kind: 'completeJob', job: '5', variables: { sent: true } }],
      [b, { kind: 'completeJob', job: '5', variables: { emailStatus: 'sent', emailReference: '250 OK' } }],
    ],
  );
  assert.deepEqual(
    (await store.acts.effectsOfCase(a)).map((effect) => [effect.status, effect.reference]),
    [['recorded', '250 OK']],
  );
  assert.equal((await store.acts.recordIntent(bundle?.id ?? '')).kind, 'settled');
});

test('the plan: wait, not needed, refused; a plan that forgets an act changes nothing', async () => {
  const own = await desk(at);
  const cases = [];
  for (const job of ['1', '2', '3']) cases.push(await caseWith(own, emailJob(job)));
  await outboxOf(own);
  await assert.rejects(
    store.acts.planBundles(own.deskKey, () => ({ acts: [], bundles: [] })),
    { code: 'INCOMPLETE_PLAN' },
  );
  const result = await store.acts.planBundles(own.deskKey, ({ acts }) => {
    const [wait = '', notNeeded = '', refused = ''] = acts.map((act) => act.id);
    return {
      bundles: [],
      acts: [
        { kind: 'wait', actId: wait, until: NOON + DAY, reason: 'outsideWindow' },
        { kind: 'notNeeded', actId: notNeeded, reason: 'paid', variables: { sent: false } },
        { kind: 'refused', actId: refused, reason: 'timeBarred' },
      ],
    };
  });
  assert.deepEqual(result, { machineBundles: [], wakeAt: NOON + DAY });
  assert.deepEqual(
    (await commandsOf(own)).map((row) => [row.caseId, row.command]),
    [
      [cases[1], { kind: 'completeJob', job: '2', variables: { sent: false } }],
      [cases[2], { kind: 'failJob', job: '3', retries: 0, backOff: 0, message: 'timeBarred' }],
    ],
  );
  assert.equal(await store.clock.nextDue(own.organisationId), NOON + DAY);
  assert.deepEqual(await store.clock.advance(own.organisationId, NOON + DAY), { cases: 0, desks: 1 });
});

test('a case lets go: its act leaves a bundle not yet performed, the last one empties it', async () => {
  const own = await desk(at);
  const a = await caseWith(own, emailJob('5'));
  const b = await caseWith(own, emailJob('5'));
  const { machineBundles } = await store.acts.planBundles(own.deskKey, all('email'));
  const bundleId = machineBundles[0]?.bundleId ?? '';
  await commit(own, a, [{ kind: 'jobCancelled', job: '5', instance: '3' }]);
  assert.deepEqual(
    (await store.acts.bundle(bundleId)).acts.map((act) => act.caseId),
    [b],
  );
  await commit(own, b, [{ kind: 'instanceTerminated', reason: 'paid' }]);
  assert.equal((await store.acts.bundle(bundleId)).status, 'empty');
  assert.equal(await store.acts.bundleForPerforming(bundleId), null);
  assert.deepEqual(await store.acts.recordIntent(bundleId), { kind: 'notNow', reason: 'empty' });
  assert.deepEqual(
    (await store.acts.ofCase(a)).map((act) => [act.state, act.reason]),
    [['notNeeded', 'cancelled by the case']],
  );
});

test('too late to let go: the bundle is performed, the case refuses the outcome, which is shown', async () => {
  const own = await desk(at);
  const a = await caseWith(own, emailJob('5'));
  const { machineBundles } = await store.acts.planBundles(own.deskKey, all('email'));
  const intent = await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '');
  assert.ok(intent.kind === 'attempt');
  await store.acts.recordAttempt(intent.effect.id);
  await commit(own, a, [{ kind: 'jobCancelled', job: '5', instance: '3' }]);
  assert.deepEqual(
    (await store.acts.ofCase(a)).map((act) => [act.state, act.withdrawn]),
    [['planned', true]],
  );
  await store.acts.recordOutcome(intent.effect.id, { kind: 'delivered' });
  const [row] = await commandsOf(own);
  await store.outbox.refused(row?.id ?? '', { code: 'noSuchJob', message: 'Expected a job.' });
  assert.deepEqual(
    (await store.acts.refusedOutcomes(own.organisationId)).map((each) => [each.caseId, each.rejection?.code]),
    [[a, 'noSuchJob']],
  );
});

test('an attempt cut off is repeated under the same key; unknown holds the bundle until a person reconciles', async () => {
  const own = await desk(at);
  const a = await caseWith(own, emailJob('5'));
  const { machineBundles } = await store.acts.planBundles(own.deskKey, all('email'));
  const bundleId = machineBundles[0]?.bundleId ?? '';
  const intent = await store.acts.recordIntent(bundleId);
  assert.ok(intent.kind === 'attempt');
  const key = intent.effect.key;
  await store.acts.recordAttempt(intent.effect.id);
  assert.deepEqual(
    (await store.acts.openAttempts(own.organisationId)).map((effect) => effect.key),
    [key],
  );

  const again = await store.acts.recordIntent(bundleId);
  assert.ok(again.kind === 'attempt' && again.repeat && again.effect.key === key);
  const retried = await store.acts.recordAttempt(intent.effect.id);
  assert.ok(retried.kind === 'attempt' && retried.repeat && retried.effect.attempts === 2);
  await store.acts.recordOutcome(key, { kind: 'failed', error: 'late word of the first' }, 1);
  assert.equal((await store.acts.effect(key)).status, 'attempting');

  await store.acts.recordOutcome(key, { kind: 'unknown', error: 'cut off' }, 2);
  assert.equal((await store.acts.bundle(bundleId)).status, 'held');
  assert.equal((await store.clock.atRest(own.organisationId)).dueBundles, 0);
  assert.equal((await store.acts.unknownEffects(own.organisationId)).length, 1);
  assert.equal((await store.acts.reconcileEffect(key, 'notDelivered', own.userId)).status, 'intent');
  assert.equal((await store.acts.bundle(bundleId)).status, 'planned');
  await assert.rejects(store.acts.reconcileEffect(key, 'delivered', own.userId), { code: 'EFFECT_NOT_UNKNOWN' });

  const third = await store.acts.recordIntent(bundleId);
  assert.ok(third.kind === 'attempt' && !third.repeat && third.effect.key === key);
  await store.acts.recordAttempt(key);
  await store.acts.recordOutcome(key, { kind: 'unknown', error: 'again' });
  const settled = await store.acts.reconcileEffect(key, 'delivered', own.userId);
  assert.deepEqual([settled.status, settled.reconciledBy], ['recorded', own.userId]);
  assert.deepEqual(
    (await commandsOf(own)).map((row) => [row.caseId, row.command.kind]),
    [[a, 'completeJob']],
  );
});

test('a failed job is a new wish when it is offered again', async () => {
  const own = await desk(at);
  const a = await caseWith(own, emailJob('5', { amount: 10 }));
  const { machineBundles } = await store.acts.planBundles(own.deskKey, all('email'));
  const intent = await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '');
  assert.ok(intent.kind === 'attempt');
  await store.acts.recordAttempt(intent.effect.id);
  await store.acts.recordOutcome(intent.effect.id, { kind: 'failed', error: 'mailbox full', backOff: 60_000 });
  const [row] = await commandsOf(own);
  assert.deepEqual(row?.command, { kind: 'failJob', job: '5', retries: 2, backOff: 60_000, message: 'mailbox full' });
  await commit(own, a, [
    { kind: 'jobFailed', job: '5', instance: '3', retries: 2, retryAt: NOON + 60_000, message: 'm' },
  ]);
  await commit(own, a, [{ kind: 'jobOffered', job: '5', instance: '3', retries: 2 }]);
  assert.deepEqual(
    (await store.acts.ofCase(a)).map((act) => [act.attempt, act.state, act.retries, act.variables]),
    [
      [1, 'refused', 3, { amount: 10 }],
      [2, 'due', 2, { amount: 10 }],
    ],
  );
});

test('while sending is off nothing leaves; switching it on wakes the desks', async () => {
  const own = await desk(at, false);
  await caseWith(own, emailJob('5'));
  await outboxOf(own);
  await store.acts.planBundles(own.deskKey, ({ acts }) => ({
    bundles: [],
    acts: acts.map((act) => ({ kind: 'wait', actId: act.id, until: null, reason: 'sendingOff' })),
  }));
  assert.equal((await store.clock.atRest(own.organisationId)).atRest, true);
  await store.organisations.setSending(own.organisationId, true);
  assert.deepEqual(
    (await outboxOf(own)).map((row) => row.kind),
    ['wakeDesk'],
  );
  const { machineBundles } = await store.acts.planBundles(own.deskKey, all('email'));
  await store.organisations.setSending(own.organisationId, false);
  const bundleId = machineBundles[0]?.bundleId ?? '';
  assert.deepEqual(await store.acts.recordIntent(bundleId), { kind: 'notNow', reason: 'sendingOff' });
});

test('contacts that a desk sees: of the debtor with every creditor, not those that failed', async () => {
  const own = await desk(at);
  await caseWith(own, emailJob('5'));
  const { machineBundles } = await store.acts.planBundles(own.deskKey, all('email'));
  const other = await store.parties.addCreditor({ organisationId: own.organisationId, name: 'Other' });
  const elsewhere: Desk = { ...own, creditorId: other, deskKey: `${other}:${own.debtorId}` };
  await caseWith(elsewhere, emailJob('5'));
  const seen: DeskView[] = [];
  const look = (view: DeskView): DeskPlan => {
    seen.push(view);
    const acts = view.acts.map((act) => ({ kind: 'wait', actId: act.id, until: NOON + DAY, reason: 'cap' }) as const);
    return { bundles: [], acts };
  };
  await store.acts.planBundles(elsewhere.deskKey, look);
  const intent = await store.acts.recordIntent(machineBundles[0]?.bundleId ?? '');
  assert.ok(intent.kind === 'attempt');
  await store.acts.recordOutcome(intent.effect.id, { kind: 'error', code: 'EMAIL_REFUSED', error: 'no such address' });
  await store.acts.planBundles(elsewhere.deskKey, look);
  assert.deepEqual(
    seen.map((view) => view.contacts),
    [[{ at: NOON, channel: 'email', kind: 'demand' }], []],
  );
  const [row] = await commandsOf(own);
  assert.ok(row?.command.kind === 'throwJobError' && row.command.code === 'EMAIL_REFUSED');
});

test('a desk planned while the clock is advanced is woken for what it has missed', async () => {
  const own = await desk(at);
  await caseWith(own, emailJob('5'));
  await outboxOf(own);
  const advance: Promise<unknown>[] = [];
  await store.acts.planBundles(own.deskKey, ({ acts }) => {
    advance.push(store.clock.advance(own.organisationId, NOON + 2 * DAY));
    return {
      bundles: [],
      acts: acts.map((act) => ({ kind: 'wait', actId: act.id, until: NOON + DAY, reason: 'window' })),
    };
  });
  await Promise.all(advance);
  assert.ok((await outboxOf(own)).some((row) => row.kind === 'wakeDesk' && row.at === NOON + 2 * DAY));
});

function all(channel: 'email') {
  return ({ acts }: DeskView): DeskPlan => ({
    bundles: [{ bundle: 'one', channel, kind: 'demand', performer: 'machine' }],
    acts: acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: 'one' })),
  });
}
