import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type BufferedMessage,
  decideCall,
  decideCalledEnded,
  decideEndedInstance,
  decidePublish,
  decideRefused,
  decideSignal,
  decideSubscribe,
  type MessageStart,
  type MessageSubscription,
  type PublishView,
} from '../src/index.ts';

const message = (over: Partial<BufferedMessage> = {}): BufferedMessage => ({
  id: 'm',
  name: 'paid',
  correlationKey: 'k',
  variables: {},
  position: 1,
  publishedAt: 1000,
  expiresAt: 2000,
  served: [],
  ...over,
});
const waiting = (caseId: string, over: Partial<MessageSubscription> = {}): MessageSubscription => ({
  id: `${caseId}/1`,
  caseId,
  subscription: '1',
  processId: 'p',
  name: 'paid',
  correlationKey: 'k',
  position: 1,
  openedAt: 0,
  ...over,
});
const start = (processId: string, over: Partial<MessageStart> = {}): MessageStart => ({
  processId,
  deployment: 'd',
  startEvent: 1,
  name: 'paid',
  ...over,
});
const view = (over: Partial<PublishView> = {}): PublishView => ({
  subscriptions: [],
  starts: [],
  openByStart: () => false,
  alreadyPublished: false,
  ...over,
});
const publish = (over: Partial<PublishView>, sent = message()) => {
  const decision = decidePublish(sent, view(over));
  if (decision.kind === 'duplicate') return 'duplicate';
  const to = [
    ...decision.deliveries.map((each) => each.caseId),
    ...decision.startInstances.map((each) => `new ${each.processId}`),
  ];
  return `${to.join(', ')}${decision.buffer ? ' +buffer' : ''}`.trim();
};

const older = waiting('a', { position: 3 });
const newer = waiting('b', { position: 4 });
const publications: [string, string, string][] = [
  ['nobody waits', publish({}), '+buffer'],
  ['nobody waits, time to live 0', publish({}, message({ expiresAt: 1000 })), ''],
  ['one waits', publish({ subscriptions: [older] }), 'a +buffer'],
  ['one waits, time to live 0', publish({ subscriptions: [older] }, message({ expiresAt: 1000 })), 'a'],
  ['another key', publish({ subscriptions: [waiting('a', { correlationKey: 'x' })] }), '+buffer'],
  ['another name', publish({ subscriptions: [waiting('a', { name: 'x' })] }), '+buffer'],
  ['the oldest of one process', publish({ subscriptions: [newer, older] }), 'a +buffer'],
  [
    'one of each process',
    publish({ subscriptions: [newer, older, waiting('c', { processId: 'q', position: 2 })] }),
    'c, a +buffer',
  ],
  ['a start event', publish({ starts: [start('p')] }), 'new p +buffer'],
  ['a start event of another name', publish({ starts: [start('p', { name: 'x' })] }), '+buffer'],
  [
    'two start events of one process',
    publish({ starts: [start('p', { startEvent: 5 }), start('p')] }),
    'new p +buffer',
  ],
  [
    'a waiting case wins over a start',
    publish({ subscriptions: [older], starts: [start('p'), start('q')] }),
    'a, new q +buffer',
  ],
  ['a start whose key is open', publish({ starts: [start('p')], openByStart: () => true }), '+buffer'],
  [
    'the empty key always starts',
    publish({ starts: [start('p')], openByStart: () => true }, message({ correlationKey: '' })),
    'new p +buffer',
  ],
  ['a duplicate', publish({ subscriptions: [older], alreadyPublished: true }), 'duplicate'],
];
for (const [title, got, expected] of publications) test(`publish: ${title}`, () => equal(got, expected));

const openings: [string, BufferedMessage[], number, string | undefined][] = [
  ['the oldest', [message({ id: 'n', position: 2 }), message()], 1000, 'm'],
  ['one instant before its end', [message()], 1999, 'm'],
  ['at its end', [message()], 2000, undefined],
  ['another key', [message({ correlationKey: 'x' })], 1000, undefined],
  ['another name', [message({ name: 'x' })], 1000, undefined],
  ['served already', [message({ served: ['p'] }), message({ id: 'n', position: 2 })], 1000, 'n'],
  ['another process was served', [message({ served: ['q'] })], 1000, 'm'],
];
for (const [title, buffer, now, expected] of openings) {
  test(`subscribe: ${title}`, () => equal(decideSubscribe(older, buffer, now)?.id, expected));
}

const refuse = (over: Partial<PublishView>, now: number, sent = message()): string => {
  const decision = decideRefused(sent, older, view(over), now);
  return decision.kind === 'redeliver' ? decision.subscription.caseId : decision.kind;
};
const refusals: [string, string, string][] = [
  ['another case waits', refuse({ subscriptions: [older, newer] }, 1500), 'b'],
  ['only another process waits', refuse({ subscriptions: [waiting('c', { processId: 'q' })] }, 1500), 'buffer'],
  ['nobody else waits', refuse({ subscriptions: [older] }, 1500), 'buffer'],
  ['nobody waits and it has expired', refuse({}, 2000), 'drop'],
  ['it has expired, one waited in its life', refuse({ subscriptions: [waiting('b', { openedAt: 1999 })] }, 2500), 'b'],
  [
    'it has expired, one waits since later',
    refuse({ subscriptions: [waiting('b', { openedAt: 2000 })] }, 2500),
    'drop',
  ],
  [
    'time to live 0, one waited at publication',
    refuse({ subscriptions: [waiting('b', { openedAt: 1000 })] }, 1500, message({ expiresAt: 1000 })),
    'b',
  ],
  [
    'time to live 0, one waits since later',
    refuse({ subscriptions: [waiting('b', { openedAt: 1001 })] }, 1500, message({ expiresAt: 1000 })),
    'drop',
  ],
  ['the process has a start event', refuse({ starts: [start('p')] }, 1500), 'start'],
  ['the start event is taken by the key', refuse({ starts: [start('p')], openByStart: () => true }, 1500), 'buffer'],
];
for (const [title, got, expected] of refusals) test(`refused: ${title}`, () => equal(got, expected));

const ends: [string, BufferedMessage[], string, number, string | undefined][] = [
  ['the oldest of the key', [message({ id: 'n', position: 2 }), message()], 'k', 1000, 'm'],
  ['another key', [message({ correlationKey: 'x' })], 'k', 1000, undefined],
  ['expired', [message()], 'k', 2000, undefined],
  ['served already', [message({ served: ['p'] })], 'k', 1000, undefined],
  ['a name that starts nothing', [message({ name: 'x' })], 'k', 1000, undefined],
  ['the empty key blocks nothing', [message({ correlationKey: '' })], '', 1000, undefined],
];
for (const [title, buffered, correlationKey, now, expected] of ends) {
  test(`ended instance: ${title}`, () =>
    equal(
      decideEndedInstance({ processId: 'p', correlationKey }, { starts: [start('p')], buffered }, now)?.message.id,
      expected,
    ));
}

test('signal: every case of the scope once; start events only for a signal to all', () => {
  const of = (caseId: string, debtor: string, name = 'stop') => ({
    caseId,
    subscription: '1',
    name,
    memberships: { debtor },
  });
  const waits = [of('b', 'D1'), of('a', 'D2'), of('b', 'D1'), of('c', 'D1', 'other')];
  const starts = [start('q', { name: 'stop' }), start('p', { name: 'stop' }), start('r')];
  const all = decideSignal('stop', { kind: 'all' }, waits, starts, null);
  deepEqual(
    [all.cases, all.startInstances.map((each) => each.processId)],
    [
      ['a', 'b'],
      ['p', 'q'],
    ],
  );
  const one = decideSignal('stop', { kind: 'within', dimension: 'debtor', member: 'D1' }, waits, starts, null);
  deepEqual(one, { cases: ['b'], startInstances: [] });
  deepEqual(decideSignal('stop', { kind: 'all' }, waits, starts, 'b').cases, ['a']);
});

const deployed = [
  { processId: 'p', deployment: 'd1', position: 1, versionTag: 'one' },
  { processId: 'p', deployment: 'd3', position: 3 },
  { processId: 'p', deployment: 'd2', position: 2, versionTag: 'one' },
  { processId: 'q', deployment: 'd4', position: 4 },
];
const bindings: ['latest' | 'deployment' | 'versionTag', string | undefined, string, string | undefined][] = [
  ['latest', undefined, 'd1', 'd3'],
  ['deployment', undefined, 'd1', 'd1'],
  ['deployment', undefined, 'd4', undefined],
  ['versionTag', 'one', 'd4', 'd2'],
  ['versionTag', 'two', 'd4', undefined],
  ['versionTag', undefined, 'd4', undefined],
];
for (const [binding, versionTag, callerDeployment, expected] of bindings) {
  test(`call: ${binding} ${versionTag ?? ''} from ${callerDeployment} binds ${expected ?? 'nothing'}`, () => {
    const call = {
      caseId: 'c',
      call: '1',
      processId: 'p',
      callerDeployment,
      binding,
      variables: {},
      ...(versionTag === undefined ? {} : { versionTag }),
    };
    const decision = decideCall(call, deployed);
    equal(decision.kind === 'start' ? decision.deployment : undefined, expected);
  });
}

test('called ended: the caller is told while it waits', () => {
  const parent = { caseId: 'c', call: '1' };
  const completed = { kind: 'completed', variables: { x: 1 } } as const;
  deepEqual(decideCalledEnded(parent, true, completed), { kind: 'calledCompleted', ...parent, variables: { x: 1 } });
  equal(decideCalledEnded(parent, true, { kind: 'terminated', reason: 'cancelled' }).kind, 'calledFailed');
  const failed = { kind: 'terminated', reason: 'no such debtor', error: 'E' } as const;
  const told = { kind: 'calledFailed', ...parent, code: 'E', message: 'no such debtor' };
  deepEqual(decideCalledEnded(parent, true, failed), told);
  const carried = { ...failed, variables: { owed: 1 } };
  deepEqual(decideCalledEnded(parent, true, carried), { ...told, variables: { owed: 1 } });
  equal(decideCalledEnded(parent, false, completed).kind, 'nobody');
  equal(decideCalledEnded(null, true, completed).kind, 'nobody');
});

const subscriptions = fc
  .uniqueArray(
    fc.record({
      process: fc.constantFrom('p', 'q', 'r'),
      name: fc.constantFrom('paid', 'x'),
      key: fc.constantFrom('k', ''),
      position: fc.nat(50),
    }),
    { selector: (each) => each.position, maxLength: 12 },
  )
  .map((list) =>
    list.map((each) =>
      waiting(`c${each.position}`, {
        processId: each.process,
        name: each.name,
        correlationKey: each.key,
        position: each.position,
      }),
    ),
  );
const starts = fc
  .uniqueArray(fc.record({ process: fc.constantFrom('p', 'q', 'r'), startEvent: fc.nat(3) }), {
    selector: (each) => `${each.process}${each.startEvent}`,
  })
  .map((list) => list.map((each) => start(each.process, { startEvent: each.startEvent })));

test('publish: at most once per process, whatever the order of what the host hands over', () => {
  fc.assert(
    fc.property(subscriptions, starts, fc.infiniteStream(fc.nat()), (subs, starting, noise) => {
      const shuffle = <T>(list: readonly T[]): T[] =>
        list
          .map((each) => ({ each, at: noise.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
      const decision = decidePublish(message(), view({ subscriptions: subs, starts: starting }));
      const again = decidePublish(message(), view({ subscriptions: shuffle(subs), starts: shuffle(starting) }));
      deepEqual(again, decision);
      if (decision.kind === 'duplicate') throw new Error('Expected a publication but got a duplicate.');
      const processes = [...decision.deliveries, ...decision.startInstances].map((each) => each.processId);
      equal(new Set(processes).size, processes.length);
    }),
  );
});

test('subscribe: the order of the buffer never matters', () => {
  const buffers = fc.uniqueArray(fc.record({ position: fc.nat(30), served: fc.boolean(), life: fc.nat(20) }), {
    selector: (each) => each.position,
  });
  fc.assert(
    fc.property(buffers, (list) => {
      const buffer = list.map((each) =>
        message({
          id: `m${each.position}`,
          position: each.position,
          served: each.served ? ['p'] : [],
          expiresAt: 1000 + each.life,
        }),
      );
      const now = 1010;
      const taken = decideSubscribe(older, buffer, now);
      deepEqual(decideSubscribe(older, buffer.toReversed(), now), taken);
      const free = list.filter((each) => !each.served && 1000 + each.life > now).map((each) => each.position);
      equal(taken?.position, free.length === 0 ? undefined : Math.min(...free));
    }),
  );
});
