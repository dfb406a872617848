import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryExchange } from '../src/index.ts';
import { hostScenarios } from './host-scenarios.ts';

for (const { title, run } of hostScenarios) test(title, () => run(new MemoryExchange()));

const hour = 3_600_000;

test('a message with time to live 0 is lost where nobody waits, and is no duplicate later', () => {
  const host = withCase('S1');
  const message = { id: 'm', name: 'paid', correlationKey: 'k', variables: {}, timeToLive: 0 };
  equal(host.publish(message, 100), 'published');
  host.messageSubscribed('S1', '1', 'paid', 'k', 100);
  deepEqual(host.deliveries(), []);
  equal(host.publish(message, 100), 'published');
  equal(host.deliveries().length, 1);
});

test('a delivered message stays for other processes, and is not offered to its own process twice', () => {
  const host = withCase('S1', 'S2');
  host.caseOpened({ caseId: 'A1', processId: 'auditor', deployment: 'd2', memberships: {} });
  host.messageSubscribed('S1', '1', 'paid', 'k', 0);
  host.publish({ id: 'm', name: 'paid', correlationKey: 'k', variables: {}, timeToLive: hour }, 0);
  host.messageSubscribed('S2', '1', 'paid', 'k', 1);
  host.messageSubscribed('A1', '1', 'paid', 'k', 2);
  deepEqual(
    host.deliveries().map((each) => each.kind === 'message' && each.caseId),
    ['S1', 'A1'],
  );
});

test('a case that refuses after the message has expired leaves nothing behind', () => {
  const host = withCase('S1', 'S2');
  host.messageSubscribed('S1', '1', 'paid', 'k', 0);
  host.publish({ id: 'm', name: 'paid', correlationKey: 'k', variables: {}, timeToLive: hour }, 0);
  host.settle(host.deliveries()[0]?.id ?? 0, { kind: 'refused' }, hour);
  host.messageSubscribed('S2', '1', 'paid', 'k', hour);
  deepEqual(host.deliveries(), []);
  deepEqual(host.buffered(hour), []);
});

test('a newer version replaces the message start, a call by deployment keeps the older one', () => {
  const host = new MemoryExchange();
  const start = { startEvent: 1, name: 'go' };
  host.deploy({ processId: 'p', deployment: 'v1', messageStarts: [start], signalStarts: [] });
  host.deploy({ processId: 'p', deployment: 'v2', messageStarts: [start], signalStarts: [] });
  host.publish({ id: 'm', name: 'go', correlationKey: '', variables: {}, timeToLive: 0 }, 0);
  const [delivery] = host.deliveries();
  equal(delivery?.kind === 'start' && delivery.deployment, 'v2');

  host.caseOpened({ caseId: 'S1', processId: 'seller', deployment: 'v1', memberships: {} });
  host.call({ caseId: 'S1', call: '1', processId: 'p', binding: 'deployment', variables: {} });
  const called = host.deliveries()[1];
  equal(called?.kind === 'start' && called.deployment, 'v1');
});

test('a call without a deployed process fails at the caller', () => {
  const host = withCase('S1');
  host.call({ caseId: 'S1', call: '1', processId: 'nowhere', binding: 'versionTag', versionTag: 'v9', variables: {} });
  const [delivery] = host.deliveries();
  equal(
    delivery?.kind === 'calledFailed' && delivery.message,
    'Expected a deployed process "nowhere" with version tag "v9" but found none.',
  );
});

test('a call cancelled before its instance started starts none', () => {
  const host = withCase('S1');
  host.deploy({ processId: 'p', deployment: 'd', messageStarts: [], signalStarts: [] });
  host.call({ caseId: 'S1', call: '1', processId: 'p', binding: 'latest', variables: {} });
  host.callCancelled('S1', '1');
  deepEqual(host.deliveries(), []);
});

test('a case that ends takes its open calls with it', () => {
  const host = withCase('S1');
  host.deploy({ processId: 'p', deployment: 'd', messageStarts: [], signalStarts: [] });
  host.call({ caseId: 'S1', call: '1', processId: 'p', binding: 'latest', variables: {} });
  host.settle(host.deliveries()[0]?.id ?? 0, { kind: 'started', caseId: 'P1' }, 0);
  host.caseEnded('S1', { kind: 'terminated', reason: 'cancelled' }, 0);
  deepEqual(
    host.deliveries().map(({ id: _id, ...rest }) => rest),
    [{ kind: 'cancel', caseId: 'P1', reason: 'The calling activity was cancelled.' }],
  );
});

test('a delivery is settled once', () => {
  const host = withCase('S1');
  host.signalSubscribed('S1', '1', 'stop');
  host.broadcast('stop', {}, { kind: 'all' }, null);
  const id = host.deliveries()[0]?.id ?? 0;
  host.settle(id, { kind: 'accepted' }, 0);
  throws(() => host.settle(id, { kind: 'accepted' }, 0), { code: 'UNKNOWN_DELIVERY' });
});

function withCase(...caseIds: string[]): MemoryExchange {
  const host = new MemoryExchange();
  for (const caseId of caseIds) host.caseOpened({ caseId, processId: 'seller', deployment: 'd1', memberships: {} });
  return host;
}
