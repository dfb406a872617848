import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineEvent } from '@krok/engine';
import { caseWith, commandsOf, desk, emailJob, jobOf, outboxOf, user } from './test-desk.ts';
import { begin, commit, NOON, testStore } from './test-store.ts';

const at = await testStore('work');
const { store } = at;

test('a user task is in the worklist at once; fifty claims: one winner; completing tells the case', async () => {
  const own = await desk(at);
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

  const people = await Promise.all(Array.from({ length: 50 }, () => user(own)));
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

test('work whose diagram says a text instead of a due time is open and never late', async () => {
  const own = await desk(at);
  await caseWith(
    own,
    userTask('8', { dueDate: 'today() + duration("P3D")' }),
    userTask('9', { dueDate: '2020-01-01' }),
  );
  const load = await store.operations.load(own.organisationId, NOON, NOON);
  assert.deepEqual(
    load.map(({ name, open, overdue }) => [name, open, overdue]).filter(([name]) => name === null),
    [[null, 2, 1]],
  );
});

test('a user task that its case cancels leaves the worklist, also when somebody holds it', async () => {
  const own = await desk(at);
  const caseId = await caseWith(own, userTask('8', {}));
  const [item] = await store.acts.worklist({ organisationId: own.organisationId });
  await store.acts.claimBundle(item?.id ?? '', own.userId);
  await commit(own, caseId, [{ kind: 'userTaskCancelled', userTask: '8', instance: '3' }]);
  assert.deepEqual(await store.acts.worklist({ organisationId: own.organisationId }), []);
  const completion = { bundleId: item?.id ?? '', version: 3, by: own.userId, outcomes: [] };
  await assert.rejects(store.acts.completeBundle(completion), { code: 'BUNDLE_NOT_OPEN' });
});

test('external jobs: open rows, one answer, offered again after a failure, cancelled with their case', async () => {
  const own = await desk(at);
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
  const own = await desk(at);
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
  const own = await desk(at);
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
