import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Delivery, MemoryExchange } from '../src/index.ts';

const LIFE = 5;
const processes = ['p', 'q'];
const keys = ['k', 'l', ''];
const act = fc.record({
  kind: fc.constantFrom('publish', 'subscribe', 'unsubscribe', 'accept', 'acceptAndClose', 'refuse', 'end', 'time'),
  pick: fc.nat(1000),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What an independent observer knows: it sees only publications, subscriptions and deliveries. */
class Observer {
  readonly host = new MemoryExchange();
  now = 0;
  readonly open = new Map<string, { caseId: string; processId: string; key: string; openedAt: number }>();
  readonly published = new Map<string, { key: string; at: number; life: number }>();
  /** Messages that a process took, by `process/message`. */
  readonly taken = new Map<string, number>();
  readonly startedKeys = new Map<string, string>();
  readonly caseProcess = new Map<string, string>();
  readonly seen = new Set<number>();
  counter = 0;

  constructor() {
    this.host.deploy({
      processId: 'r',
      deployment: 'd',
      messageStarts: [{ startEvent: 1, name: 'm' }],
      signalStarts: [],
    });
    for (const processId of processes) {
      for (const n of [1, 2]) {
        const caseId = `${processId}${n}`;
        this.caseProcess.set(caseId, processId);
        this.host.caseOpened({ caseId, processId, deployment: 'd', memberships: {} });
      }
    }
  }

  perform({ kind, pick }: Act): void {
    const { host, now } = this;
    const delivery = at(host.deliveries(), pick);
    const cases = [...this.caseProcess.keys()];
    const caseId = at(cases, pick);
    switch (kind) {
      case 'publish': {
        const [id, key, life] = [`m${++this.counter}`, at(keys, pick) ?? '', pick % 3 === 0 ? 0 : LIFE];
        this.published.set(id, { key, at: now, life });
        host.publish({ id, name: 'm', correlationKey: key, variables: {}, timeToLive: life }, now);
        break;
      }
      case 'subscribe': {
        if (caseId === undefined) return;
        const [subscription, key] = [`${++this.counter}`, at(keys, Math.floor(pick / 7)) ?? ''];
        this.open.set(`${caseId}/${subscription}`, {
          caseId,
          processId: this.caseProcess.get(caseId) ?? '',
          key,
          openedAt: now,
        });
        host.messageSubscribed(caseId, subscription, 'm', key, now);
        break;
      }
      case 'unsubscribe': {
        const id = at([...this.open.keys()], pick);
        if (id !== undefined) this.close(id);
        break;
      }
      case 'time':
        this.now += pick % (LIFE + 2);
        break;
      case 'end':
        if (caseId !== undefined && pick % 4 === 0) this.end(caseId);
        break;
      default:
        if (delivery !== undefined) this.settle(delivery, kind);
    }
    this.watch();
  }

  settle(delivery: Delivery, how: string): void {
    if (delivery.kind === 'start') {
      const caseId = `r${++this.counter}`;
      this.caseProcess.set(caseId, 'r');
      this.host.settle(delivery.id, { kind: 'started', caseId }, this.now);
      return;
    }
    if (delivery.kind !== 'message') throw new Error(`Expected messages and starts only but got a ${delivery.kind}.`);
    const id = `${delivery.caseId}/${delivery.subscription}`;
    const gone = !this.open.has(id);
    if (how === 'refuse' || gone) {
      this.open.delete(id);
      const key = `${this.caseProcess.get(delivery.caseId) ?? delivery.caseId.slice(0, 1)}/${delivery.messageId}`;
      this.taken.set(key, (this.taken.get(key) ?? 0) - 1);
      this.host.settle(delivery.id, { kind: 'refused' }, this.now);
      return;
    }
    if (how === 'acceptAndClose') this.close(id);
    this.host.settle(delivery.id, { kind: 'accepted' }, this.now);
  }

  close(id: string): void {
    const found = this.open.get(id);
    if (found === undefined) return;
    this.open.delete(id);
    this.host.messageUnsubscribed(found.caseId, id.slice(found.caseId.length + 1));
  }

  end(caseId: string): void {
    for (const [id, { caseId: owner }] of this.open) if (owner === caseId) this.open.delete(id);
    this.caseProcess.delete(caseId);
    this.host.caseEnded(caseId, { kind: 'completed', variables: {} }, this.now);
  }

  /** Checks every delivery when it first shows. */
  watch(): void {
    for (const delivery of this.host.deliveries()) {
      if (this.seen.has(delivery.id)) continue;
      this.seen.add(delivery.id);
      if (delivery.kind !== 'message') continue;
      const to = this.open.get(`${delivery.caseId}/${delivery.subscription}`);
      const message = this.published.get(delivery.messageId);
      if (to === undefined || message === undefined)
        throw new Error(`Expected an open receiver but got ${JSON.stringify(delivery)}.`);
      equal(to.key, message.key, 'the key of the message is the key of the subscription');
      const waitedInLife = to.openedAt < message.at + message.life || to.openedAt <= message.at;
      equal(waitedInLife, true, 'the subscription was open while the message lived');
      const key = `${to.processId}/${delivery.messageId}`;
      this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
      equal(this.taken.get(key), 1, 'a message reaches a process once');
    }
    const receivers = this.host
      .deliveries()
      .flatMap((each) => (each.kind === 'message' ? [`${each.caseId}/${each.subscription}`] : []));
    equal(new Set(receivers).size, receivers.length, 'a subscription gets one message at a time');
  }
}

test('random traffic: right key, in its life, once per process, one at a time', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      const observer = new Observer();
      for (const each of acts) observer.perform(each);
    }),
    { numRuns: 1000 },
  );
});

test('random traffic: no message that lives is left in the buffer while somebody free waits for it', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
      const observer = new Observer();
      for (const each of acts) observer.perform(each);
      for (let budget = 500; observer.host.deliveries().length > 0; budget -= 1) {
        equal(budget > 0, true, 'the traffic comes to rest');
        observer.perform({ kind: 'acceptAndClose', pick: 0 });
      }
      const { host, now } = observer;
      for (const message of host.buffered(now)) {
        const waiting = host
          .subscriptions()
          .filter((each) => each.name === message.name && each.correlationKey === message.correlationKey);
        equal(
          waiting.every((each) => message.served.includes(each.processId)),
          true,
          `${message.id} could be delivered`,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('random traffic: messages of one key never start two instances at a time', () => {
  const event = fc.record({
    kind: fc.constantFrom('publish', 'start', 'end', 'time'),
    key: fc.constantFrom('k', 'l'),
    life: fc.constantFrom(0, LIFE),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const host = new MemoryExchange();
      host.deploy({ processId: 'r', deployment: 'd', messageStarts: [{ startEvent: 1, name: 'm' }], signalStarts: [] });
      const openCases: { caseId: string; key: unknown }[] = [];
      let now = 0;
      for (const [index, { kind, key, life }] of events.entries()) {
        if (kind === 'time') now += 3;
        if (kind === 'publish')
          host.publish({ id: `${index}`, name: 'm', correlationKey: key, variables: { key }, timeToLive: life }, now);
        const [pending] = host.deliveries();
        if (kind === 'start' && pending?.kind === 'start') {
          openCases.push({ caseId: `c${index}`, key: pending.variables['key'] });
          host.settle(pending.id, { kind: 'started', caseId: `c${index}` }, now);
        }
        const ended = kind === 'end' ? openCases.shift() : undefined;
        if (ended !== undefined) host.caseEnded(ended.caseId, { kind: 'completed', variables: {} }, now);
        const open = [
          ...openCases.map((each) => each.key),
          ...host.deliveries().map((each) => each.kind === 'start' && each.variables['key']),
        ];
        equal(new Set(open).size, open.length);
      }
    }),
    { numRuns: 500 },
  );
});

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}
