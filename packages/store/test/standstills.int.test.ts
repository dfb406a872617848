import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineEvent } from '@krok/engine';
import { begin, deployed, newCase, NOON, processOf, stepOf, take, testStore } from './test-store.ts';

const at = await testStore('standstills');
const { store } = at;
await deployed(at, processOf('p'));

/** An event that no database of ours can store: a text with a zero byte, a number beyond 32 bits, the same row twice. */
const job = (more: Partial<Extract<EngineEvent, { kind: 'jobCreated' }>>): EngineEvent => ({
  kind: 'jobCreated',
  job: '5',
  instance: '1',
  element: 1,
  type: 'third-party',
  retries: 3,
  headers: {},
  variables: {},
  ...more,
});
const REFUSED: readonly (readonly [string, readonly EngineEvent[], RegExp])[] = [
  ['zero byte', [job({ type: 'a\0b' })], /SQLSTATE 22021/],
  ['number out of range', [job({ retries: 3_000_000_000 })], /SQLSTATE 22003/],
  ['the same job twice', [job({}), job({})], /SQLSTATE 23505, table job/],
  [
    'too long for an index',
    [subscribed('x'.repeat(4), Array.from({ length: 9_000 }, (_, n) => n).join(''))],
    /SQLSTATE 54000/,
  ],
];

function subscribed(name: string, correlationKey: string): EngineEvent {
  return {
    kind: 'messageSubscribed',
    subscription: '9',
    instance: '1',
    element: 1,
    name,
    correlationKey,
  } as EngineEvent;
}

for (const [what, events, reason] of REFUSED) {
  test(`a step that the database refuses (${what}) is named; the steps before it are stored, the case takes others`, async () => {
    const caseId = await newCase(at, 'p');
    await begin(at, caseId);
    const steps = [stepOf(2), stepOf(3, events, { commandId: 'poison' }), stepOf(4)];
    const answer = await store.log.commitSteps({ caseId, after: 1, steps, nextDue: NOON + 9_000 });
    assert.ok(answer.kind === 'unstorable', answer.kind);
    assert.deepEqual([answer.commandId, answer.head], ['poison', 2]);
    assert.match(answer.reason, reason);
    const [open] = (await store.standstills.open(at.organisationId)).filter((each) => each.caseId === caseId);
    assert.ok(open);
    assert.deepEqual([open.cause, open.commandId, open.since, open.times], ['unstorable', 'poison', NOON, 1]);

    const again = await store.log.commitSteps({ caseId, after: 2, steps: [stepOf(3)], nextDue: null });
    assert.equal(again.kind, 'committed');
    assert.equal((await store.log.verifyChain(caseId)).kind, 'intact');
    // Once its cause is mended it goes through, and stands still no more.
    const mended = stepOf(4, [job({ job: '6' })], { commandId: 'poison' });
    assert.equal((await store.log.commitSteps({ caseId, after: 3, steps: [mended], nextDue: null })).kind, 'committed');
    assert.deepEqual(await standing(caseId), []);
  });
}

test('no value of what was refused is told', async () => {
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  const events = [job({ type: 'Jan Kowalski 44051401359\0' })];
  await store.log.commitSteps({ caseId, after: 1, steps: [stepOf(2, events)], nextDue: null });
  const rows = await at.query<{ text: string }>('SELECT s::text AS text FROM standstill s');
  assert.ok(!rows.some(({ text }) => text.includes('Kowalski')));
});

test('a command set aside blocks nobody; it is sent again when a person says so, under another update id', async () => {
  await drain();
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  const poison = await store.cases.enqueue(caseId, { kind: 'setVariables', variables: { a: 1 } });
  const behind = await store.cases.enqueue(caseId, { kind: 'setVariables', variables: { b: 1 } });
  assert.deepEqual(await ids(), [poison]);
  await store.outbox.setAside(poison, 'unstorable', 'SQLSTATE 22021');
  assert.deepEqual(await ids(), [behind]);
  await store.outbox.delivered(behind);
  assert.deepEqual(await ids(), []);

  const [open] = await standing(caseId);
  assert.ok(open);
  await store.standstills.retry(open);
  const [row] = await take(at);
  assert.deepEqual([row?.id, row?.sending], [poison, 1]);
  await store.outbox.setAside(poison, 'unstorable', 'SQLSTATE 22021');
  await store.standstills.drop(open);
  assert.deepEqual(await standing(caseId), []);
  assert.deepEqual(
    (await store.outbox.refusedCommands(caseId)).map(({ id, rejection }) => [id, rejection?.code]),
    [[poison, 'unstorable']],
  );
  await assert.rejects(store.standstills.drop(open), { code: 'NO_SUCH_STANDSTILL' });
});

test('what was set aside comes too late once the case has ended', async () => {
  await drain();
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  const poison = await store.cases.enqueue(caseId, { kind: 'setVariables', variables: { a: 1 } });
  await take(at);
  await store.outbox.setAside(poison, 'unstorable', 'SQLSTATE 22021');
  const end = stepOf(2, [{ kind: 'instanceTerminated', reason: 'test' }]);
  await store.log.commitSteps({ caseId, after: 1, steps: [end], nextDue: null });
  assert.deepEqual(await standing(caseId), []);
  assert.deepEqual(await ids(), [poison]);
});

test('a log that is behind is rebuilt, not tried again', async () => {
  const caseId = await newCase(at, 'p');
  await store.standstills.note({ workflowId: `case:${caseId}`, cause: 'logBehind', detail: 'step 3 of 5' });
  await store.standstills.note({ workflowId: `case:${caseId}`, cause: 'logBehind', detail: 'step 3 of 5' });
  const [id = ''] = await standing(caseId);
  assert.equal((await store.standstills.read(id)).times, 2);
  await assert.rejects(store.standstills.retry(id), { code: 'NEEDS_REBUILD' });
  assert.deepEqual(await store.standstills.workflowsWith('logBehind'), [`case:${caseId}`]);
  await store.standstills.clear(`case:${caseId}`, ['logBehind']);
  assert.deepEqual(await standing(caseId), []);
});

async function standing(caseId: string): Promise<string[]> {
  const open = await store.standstills.open(at.organisationId);
  return open.filter((each) => each.caseId === caseId).map(({ id }) => id);
}

async function ids(): Promise<string[]> {
  return (await take(at)).map(({ id }) => id);
}

async function drain(): Promise<void> {
  for (let rows = await take(at); rows.length > 0; rows = await take(at)) {
    for (const row of rows) await store.outbox.closed(row.id);
  }
}
