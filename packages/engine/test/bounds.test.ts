import { byId } from '@krok/engine';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Build, feel, job, none, text } from './build.ts';
import { Rig } from './rig.ts';

test('a loop without a wait is an incident that halts the instance, and goes on when resolved', () => {
  const build = new Build();
  const start = build.add('startEvent', none);
  const again = build.add('exclusiveGateway');
  const work = build.add('task');
  build.flow(start, again);
  build.flow(again, work, 'stop != true');
  build.flow(again, build.add('endEvent', none), 'stop = true');
  build.flow(work, again);
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} }, 200);
  const [id, incident] = Object.entries(rig.state.incidents)[0] ?? assert.fail('no incident');
  assert.equal(incident.cause, 'runawayLoop');
  assert.equal(rig.state.halted, id);
  rig.send({ kind: 'setVariables', variables: { stop: true } });
  assert.equal(rig.state.status, 'active');
  rig.send({ kind: 'resolveIncident', incident: id });
  assert.equal(rig.state.status, 'completed');
});

test('a halted instance can be cancelled', () => {
  const build = new Build();
  const start = build.add('startEvent', none);
  const work = build.add('task');
  build.flow(start, work);
  build.flow(work, work);
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} }, 100);
  rig.send({ kind: 'cancel', reason: 'no way out' });
  assert.equal(rig.state.status, 'terminated');
  assert.deepEqual(rig.state.incidents, {});
});

test('3,000 nested sub-processes do not exhaust the stack', () => {
  const build = new Build();
  for (let i = 0; i < 3000; i++) {
    const start = build.add('startEvent', none);
    const index = build.open('subProcess');
    Object.assign(build.element(start), { outgoing: [] });
    build.flow(start, index);
  }
  const start = build.add('startEvent', none);
  build.flow(start, build.add('serviceTask', job('deep')));
  for (let i = 0; i < 3000; i++) build.close();
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  const deep = Object.keys(byId(rig.state.jobs))[0] ?? assert.fail('the innermost task was not reached');
  rig.send({ kind: 'throwJobError', job: deep, code: 'E', message: 'x', variables: {} });
  rig.send({ kind: 'cancel', reason: 'enough' });
  assert.equal(rig.state.status, 'terminated');
});

test('1,000 parallel runs: each step is a few events, and the results are in order', () => {
  const build = new Build();
  const start = build.add('startEvent', none);
  const each = build.add('serviceTask', {
    ...job('each'),
    loop: {
      kind: 'multiInstance',
      sequential: false,
      inputCollection: feel('for i in 1..1000 return i'),
      inputElement: 'item',
      outputCollection: 'results',
      outputElement: feel('item * 2'),
    },
  });
  build.flow(start, each);
  build.flow(each, build.add('endEvent', none));
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  const jobs = Object.keys(byId(rig.state.jobs));
  assert.equal(jobs.length, 1000);
  const events = rig.send({ kind: 'completeJob', job: jobs[500] ?? '', variables: {} });
  assert.ok(events.length <= 6, `${events.length} events`);
});

test('more runs than anyone can mean are an incident', () => {
  const build = new Build();
  const start = build.add('startEvent', none);
  const loop = { kind: 'multiInstance', sequential: false, inputCollection: feel('for i in 1..10001 return 1') };
  build.flow(start, build.add('task', { loop }));
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  assert.equal(Object.values(rig.state.incidents)[0]?.cause, 'expression');
});

test('a timer that is due at once in a loop is bounded as every loop is', () => {
  const build = new Build();
  const start = build.add('startEvent', none);
  const wait = build.add('intermediateCatchEvent', {
    trigger: { kind: 'timer', timer: { kind: 'duration', value: text('PT0S') } },
  });
  build.flow(start, wait);
  build.flow(wait, wait);
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  rig.send({ kind: 'timeDue' }, 100);
  assert.equal(Object.values(rig.state.incidents)[0]?.cause, 'runawayLoop');
});

test('text and numbers that no host can store are incidents, and the case lives', () => {
  const subscribing = (key: string) => ({
    trigger: { kind: 'message', name: text('reply'), correlationKey: feel(key) },
  });
  const long = 'string join(for i in 1..500 return "ab")';
  const rows: [Parameters<Build['add']>, string][] = [
    [['intermediateCatchEvent', subscribing(long)], 'correlationKey'],
    [['intermediateCatchEvent', subscribing('"a\\u0000"')], 'correlationKey'],
    [['serviceTask', { job: { ...job('x').job, type: feel(long) } }], 'expression'],
    [['serviceTask', { job: { ...job('x').job, type: feel('"a\\u0000"') } }], 'expression'],
    [['serviceTask', { job: { ...job('x').job, type: text('x'.repeat(5_000)) } }], 'expression'],
    [['serviceTask', { job: { ...job('x').job, retries: feel('99999999999') } }], 'expression'],
  ];
  for (const [element, cause] of rows) {
    const build = new Build();
    const start = build.add('startEvent', none);
    build.flow(start, build.add(...element));
    const rig = new Rig(build.done());
    rig.send({ kind: 'start', variables: {} });
    assert.equal(rig.state.status, 'active');
    assert.deepEqual(
      Object.values(rig.state.incidents).map((each) => each.cause),
      [cause],
      JSON.stringify(element).slice(0, 200),
    );
  }
});
