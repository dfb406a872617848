import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, type EngineEvent, type TaskListenerResult, type Variables } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { file, it } from './small-diagram.ts';

const listener = (event: string, type: string) => `<zeebe:taskListener eventType="${event}" type="${type}"/>`;
const user = (...listeners: string[]) =>
  it('userTask', `<zeebe:userTask/><zeebe:taskListeners>${listeners.join('')}</zeebe:taskListeners>`);

async function started(body: string, variables: Variables = {}): Promise<Rig> {
  const rig = new Rig(await compiled(file(body)));
  rig.send({ kind: 'start', variables });
  return rig;
}

const first = (record: object) => Object.keys(record)[0] ?? assert.fail('nothing is open');
const jobs = (rig: Rig) => Object.values(byId(rig.state.jobs)).map(({ type }) => type);
const taskOf = (rig: Rig) => first(byId(rig.state.userTasks));
const instanceOf = (rig: Rig) => byId(rig.state.userTasks)[taskOf(rig)]?.instance ?? '';
const localOf = (rig: Rig) => rig.state.instances[instanceOf(rig)]?.variables;

function answer(rig: Rig, result: TaskListenerResult = {}, variables: Variables = {}): void {
  rig.send({ kind: 'completeJob', job: first(byId(rig.state.jobs)), variables, result });
}

function update(rig: Rig, variables: Variables): void {
  rig.send({ kind: 'setVariables', scope: instanceOf(rig), variables });
}

function of<K extends EngineEvent['kind']>(rig: Rig, kind: K): Extract<EngineEvent, { kind: K }>[] {
  return rig.events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind);
}

test('variables of an open task wait for its listeners, which see them, one after the other; the task stays', async () => {
  const rig = await started(user(listener('updating', 'a'), listener('updating', 'b')), { n: 1 });
  const task = taskOf(rig);
  update(rig, { n: 2 });
  assert.deepEqual(jobs(rig), ['a']);
  assert.equal(localOf(rig)?.['n'], undefined);
  const [asked] = of(rig, 'jobCreated');
  assert.equal(asked?.variables['n'], 2);
  assert.equal(asked?.headers['io.camunda.zeebe:changedAttributes'], '["variables"]');
  answer(rig, {}, { m: 3 });
  assert.deepEqual(jobs(rig), ['b']);
  answer(rig);
  assert.deepEqual(localOf(rig), { n: 2, m: 3 });
  assert.equal(taskOf(rig), task);
  rig.send({ kind: 'completeUserTask', userTask: task, variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('an update that is denied leaves the task as it was', async () => {
  const rig = await started(user(listener('updating', 'a'), listener('updating', 'b')));
  update(rig, { n: 2 });
  answer(rig, { denied: true, reason: 'not now' }, { m: 3 });
  assert.deepEqual(jobs(rig), []);
  assert.deepEqual(localOf(rig), undefined);
  assert.equal(of(rig, 'userTaskDenied')[0]?.reason, 'not now');
  update(rig, { n: 4 });
  assert.deepEqual(jobs(rig), ['a']);
});

test('what a listener corrects is offered anew, and a later completion knows it', async () => {
  const rig = await started(user(listener('updating', 'a'), listener('completing', 'c')));
  const before = taskOf(rig);
  update(rig, { n: 2 });
  answer(rig, { corrections: { assignee: 'anna', priority: 80 } });
  assert.notEqual(taskOf(rig), before);
  const offered = of(rig, 'userTaskCreated').at(-1);
  assert.deepEqual([offered?.assignee, offered?.priority], ['anna', 80]);
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: {} });
  assert.equal(of(rig, 'jobCreated').at(-1)?.headers['io.camunda.zeebe:assignee'], 'anna');
  answer(rig);
  assert.equal(rig.state.status, 'completed');
});

test('a second update begins the listeners anew, with what both set', async () => {
  const rig = await started(user(listener('updating', 'a'), listener('updating', 'b')));
  update(rig, { n: 1, m: 1 });
  answer(rig);
  update(rig, { n: 2 });
  assert.deepEqual(jobs(rig), ['a']);
  assert.deepEqual(of(rig, 'jobCreated').at(-1)?.variables, { n: 2, m: 1 });
  answer(rig);
  answer(rig);
  assert.deepEqual(localOf(rig), { n: 2, m: 1 });
});

test('who completes the task meanwhile has done so once its update has been heard', async () => {
  for (const completing of [[], [listener('completing', 'c')]]) {
    const rig = await started(user(listener('updating', 'a'), ...completing));
    update(rig, { n: 2 });
    rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: { done: true } });
    assert.deepEqual(jobs(rig), ['a']);
    assert.equal(rig.state.status, 'active');
    answer(rig, { denied: true });
    if (completing.length > 0) answer(rig);
    assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, { done: true });
  }
});

test('the variables of the case are none of the task, and a task that nobody listens to is set at once', async () => {
  const rig = await started(user(listener('updating', 'a')));
  rig.send({ kind: 'setVariables', variables: { n: 1 } });
  assert.deepEqual(jobs(rig), []);
  const other = await started(user(listener('completing', 'a')));
  update(other, { n: 1 });
  assert.deepEqual(localOf(other), { n: 1 });
});

test('an update goes on after its incident, and when a suspended case is resumed', async () => {
  const rig = await started(user(listener('updating', '= which'), listener('updating', 'b')));
  update(rig, { n: 2 });
  rig.send({ kind: 'setVariables', variables: { which: 'a' } });
  rig.send({ kind: 'resolveIncident', incident: first(rig.state.incidents) });
  assert.deepEqual(jobs(rig), ['a']);
  rig.send({ kind: 'suspend', reason: 'test' });
  answer(rig);
  assert.deepEqual(jobs(rig), []);
  rig.send({ kind: 'resume' });
  assert.deepEqual(jobs(rig), ['b']);
  answer(rig);
  assert.deepEqual(localOf(rig), { n: 2 });
});

test('a task that goes over to a version with listeners is heard of from then on', async () => {
  const rig = await started(it('userTask', '<zeebe:userTask/>'));
  rig.migrate(await compiled(file(user(listener('updating', 'a'), listener('completing', 'c')))));
  update(rig, { n: 2 });
  answer(rig);
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: {} });
  answer(rig);
  assert.equal(rig.state.status, 'completed');
});
