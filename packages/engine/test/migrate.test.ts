import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { byId, initialState, link, migrate, proposeMapping, step } from '@krok/engine';
import { Build, feel, job, none, text, timer } from './build.ts';
import { around, message, running, wait } from './migrating.ts';
import { env, migration, MONDAY, Rig } from './rig.ts';

const DAY = 86_400_000;

const guarded = (...boundaries: readonly Readonly<Record<string, unknown>>[]) =>
  around((build) => {
    const task = build.add('userTask', { id: 'work', headers: {} });
    for (const [at, each] of boundaries.entries()) {
      const boundary = build.boundary(task, { id: `b${at}`, interrupting: false, ...each });
      build.flow(boundary, build.add('endEvent', { ...none, id: `after${at}` }));
    }
    return task;
  });

const kinds = (events: readonly { readonly kind: string }[]) => events.map(({ kind }) => kind);
const dues = (rig: Rig) => Object.values(rig.state.timers).map(({ due }) => (due - MONDAY) / DAY);

test('a timer whose definition is equal goes on as it runs', () => {
  const rig = running(wait('P7D'));
  const before = Object.entries(rig.state.timers);
  rig.now += 2 * DAY;
  assert.deepEqual(
    kinds(rig.migrate(around((b) => b.add('intermediateCatchEvent', { id: 'wait', ...timer('P7D') })))),
    ['timePassed', 'instanceMigrated'],
  );
  assert.deepEqual(
    Object.keys(rig.state.timers),
    before.map(([id]) => id),
  );
  assert.deepEqual(dues(rig), [7]);
  assert.equal(rig.state.definition, 'new');
});

test('a changed wait counts from when it began, and is over at once where that time has passed', () => {
  const rig = running(wait('P7D'));
  rig.now += 2 * DAY;
  assert.deepEqual(kinds(rig.migrate(wait('P5D'))), ['timePassed', 'timerCancelled', 'instanceMigrated', 'timerSet']);
  assert.deepEqual(dues(rig), [5]);

  const late = running(wait('P7D'));
  late.now += 6 * DAY;
  late.migrate(wait('P5D'));
  assert.deepEqual(dues(late), [5]);
  late.send({ kind: 'timeDue' });
  assert.equal(late.state.status, 'completed');
});

test('what a person chose for a timer stays', () => {
  const rig = running(wait('P7D'));
  const [id = ''] = Object.keys(rig.state.timers);
  rig.send({ kind: 'changeTimer', timer: id, due: MONDAY + 10 * DAY });
  rig.migrate(wait('P5D'));
  assert.deepEqual(dues(rig), [10]);
});

test('a cycle that has changed begins anew; a firing after a chosen one is like any other', () => {
  const cycle = (value: string) =>
    guarded({ trigger: { kind: 'timer', timer: { kind: 'cycle', value: text(value) } } });
  const rig = running(cycle('R3/P2D'));
  rig.now += 3 * DAY;
  rig.send({ kind: 'timeDue' });
  assert.deepEqual(dues(rig), [4]);
  rig.migrate(cycle('R3/P3D'));
  assert.deepEqual(dues(rig), [6]);
  const [id = ''] = Object.keys(rig.state.timers);
  rig.send({ kind: 'changeTimer', timer: id, due: rig.now + DAY });
  rig.now += DAY;
  rig.send({ kind: 'timeDue' });
  const [timerSet] = Object.values(rig.state.timers);
  assert.equal(timerSet?.chosen, undefined);
});

test('boundary events: added ones wait from now on, removed ones end, equal ones stay, changed ones wait anew', () => {
  const rig = running(guarded(timer('P1D'), message('gone'), message('same')));
  const same = Object.entries(rig.state.subscriptions).find(([, { name }]) => name === 'same')?.[0];
  rig.now += DAY / 2;
  const events = rig.migrate(
    guarded(
      timer('P3D'),
      { ...timer('P2D'), id: 'added' },
      { ...message('same'), id: 'b2' },
      {
        ...message('new'),
        id: 'added too',
      },
    ),
  );
  assert.deepEqual(
    dues(rig).toSorted((a, b) => a - b),
    [2.5, 3],
  );
  assert.deepEqual(
    Object.values(rig.state.subscriptions).map(({ name }) => name),
    ['same', 'new'],
  );
  assert.equal(Object.keys(rig.state.subscriptions)[0], same);
  assert.ok(kinds(events).includes('messageUnsubscribed'));
  rig.now += 4 * DAY;
  rig.send({ kind: 'timeDue' });
  assert.equal(rig.events.filter(({ kind }) => kind === 'timerFired').length, 2);
});

test('a message that is awaited under another key or name is awaited anew', () => {
  const waiting = (name: string, key: string) =>
    around((build) => build.add('intermediateCatchEvent', { id: 'wait', ...message(name, key) }));
  const rig = running(waiting('paid', 'n'));
  assert.deepEqual(kinds(rig.migrate(waiting('paid', 'n + 1'))), [
    'messageUnsubscribed',
    'instanceMigrated',
    'messageSubscribed',
  ]);
  assert.equal(Object.values(rig.state.subscriptions)[0]?.correlationKey, '2');
});

test('what has fired does not come a second time', () => {
  const rig = running(guarded(timer('P1D')));
  rig.now += 2 * DAY;
  rig.send({ kind: 'timeDue' });
  assert.deepEqual(rig.state.timers, {});
  rig.migrate(guarded(timer('P4D')));
  assert.deepEqual(rig.state.timers, {});
});

test('an event sub-process that is added waits in a scope that is under way', () => {
  const scope = (handled: boolean) =>
    around((build) => {
      const inside = build.open('subProcess', { id: 'part' });
      build.flow(build.add('startEvent', { ...none, id: 'in' }), build.add('userTask', { id: 'work', headers: {} }));
      if (handled) {
        const handler = build.open('eventSubProcess', { id: 'handler', interrupting: true });
        const start = build.add('startEvent', { id: 'stopped', ...message('stop'), interrupting: true });
        Object.assign(build.element(handler), { start });
        build.flow(start, build.add('endEvent', { ...none, id: 'handled' }));
        build.close();
      }
      build.close();
      return inside;
    });
  const rig = running(scope(false));
  rig.migrate(scope(true));
  const [subscription = ''] = Object.keys(rig.state.subscriptions);
  rig.send({ kind: 'correlateMessage', subscription, messageId: 'm', variables: {} });
  assert.equal(rig.state.status, 'completed');
  assert.deepEqual(rig.state.userTasks, {});

  const back = running(scope(true));
  back.migrate(scope(false));
  assert.deepEqual(back.state.subscriptions, {});
  assert.equal(Object.keys(byId(back.state.userTasks)).length, 1);
});

test('an event-based gateway waits for what the new version puts behind it', () => {
  const choice = (...durations: readonly string[]) =>
    around((build) => {
      const gateway = build.add('eventBasedGateway', { id: 'choice', instantiate: false });
      const targets = durations.map((each) => {
        const event = build.add('intermediateCatchEvent', { id: each, ...timer(each) });
        build.flow(gateway, event);
        return event;
      });
      Object.assign(build.element(gateway), { targets });
      return gateway;
    });
  const rig = running(choice('P7D', 'P9D'));
  rig.migrate(choice('P3D', 'P9D'));
  assert.deepEqual(dues(rig), [9, 3]);
  rig.now += 3 * DAY;
  rig.send({ kind: 'timeDue' });
  assert.ok(rig.events.some((event) => event.kind === 'elementCompleted' && event.element === rig.index('P3D')));
});

test('variables, work in hand and element instances stay; the work is completed in the new version', () => {
  const work = (headers: Record<string, string>, spare: number) =>
    around((build) => build.add('userTask', { id: 'work', headers }), spare);
  const rig = running(work({ a: '1' }, 0));
  const before = rig.state;
  const to = link(work({ a: '2' }, 2));
  const tried = migrate(rig.linked, to, rig.state, migration(rig.linked, to), env);
  assert.ok(tried.kind === 'migrated');
  assert.deepEqual(
    tried.notices.map(({ code, element }) => [code, element]),
    [['workKept', 'work']],
  );
  rig.migrate(work({ a: '2' }, 2));
  assert.deepEqual(rig.state.userTasks, before.userTasks);
  const [userTask = ''] = Object.keys(byId(rig.state.userTasks));
  rig.send({ kind: 'completeUserTask', userTask, variables: { n: 5 } });
  assert.equal(rig.state.status, 'completed');
});

test('a job that failed for good is made again where the new version makes another', () => {
  const sending = (type: string) => around((build) => build.add('serviceTask', { id: 'send', ...job(type) }));
  const rig = running(sending('wrong'));
  const [first = ''] = Object.keys(byId(rig.state.jobs));
  rig.send({ kind: 'failJob', job: first, retries: 0, backOff: 0, message: 'no such template' });
  rig.migrate(sending('right'));
  assert.deepEqual(rig.state.incidents, {});
  const [again = ''] = Object.keys(byId(rig.state.jobs));
  assert.equal(byId(rig.state.jobs)[again]?.type, 'right');
  rig.send({ kind: 'completeJob', job: again, variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('a wrong gateway is repaired in flight', () => {
  const choosing = (condition: string, type: 'exclusiveGateway' | 'inclusiveGateway') =>
    around((build) => {
      const gateway = build.add(type, { id: 'choice' });
      build.flow(gateway, build.add('userTask', { id: 'big', headers: {} }), condition);
      return gateway;
    });
  const old = choosing('n > 100', 'exclusiveGateway');
  const conditional = (executable: ExecutableProcess, sum: string): ExecutableProcess => ({
    ...executable,
    flows: executable.flows.map((flow) => (flow.index === 2 ? { ...flow, condition: feel(sum) } : flow)),
  });
  const rig = running(conditional(old, 'n > 50'));
  const [incident = ''] = Object.keys(rig.state.incidents);
  assert.notEqual(incident, '');
  rig.migrate(conditional(choosing('n >= 1', 'inclusiveGateway'), 'n > 50'));
  rig.send({ kind: 'resolveIncident', incident });
  assert.equal(Object.keys(byId(rig.state.userTasks)).length, 1);
});

test('tokens before a join go over to the flow that leads to it', () => {
  const join = (inserted: boolean) => {
    const build = new Build();
    const start = build.add('startEvent', { ...none, id: 'start' });
    const fork = build.add('parallelGateway', { id: 'fork' });
    const one = build.add('userTask', { id: 'one', headers: {} });
    const two = build.add('userTask', { id: 'two', headers: {} });
    const gateway = build.add('parallelGateway', { id: 'join' });
    build.flow(start, fork);
    build.flow(fork, one);
    build.flow(fork, two);
    if (inserted) {
      const check = build.add('task', { id: 'check' });
      build.flow(one, check);
      build.flow(check, gateway);
    } else build.flow(one, gateway);
    build.flow(two, gateway);
    build.flow(gateway, build.add('endEvent', { ...none, id: 'end' }));
    return build.done();
  };
  const rig = running(join(false));
  const [first = ''] = Object.keys(byId(rig.state.userTasks));
  rig.send({ kind: 'completeUserTask', userTask: first, variables: {} });
  rig.migrate(join(true));
  const [second = ''] = Object.keys(byId(rig.state.userTasks));
  rig.send({ kind: 'completeUserTask', userTask: second, variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('refused: not started, ended, already there, made for another version, unknown', () => {
  const rig = new Rig(wait('P7D'));
  const to = link(wait('P5D'));
  const command = migration(rig.linked, to);
  assert.equal(rig.refusal(command, to), 'notStarted');
  rig.send({ kind: 'start', variables: {} });
  assert.equal(rig.refusal({ ...command, definition: 'lost' }, to), 'unknownDefinition');
  rig.migrate(wait('P5D'));
  assert.equal(rig.refusal(command, to), 'alreadyMigrated');
  assert.equal(rig.refusal({ ...command, definition: 'third', source: 'old' }, to), 'otherDefinition');
  rig.send({ kind: 'cancel', reason: 'x' });
  assert.equal(rig.refusal(command, to), 'ended');
  const bare = step(rig.linked, initialState(), command, env);
  assert.equal(bare.kind, 'rejected');
});

test('a suspended instance goes over and stays suspended', () => {
  const rig = running(wait('P7D'));
  rig.send({ kind: 'suspend', reason: 'x' });
  rig.migrate(wait('P5D'));
  assert.equal(rig.state.suspended, true);
  rig.now += 6 * DAY;
  rig.send({ kind: 'resume' });
  rig.send({ kind: 'timeDue' });
  assert.equal(rig.state.status, 'completed');
});

test('a proposed mapping finds what was renamed, by name and by its neighbours, and heeds what a person says', () => {
  const chain = (ids: readonly string[], names: readonly string[]) => {
    const build = new Build();
    let at = build.add('startEvent', { ...none, id: 'start' });
    for (const [i, id] of ids.entries()) {
      const next = build.add('userTask', { id, name: names[i] ?? '', headers: {} });
      build.flow(at, next);
      at = next;
    }
    build.flow(at, build.add('endEvent', { ...none, id: 'end' }));
    return link(build.done());
  };
  const from = chain(['a', 'b', 'c'], ['Call', '', 'Letter']);
  const to = chain(['a', 'x', 'y'], ['Call', '', 'Letter']);
  const expected = (mapping: object) => Object.fromEntries(Object.entries(mapping).filter(([id]) => id.length === 1));
  assert.deepEqual(expected(proposeMapping(from, to).elements), { a: 'a', b: 'x', c: 'y' });
  assert.deepEqual(expected(proposeMapping(from, to, {}, true).elements), { a: 'a' });
  assert.deepEqual(expected(proposeMapping(from, to, { b: null, c: 'x' }).elements), { a: 'a', c: 'x' });
});
