import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { EngineEvent } from '@krok/engine';
import { StoreError } from '@krok/store';
import { begin, commit, deployed, newCase, NOON, processOf, stepOf, testStore } from './test-store.ts';

const at = await testStore('commit');
const { store } = at;
await deployed(at, processOf('p'));

test('answers of a commit: by what the log holds and what the case knows', async () => {
  const caseId = await newCase(at, 'p');
  const first = [stepOf(1), stepOf(2), stepOf(3)];
  const version = (await store.organisations.read(at.organisationId)).calendar.version;
  const stored = await store.log.commitSteps({ caseId, after: 0, steps: first, nextDue: null });
  assert.deepEqual(stored, { kind: 'committed', head: 3, calendarVersion: version });

  const table = [
    ['nothing to store, head known', 3, [], { kind: 'committed', head: 3, calendarVersion: version }],
    ['nothing to store, behind', 1, [], { kind: 'follow', steps: first.slice(1) }],
    ['the same again', 0, first, { kind: 'follow', steps: first }],
    [
      'another attempt wrote this seq',
      2,
      [stepOf(3, [], { commandId: 'mine' })],
      { kind: 'follow', steps: [first[2]] },
    ],
    ['log shorter than the case', 7, [stepOf(8)], { kind: 'gap', head: 3 }],
    ['log shorter, only asked', 4, [], { kind: 'gap', head: 3 }],
    [
      'command stored long ago',
      3,
      [stepOf(4, [], { commandId: 'command-2' })],
      { kind: 'duplicate', commandId: 'command-2', seq: 2, head: 3 },
    ],
  ] as const;
  for (const [what, after, steps, expected] of table) {
    assert.deepEqual(await store.log.commitSteps({ caseId, after, steps, nextDue: null }), expected, what);
  }
  assert.equal((await store.log.read(caseId)).length, 3);
});

test('steps before a duplicate are stored, those after it are not', async () => {
  const caseId = await newCase(at, 'p');
  await store.log.commitSteps({ caseId, after: 0, steps: [stepOf(1)], nextDue: null });
  const steps = [stepOf(2), stepOf(3, [], { commandId: 'command-1' }), stepOf(4)];
  const answer = await store.log.commitSteps({ caseId, after: 1, steps, nextDue: null });
  assert.deepEqual(answer, { kind: 'duplicate', commandId: 'command-1', seq: 1, head: 2 });
  assert.deepEqual(
    (await store.log.read(caseId)).map((step) => step.commandId),
    ['command-1', 'command-2'],
  );
});

test('a partial commit keeps the earliest due time that may be true', async () => {
  const caseId = await newCase(at, 'p');
  await store.log.commitSteps({ caseId, after: 0, steps: [stepOf(1)], nextDue: NOON + 5_000 });
  const timer = {
    kind: 'timerSet',
    timer: '7',
    instance: '1',
    element: 1,
    due: NOON + 3_000,
    repeat: 0,
    businessDays: false,
    setAt: NOON,
  } as const;
  const steps = [stepOf(2, [timer]), stepOf(3, [], { commandId: 'command-1' })];
  await store.log.commitSteps({ caseId, after: 1, steps, nextDue: NOON + 9_000 });
  assert.equal((await store.cases.read(caseId)).nextDue, NOON + 3_000);
});

test('a case far behind follows in portions', async () => {
  const caseId = await newCase(at, 'p');
  const steps = Array.from({ length: 250 }, (_, index) => stepOf(index + 1));
  await store.log.commitSteps({ caseId, after: 0, steps, nextDue: null });
  const answer = await store.log.commitSteps({ caseId, after: 0, steps: [], nextDue: null });
  assert.equal(answer.kind === 'follow' && answer.steps.length, 200);
});

test('a portion is bounded by its bytes as well, and never empty', async () => {
  const caseId = await newCase(at, 'p');
  const big = (size: number) => [
    { kind: 'variablesSet', scope: '1', variables: { x: randomBytes(size).toString('hex') } },
  ];
  const steps = [400_000, 400_000, 400_000, 1_500_000, 10].map((size, index) =>
    stepOf(index + 1, big(size) as readonly EngineEvent[]),
  );
  for (const step of steps) await store.log.commitSteps({ caseId, after: step.seq - 1, steps: [step], nextDue: null });
  const portions: number[] = [];
  for (let after = 0; after < steps.length; ) {
    const answer = await store.log.commitSteps({ caseId, after, steps: [], nextDue: null });
    assert.ok(answer.kind === 'follow');
    portions.push(answer.steps.length);
    after += answer.steps.length;
  }
  assert.deepEqual(portions, [2, 1, 1, 1]);
});

test('what is no commit is refused and leaves nothing', async () => {
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  await assert.rejects(
    store.log.commitSteps({ caseId, after: 1, steps: [stepOf(2), stepOf(4)], nextDue: null }),
    new StoreError('WRONG_STEPS', `Expected step 3 of case ${caseId} but got step 4.`),
  );
  await commit(at, caseId, [{ kind: 'instanceTerminated', reason: 'test' }]);
  await assert.rejects(commit(at, caseId), { code: 'CASE_CLOSED' });
  const nobody = '00000000-0000-7000-8000-000000000000';
  await assert.rejects(store.log.commitSteps({ caseId: nobody, after: 0, steps: [], nextDue: null }), {
    code: 'NO_SUCH_CASE',
  });
  assert.equal((await store.cases.read(caseId)).headSeq, 2);
});

test('twenty at once for the same seq: one wins, the others follow it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const caseId = await newCase(at, 'p');
    await begin(at, caseId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.log.commitSteps({
          caseId,
          after: 1,
          steps: [stepOf(2, [], { commandId: `attempt-${index}` })],
          nextDue: null,
        }),
      ),
    );
    const [winner, ...more] = answers.flatMap((answer, index) => (answer.kind === 'committed' ? [index] : []));
    assert.deepEqual(more, []);
    for (const [index, answer] of answers.entries()) {
      if (index === winner) continue;
      assert.ok(answer.kind === 'follow');
      assert.deepEqual(
        answer.steps.map((step) => [step.seq, step.commandId]),
        [[2, `attempt-${winner}`]],
      );
    }
    assert.equal((await store.log.verifyChain(caseId)).kind, 'intact');
  }
});

test('what was stored is read back as it was, and nothing of it is in clear', async () => {
  const caseId = await newCase(at, 'p', { variables: { secret: 'Żółć-Zażółcić gęślą jaźń 471147114711' } });
  const variables = {
    note: 'Żółć-Zażółcić gęślą jaźń 471147114711',
    amount: 12.5,
    list: [null, true, { deep: 'x'.repeat(5_000) }],
  };
  const events = [{ kind: 'variablesSet', scope: '1', variables }] as const;
  const step = stepOf(1, events, { commandId: 'c', command: { kind: 'setVariables', variables } });
  await store.log.commitSteps({ caseId, after: 0, steps: [step], nextDue: null });
  assert.deepEqual(await store.log.read(caseId), [step]);
  for (const table of ['step_log', 'process_case', 'outbox']) {
    const rows = await at.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
    const hex = Buffer.from('Zażółcić gęślą jaźń 471147114711').toString('hex');
    assert.ok(!rows.some(({ text }) => text.includes('Zażółcić gęślą jaźń 471147114711') || text.includes(hex)), table);
  }
});
