import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostScenarios } from '../../exchange/test/host-scenarios.ts';
import { TablesExchange } from './tables-exchange.ts';
import { begin, commit, DAY, deployed, newCase, processOf, take, testStore } from './test-store.ts';

// The scenarios' own noon, and an organisation each: names and keys are theirs alone.
const SCENARIO_NOON = Date.UTC(2026, 10, 23, 12);
const at = await testStore('exchange', { mode: 'manual', now: SCENARIO_NOON });
const { store } = at;

async function organisation() {
  const { calendar } = await store.organisations.read(at.organisationId);
  const organisationId = await store.organisations.create({
    name: 'Scenario',
    clock: { mode: 'manual', now: SCENARIO_NOON },
    zone: 'Europe/Warsaw',
    calendar,
  });
  return { ...at, organisationId };
}

for (const { title, run } of hostScenarios) {
  test(`over tables: ${title}`, async () => run(new TablesExchange(await organisation())));
}

test('a message returns to the buffer when its case has ended, and waits there for the next of the process', async () => {
  const own = await organisation();
  await deployed(own, processOf('p'));
  const first = await newCase(own, 'p');
  await begin(own, first, [messageSubscribed('2', 'paid', 'k')]);
  const publication = { name: 'paid', correlationKey: 'k', variables: { n: 1 }, timeToLive: DAY };
  const answer = await store.exchange.publishMessage(own.organisationId, publication);
  assert.equal(answer.kind === 'published' && answer.delivered, 1);
  await commit(own, first, [{ kind: 'instanceTerminated', reason: 'test' }]);
  const [row] = await take(own);
  assert.ok(row?.kind === 'command');
  await store.outbox.closed(row.id);
  assert.equal((await store.exchange.buffered(own.organisationId)).length, 1);

  const second = await newCase(own, 'p');
  await begin(own, second, [messageSubscribed('9', 'paid', 'k')]);
  const [next] = await take(own);
  assert.ok(next?.kind === 'command' && next.command.kind === 'correlateMessage');
  assert.deepEqual([next.caseId, next.command.subscription, next.command.variables], [second, '9', { n: 1 }]);
  const refused = await store.outbox.refusedCommands(first);
  assert.deepEqual(
    refused.map((each) => each.commandKind),
    ['correlateMessage'],
  );
});

test('expired messages are forgotten, except one that is still on its way', async () => {
  const own = await organisation();
  await deployed(own, processOf('p'));
  const caseId = await newCase(own, 'p');
  await begin(own, caseId, [messageSubscribed('2', 'paid', 'k')]);
  const { organisationId } = own;
  for (const correlationKey of ['k', 'other']) {
    await store.exchange.publishMessage(organisationId, {
      name: 'paid',
      correlationKey,
      variables: {},
      timeToLive: 10,
    });
  }
  await store.clock.advance(organisationId, SCENARIO_NOON + 10);
  assert.equal(await store.exchange.forgetExpired(organisationId), 1);
  const [row] = await take(own);
  assert.ok(row?.kind === 'command');
  await commit(own, caseId, [{ kind: 'messageUnsubscribed', subscription: '2' }], {
    commandId: row.id,
    command: row.command,
  });
  assert.equal(await store.exchange.forgetExpired(organisationId), 1);
});

test('an effect of a case is published once, though its message has expired before the repeat', async () => {
  const own = await organisation();
  await deployed(own, processOf('p'));
  const caseId = await newCase(own, 'p');
  await begin(own, caseId, [messageSubscribed('2', 'paid', 'k')]);
  const effect = { id: 'case:job', name: 'paid', correlationKey: 'k', variables: {}, once: true };
  const publish = async () => (await store.exchange.publishMessage(own.organisationId, effect)).kind;
  assert.deepEqual([await publish(), await publish()], ['published', 'duplicate']);
  await store.clock.advance(own.organisationId, SCENARIO_NOON + DAY);
  assert.equal(await publish(), 'duplicate');
  assert.equal((await take(own)).length, 1);
});

test('publishers and subscribers at once: each message is delivered once, none is lost', async () => {
  const own = await organisation();
  await deployed(own, processOf('p'));
  const cases = await Promise.all(Array.from({ length: 20 }, () => newCase(own, 'p')));
  for (const caseId of cases) await begin(own, caseId);
  await Promise.all(
    cases.flatMap((caseId, index) => [
      commit(own, caseId, [messageSubscribed('2', 'paid', `k${index % 4}`)]),
      store.exchange.publishMessage(own.organisationId, {
        id: `m${index}`,
        name: 'paid',
        correlationKey: `k${index % 4}`,
        variables: {},
        timeToLive: DAY,
      }),
    ]),
  );
  const rows = await take(own);
  const delivered = rows.flatMap((row) =>
    row.kind === 'command' && row.command.kind === 'correlateMessage' ? [row.command.messageId] : [],
  );
  assert.equal(delivered.length, 20);
  assert.equal(new Set(delivered).size, 20);
});

function messageSubscribed(subscription: string, name: string, correlationKey: string) {
  return { kind: 'messageSubscribed', subscription, instance: '1', element: 1, name, correlationKey } as const;
}
