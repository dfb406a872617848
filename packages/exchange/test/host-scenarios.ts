import { deepEqual, equal } from 'node:assert/strict';
import type { Delivery, ExchangeHost } from '../src/index.ts';

/**
 * What every host of the exchange must do, whatever it stores in. Each scenario gets a fresh, empty host and acts as the
 * driver of the cases; the instants are the scenario's own.
 */
export interface HostScenario {
  readonly title: string;
  readonly run: (host: ExchangeHost) => Promise<void>;
}

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;

export const hostScenarios: readonly HostScenario[] = [
  {
    title: 'two processes that message each other: a request starts the second, its answer finds the first',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await host.deploy({
        processId: 'credit-check',
        deployment: 'd2',
        messageStarts: [{ startEvent: 1, name: 'check-wanted' }],
        signalStarts: [],
      });
      await open(host, 'S1', 'seller');
      await host.messageSubscribed('S1', '7', 'check-done', 'order-1', NOON);
      await publish(host, 'm1', 'check-wanted', 'order-1', { order: 1 });

      const start = await only(host);
      deepEqual(bare(start), {
        kind: 'start',
        processId: 'credit-check',
        deployment: 'd2',
        startEvent: 1,
        variables: { order: 1 },
      });
      await host.settle(start.id, { kind: 'started', caseId: 'C1' }, NOON);
      await publish(host, 'm2', 'check-done', 'order-1', { good: true });
      await host.caseEnded('C1', { kind: 'completed', variables: {} }, NOON);

      const answer = await only(host);
      deepEqual(bare(answer), {
        kind: 'message',
        caseId: 'S1',
        subscription: '7',
        messageId: 'm2',
        variables: { good: true },
      });
      await host.messageUnsubscribed('S1', '7');
      await host.settle(answer.id, { kind: 'accepted' }, NOON);
      deepEqual(await host.deliveries(), []);
    },
  },
  {
    title: 'a message waits in the buffer for the case that subscribes later',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await open(host, 'S1', 'seller');
      await publish(host, 'm1', 'paid', 'order-1', { amount: 5 });
      await host.messageSubscribed('S1', '1', 'paid', 'order-2', NOON);
      deepEqual(await host.deliveries(), []);
      await host.messageSubscribed('S1', '2', 'paid', 'order-1', NOON + HOUR - 1);
      equal((await onlyMessage(host)).subscription, '2');
    },
  },
  {
    title: 'a buffered message is gone at the instant its life ends',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await open(host, 'S1', 'seller');
      await publish(host, 'm1', 'paid', 'order-1');
      await host.messageSubscribed('S1', '1', 'paid', 'order-1', NOON + HOUR);
      deepEqual(await host.deliveries(), []);
    },
  },
  {
    title: 'the same id is a duplicate while the message lives, and a new message after',
    run: async (host) => {
      const first = { id: 'm1', name: 'paid', correlationKey: 'k', variables: {}, timeToLive: HOUR };
      equal(await host.publish(first, NOON), 'published');
      equal(await host.publish(first, NOON + HOUR - 1), 'duplicate');
      equal(await host.publish(first, NOON + HOUR), 'published');
    },
  },
  {
    title: 'of two waiting cases of one process the older takes the message, the other process takes it too',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await deployPlain(host, 'auditor');
      await open(host, 'S1', 'seller');
      await open(host, 'S2', 'seller');
      await open(host, 'A1', 'auditor');
      await host.messageSubscribed('S2', '1', 'paid', 'k', NOON);
      await host.messageSubscribed('A1', '1', 'paid', 'k', NOON);
      await host.messageSubscribed('S1', '1', 'paid', 'k', NOON);
      await publish(host, 'm1', 'paid', 'k');
      deepEqual(
        (await messages(host)).map((each) => each.caseId),
        ['S2', 'A1'],
      );
    },
  },
  {
    title: 'a refused message goes to another waiting case of the process, else back to the buffer',
    run: async (host) => {
      await deployPlain(host, 'seller');
      for (const caseId of ['S1', 'S2', 'S3']) await open(host, caseId, 'seller');
      await host.messageSubscribed('S1', '1', 'paid', 'k', NOON);
      await host.messageSubscribed('S2', '1', 'paid', 'k', NOON);
      await publish(host, 'm1', 'paid', 'k');
      const first = await onlyMessage(host);
      equal(first.caseId, 'S1');
      await host.settle(first.id, { kind: 'refused' }, NOON);
      const second = await onlyMessage(host);
      equal(second.caseId, 'S2');
      await host.settle(second.id, { kind: 'refused' }, NOON);
      deepEqual(await host.deliveries(), []);
      await host.messageSubscribed('S3', '1', 'paid', 'k', NOON + 1);
      equal((await onlyMessage(host)).caseId, 'S3');
    },
  },
  {
    title: 'a subscription that stays open takes the next message once the case has answered the first',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await open(host, 'S1', 'seller');
      await host.messageSubscribed('S1', '1', 'note', 'k', NOON);
      await publish(host, 'm1', 'note', 'k');
      await publish(host, 'm2', 'note', 'k');
      const first = await onlyMessage(host);
      equal(first.messageId, 'm1');
      await host.settle(first.id, { kind: 'accepted' }, NOON);
      equal((await onlyMessage(host)).messageId, 'm2');
    },
  },
  {
    title: 'messages of one key start one instance at a time, in order of publication; the empty key starts each',
    run: async (host) => {
      await host.deploy({
        processId: 'p',
        deployment: 'd1',
        messageStarts: [{ startEvent: 2, name: 'go' }],
        signalStarts: [],
      });
      await publish(host, 'm1', 'go', 'k', { n: 1 });
      await publish(host, 'm2', 'go', 'k', { n: 2 });
      const first = await only(host);
      await host.settle(first.id, { kind: 'started', caseId: 'P1' }, NOON);
      await publish(host, 'm3', 'go', 'k', { n: 3 });
      deepEqual(await host.deliveries(), []);
      await host.caseEnded('P1', { kind: 'terminated', reason: 'cancelled' }, NOON);
      const second = await only(host);
      deepEqual(second.kind === 'start' && second.variables, { n: 2 });
      await host.settle(second.id, { kind: 'started', caseId: 'P2' }, NOON);
      await publish(host, 'm4', 'go', '');
      await publish(host, 'm5', 'go', '');
      equal((await host.deliveries()).length, 2);
    },
  },
  {
    title: 'a signal reaches each waiting case of its scope once',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await open(host, 'S1', 'seller', { debtor: 'D1' });
      await open(host, 'S2', 'seller', { debtor: 'D2' });
      await host.signalSubscribed('S1', '1', 'stop');
      await host.signalSubscribed('S1', '2', 'stop');
      await host.signalSubscribed('S2', '1', 'stop');
      await host.broadcast('stop', { why: 'holiday' }, { kind: 'within', dimension: 'debtor', member: 'D1' }, null);
      const reached = await only(host);
      deepEqual(bare(reached), { kind: 'signal', caseId: 'S1', name: 'stop', variables: { why: 'holiday' } });
      await host.settle(reached.id, { kind: 'accepted' }, NOON);
      await host.broadcast('stop', {}, { kind: 'all' }, null);
      equal((await host.deliveries()).length, 2);
    },
  },
  {
    title: 'a called instance reports its end to the caller; a cancelled call ends the called instance',
    run: async (host) => {
      await deployPlain(host, 'seller');
      await deployPlain(host, 'packing');
      await open(host, 'S1', 'seller');
      await host.call({ caseId: 'S1', call: '4', processId: 'packing', binding: 'latest', variables: { boxes: 2 } });
      const start = await only(host);
      const packing = { kind: 'start', processId: 'packing', deployment: 'd-packing', called: true } as const;
      deepEqual(bare(start), { ...packing, variables: { boxes: 2 } });
      await host.settle(start.id, { kind: 'started', caseId: 'K1' }, NOON);
      await host.caseEnded('K1', { kind: 'completed', variables: { packed: true } }, NOON);
      const end = await only(host);
      deepEqual(bare(end), { kind: 'calledCompleted', caseId: 'S1', call: '4', variables: { packed: true } });
      await host.settle(end.id, { kind: 'accepted' }, NOON);

      await host.call({ caseId: 'S1', call: '5', processId: 'packing', binding: 'latest', variables: {} });
      await host.settle((await only(host)).id, { kind: 'started', caseId: 'K2' }, NOON);
      await host.callCancelled('S1', '5');
      const cancel = await only(host);
      equal(cancel.kind === 'cancel' && cancel.caseId, 'K2');
      await host.settle(cancel.id, { kind: 'accepted' }, NOON);

      await host.call({ caseId: 'S1', call: '6', processId: 'packing', binding: 'latest', variables: {} });
      await host.settle((await only(host)).id, { kind: 'started', caseId: 'K3' }, NOON);
      await host.escalated('K3', 'LATE', { days: 2 });
      const escalated = await only(host);
      const late = { kind: 'calledEscalated', caseId: 'S1', call: '6', code: 'LATE', variables: { days: 2 } };
      deepEqual(bare(escalated), late);
      await host.settle(escalated.id, { kind: 'accepted' }, NOON);
      const failure = { kind: 'terminated', reason: 'no box', error: 'EMPTY', variables: { boxes: 0 } } as const;
      await host.caseEnded('K3', failure, NOON);
      const told = { code: 'EMPTY', message: 'no box', variables: { boxes: 0 } };
      const failed = { kind: 'calledFailed', caseId: 'S1', call: '6', ...told };
      deepEqual(bare(await only(host)), failed);
    },
  },
];

async function deployPlain(host: ExchangeHost, processId: string): Promise<void> {
  await host.deploy({ processId, deployment: `d-${processId}`, messageStarts: [], signalStarts: [] });
}

async function open(
  host: ExchangeHost,
  caseId: string,
  processId: string,
  memberships: Record<string, string> = {},
): Promise<void> {
  await host.caseOpened({ caseId, processId, deployment: `d-${processId}`, memberships });
}

async function publish(
  host: ExchangeHost,
  id: string,
  name: string,
  correlationKey: string,
  variables = {},
): Promise<void> {
  equal(await host.publish({ id, name, correlationKey, variables, timeToLive: HOUR }, NOON), 'published');
}

async function only(host: ExchangeHost): Promise<Delivery> {
  const [first, ...more] = await host.deliveries();
  deepEqual(more, []);
  if (first === undefined) throw new Error('Expected one delivery but got none.');
  return first;
}

async function onlyMessage(host: ExchangeHost): Promise<Extract<Delivery, { kind: 'message' }>> {
  const delivery = await only(host);
  if (delivery.kind !== 'message') throw new Error(`Expected a message but got a ${delivery.kind}.`);
  return delivery;
}

async function messages(host: ExchangeHost): Promise<readonly Extract<Delivery, { kind: 'message' }>[]> {
  return (await host.deliveries()).filter((each) => each.kind === 'message');
}

function bare(delivery: Delivery): object {
  const { id: _id, ...rest } = delivery;
  return rest;
}
