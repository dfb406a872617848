import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineEvent, Variables } from '@krok/engine';
import type { DeskPlan, DeskView } from '@krok/store';
import {
  begin,
  commit,
  DAY,
  deployed,
  newCase,
  NOON,
  processOf,
  take,
  testStore,
  type TestStore,
} from './test-store.ts';

const at = await testStore('acts');
const { store } = at;
const { calendar } = await store.organisations.read(at.organisationId);

interface Desk extends TestStore {
  readonly debtorId: string;
  readonly creditorId: string;
  readonly deskKey: string;
  readonly userId: string;
}

/** An organisation of the test's own with a creditor and a debtor. */
async function desk(sendingEnabled = true): Promise<Desk> {
  const clock = { mode: 'manual', now: NOON } as const;
  const organisationId = await store.organisations.create({
    name: 'D',
    clock,
    zone: 'Europe/Warsaw',
    calendar,
    sendingEnabled,
  });
  const own = { ...at, organisationId };
  await deployed(own, processOf('p', { properties: { join: 'debtor' } }));
  const debtorId = await store.parties.addDebtor({ organisationId, name: 'Jan Nowak', email: 'jan@example.com' });
  const creditorId = await store.parties.addCreditor({ organisationId, name: 'Firma' });
  return { ...own, debtorId, creditorId, deskKey: `${creditorId}:${debtorId}`, userId: await user(organisationId) };
}

let users = 0;
function user(organisationId: string): Promise<string> {
  const email = `user${++users}@example.com`;
  return store.users.create({ organisationId, email, name: 'U', roles: ['collector'], passwordHash: 'x' });
}

async function caseWith(own: Desk, ...events: readonly EngineEvent[]): Promise<string> {
  const { debtorId, creditorId } = own;
  const caseId = await newCase(own, 'p', { debtorId, creditorId });
  await begin(own, caseId, events);
  return caseId;
}

/** Rows of the organisation, taken until none is left; every desk counts as woken. */
async function outboxOf(own: Desk) {
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  for (const row of rows) if (row.kind === 'wakeDesk') await store.outbox.delivered(row.id);
  return rows;
}

async function commandsOf(own: Desk) {
  return (await outboxOf(own)).flatMap((row) => (row.kind === 'command' ? [row] : []));
}

test('a job of the catalogue becomes an act, the desk is woken, acts of one debtor become one bundle', async () => {
  const own = await desk();
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
  const own = await desk();
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
  const own = await desk();
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
  const own = await desk();
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
  const own = await desk();
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
  const own = await desk();
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
  const own = await desk(false);
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
  const own = await desk();
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

test('a user task is in the worklist at once; fifty claims: one winner; completing tells the case', async () => {
  const own = await desk();
  const caseId = await caseWith(
    own,
    userTask('8', { candidateGroups: ['collector'], formId: 'f', dueDate: '2026-07-09' }),
  );
  const filter = { organisationId: own.organisationId, userId: own.userId, groups: ['collector'] };
  const [item] = await store.acts.worklist(filter);
  assert.ok(item);
  assert.deepEqual([item.channel, item.formId, item.acts[0]?.caseId], ['task', 'f', caseId]);
  assert.deepEqual(await store.acts.worklist({ ...filter, groups: ['lawyer'] }), []);
  assert.equal((await store.clock.atRest(own.organisationId)).dueBundles, 0);

  const people = await Promise.all(Array.from({ length: 50 }, () => user(own.organisationId)));
  const claims = await Promise.allSettled(people.map((person) => store.acts.claimBundle(item.id, person)));
  const winners = people.filter((_, index) => claims[index]?.status === 'fulfilled');
  assert.equal(winners.length, 1);
  for (const claim of claims) if (claim.status === 'rejected') assert.equal(claim.reason.code, 'ALREADY_CLAIMED');
  const [winner = ''] = winners;
  assert.deepEqual(await store.acts.worklist(filter), []);
  const { version } = await store.acts.claimBundle(item.id, winner);

  const outcomes = [{ actId: item.acts[0]?.id ?? '', variables: { ok: true } }];
  const completion = { bundleId: item.id, version, by: winner, outcomes };
  await assert.rejects(store.acts.completeBundle({ ...completion, by: own.userId }), { code: 'ALREADY_CLAIMED' });
  await assert.rejects(store.acts.completeBundle({ ...completion, version: version - 1 }), { code: 'STALE_VERSION' });
  const done = await Promise.allSettled(Array.from({ length: 5 }, () => store.acts.completeBundle(completion)));
  assert.equal(done.filter((each) => each.status === 'fulfilled').length, 1);
  const commands = await commandsOf(own);
  assert.deepEqual(
    commands.map((row) => [row.caseId, row.command]),
    [[caseId, { kind: 'completeUserTask', userTask: '8', variables: { ok: true } }]],
  );
  const [command] = commands;
  await commit(own, caseId, [{ kind: 'userTaskCompleted', userTask: '8', instance: '3' }], {
    commandId: command?.id ?? '',
    ...(command && { command: command.command }),
  });
  assert.deepEqual(
    (await store.acts.ofCase(caseId)).map((act) => act.state),
    ['done'],
  );
});

test('a user task that its case cancels leaves the worklist, also when somebody holds it', async () => {
  const own = await desk();
  const caseId = await caseWith(own, userTask('8', {}));
  const [item] = await store.acts.worklist({ organisationId: own.organisationId });
  await store.acts.claimBundle(item?.id ?? '', own.userId);
  await commit(own, caseId, [{ kind: 'userTaskCancelled', userTask: '8', instance: '3' }]);
  assert.deepEqual(await store.acts.worklist({ organisationId: own.organisationId }), []);
  const completion = { bundleId: item?.id ?? '', version: 3, by: own.userId, outcomes: [] };
  await assert.rejects(store.acts.completeBundle(completion), { code: 'BUNDLE_NOT_OPEN' });
});

test('external jobs: open rows, one answer, offered again after a failure, cancelled with their case', async () => {
  const own = await desk();
  const caseId = await caseWith(own, jobOf('4', 'third-party', { n: 1 }), jobOf('6', 'third-party', {}));
  const open = await store.jobs.open({ organisationId: own.organisationId, type: 'third-party' });
  assert.deepEqual(
    open.map((job) => [job.job, job.variables, job.headers, job.performer]),
    [
      ['4', { n: 1 }, { h: 'v' }, 'external'],
      ['6', {}, { h: 'v' }, 'external'],
    ],
  );
  const id = open[0]?.id ?? '';
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => store.jobs.answer(id, { kind: 'failed', message: 'no', backOff: 5 })),
  );
  assert.equal(answers.filter((each) => each.status === 'fulfilled').length, 1);
  const [row] = await commandsOf(own);
  assert.deepEqual(row?.command, { kind: 'failJob', job: '4', retries: 2, backOff: 5, message: 'no' });
  await commit(
    own,
    caseId,
    [{ kind: 'jobFailed', job: '4', instance: '3', retries: 2, retryAt: NOON + 5, message: 'no' }],
    {
      commandId: row?.id ?? '',
    },
  );
  assert.equal((await store.jobs.read(id)).status, 'waiting');
  await commit(own, caseId, [{ kind: 'jobOffered', job: '4', instance: '3', retries: 2 }]);
  const again = await store.jobs.readOf(caseId, '4');
  assert.deepEqual([again.status, again.attempt, again.retries], ['open', 2, 2]);

  const answer = await store.jobs.answer(id, { kind: 'completed', variables: {} });
  await store.outbox.refused(answer, { code: 'invalidVariables', message: 'too large' });
  assert.equal((await store.jobs.read(id)).status, 'open');
  await commit(own, caseId, [{ kind: 'instanceCompleted', variables: {} }]);
  assert.equal((await store.jobs.read(id)).status, 'cancelled');
});

test('performers: forced external takes every job; an activity job keeps the clock from resting', async () => {
  const own = await desk();
  const { caseId } = await store.cases.create({
    organisationId: own.organisationId,
    processId: 'p',
    variables: {},
    options: { performers: 'external' },
  });
  await begin(own, caseId, [emailJob('5'), jobOf('6', 'publish-message', {})]);
  assert.equal((await store.jobs.open({ organisationId: own.organisationId })).length, 2);
  const plain = await caseWith(own, jobOf('6', 'publish-message', {}));
  await outboxOf(own);
  assert.equal((await store.clock.atRest(own.organisationId)).openActivityJobs, 1);
  const first = await store.jobs.answerOf(plain, '6', { kind: 'completed', variables: {} });
  assert.equal(await store.jobs.answerOf(plain, '6', { kind: 'completed', variables: {} }), first);
});

test('incidents: raised, listed with their message, resolved; a case that ends has none open', async () => {
  const own = await desk();
  const caseId = await caseWith(own, incident('7'), incident('9'));
  await commit(own, caseId, [{ kind: 'incidentResolved', incident: '7' }]);
  const seen = await store.cases.incidents(caseId);
  assert.deepEqual(
    seen.map((each) => [each.incident, each.message, each.resolvedAt]),
    [
      ['9', 'Expected a number', null],
      ['7', 'Expected a number', NOON],
    ],
  );
  assert.equal((await store.cases.read(caseId)).incidents, 1);
  assert.equal((await store.cases.openIncidents(own.organisationId)).length, 1);
  await commit(own, caseId, [{ kind: 'instanceTerminated', reason: 'x' }]);
  assert.equal((await store.cases.read(caseId)).incidents, 0);
});

test('a desk planned while the clock is advanced is woken for what it has missed', async () => {
  const own = await desk();
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

function emailJob(job: string, variables: Variables = {}): EngineEvent {
  return jobOf(job, 'send-email', variables);
}

function jobOf(job: string, type: string, variables: Variables): EngineEvent {
  return { kind: 'jobCreated', job, instance: '3', element: 2, type, retries: 3, headers: { h: 'v' }, variables };
}

function userTask(id: string, more: { candidateGroups?: string[]; formId?: string; dueDate?: string }): EngineEvent {
  return {
    kind: 'userTaskCreated',
    userTask: id,
    instance: '3',
    element: 2,
    candidateGroups: [],
    candidateUsers: [],
    priority: 50,
    headers: {},
    variables: {},
    ...more,
  };
}

function incident(id: string): EngineEvent {
  const where = { instance: '3', element: 2 };
  return { kind: 'incidentRaised', incident: id, ...where, cause: 'expression', message: 'Expected a number' };
}
