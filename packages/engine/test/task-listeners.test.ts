import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, type EngineEvent, type Variables } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { END, extension, file, flow, it, timer } from './small-diagram.ts';

const listeners = (...each: string[]) => `<zeebe:taskListeners>${each.join('')}</zeebe:taskListeners>`;
const listener = (event: string, type: string) => `<zeebe:taskListener eventType="${event}" type="${type}"/>`;
const user = (content: string) => it('userTask', `<zeebe:userTask/>${content}`);

async function started(body: string, variables: Variables = {}): Promise<Rig> {
  const rig = new Rig(await compiled(file(body)));
  rig.send({ kind: 'start', variables });
  return rig;
}

function jobOf(rig: Rig): string {
  const [job] = Object.keys(byId(rig.state.jobs));
  return job ?? assert.fail('no job is open');
}

function taskOf(rig: Rig): string {
  const [task] = Object.keys(byId(rig.state.userTasks));
  return task ?? assert.fail('no user task is open');
}

function of<K extends EngineEvent['kind']>(rig: Rig, kind: K): Extract<EngineEvent, { kind: K }>[] {
  return rig.events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind);
}

test('inputs are mapped once, before the first listener, which sees them; what it gives is local to the task', async () => {
  const inputs = '<zeebe:ioMapping><zeebe:input source="= n + 1" target="n"/></zeebe:ioMapping>';
  const rig = await started(user(`${inputs}${listeners(listener('creating', 'a'), listener('creating', 'b'))}`), {
    n: 1,
  });
  assert.deepEqual(of(rig, 'jobCreated')[0]?.variables, { n: 2 });
  rig.send({ kind: 'completeJob', job: jobOf(rig), variables: { m: 5 } });
  assert.deepEqual(of(rig, 'jobCreated')[1]?.variables, { n: 2, m: 5 });
  rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.deepEqual(of(rig, 'userTaskCreated')[0]?.variables, { n: 2, m: 5 });
  assert.deepEqual(rig.state.instances[rig.state.root]?.variables, { n: 1 });
});

test('a listener of the start is done before those of the creation', async () => {
  const start =
    '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="first"/></zeebe:executionListeners>';
  const rig = await started(user(`${start}${listeners(listener('creating', 'second'))}`));
  for (let i = 0; i < 2; i++) rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.deepEqual(
    of(rig, 'jobCreated').map(({ type }) => type),
    ['first', 'second'],
  );
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('what interrupts the task ends the listener of its completion, and nothing of the completion counts', async () => {
  const late = `<bpmn:boundaryEvent id="late" attachedToRef="it">${timer('timeDuration', 'PT1H')}</bpmn:boundaryEvent>${flow('late', 'end')}`;
  const rig = await started(`${user(listeners(listener('completing', 'check')))}${late}`);
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: { a: 1 } });
  rig.now += 3_600_000;
  rig.send({ kind: 'timeDue' });
  assert.equal(of(rig, 'jobCancelled').length, 1);
  assert.equal(rig.state.status, 'completed');
  assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, {});
});

test('a completion whose listener has no type is an incident, and goes on when it is resolved', async () => {
  const rig = await started(user(listeners(listener('completing', '= which'))));
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: { a: 1 } });
  const [incident] = Object.keys(rig.state.incidents);
  rig.send({ kind: 'setVariables', variables: { which: 'check' } });
  rig.send({ kind: 'resolveIncident', incident: incident ?? '' });
  rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, { which: 'check', a: 1 });
});

test('a creation that is denied is an incident of the job, which is offered again', async () => {
  const rig = await started(user(listeners(listener('creating', 'plan'))));
  const job = jobOf(rig);
  rig.send({ kind: 'completeJob', job, variables: {}, result: { denied: true } });
  assert.match(of(rig, 'incidentRaised')[0]?.message ?? '', /denied/);
  rig.send({ kind: 'resolveIncident', incident: Object.keys(rig.state.incidents)[0] ?? '' });
  assert.equal(of(rig, 'jobOffered')[0]?.retries, 3);
  rig.send({ kind: 'completeJob', job, variables: {} });
  assert.equal(Object.keys(byId(rig.state.userTasks)).length, 1);
});

test('a BPMN error of a listener leaves by the boundary of the task', async () => {
  const failed = `<bpmn:boundaryEvent id="failed" attachedToRef="it"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flow('failed', 'end')}`;
  const rig = await started(`${user(listeners(listener('completing', 'check')))}${failed}`);
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: {} });
  rig.send({ kind: 'throwJobError', job: jobOf(rig), code: 'E', message: '', variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('each of several instances has its own listeners and corrections', async () => {
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="= [1, 2]" inputElement="who"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
  const task = `${flow('start', 'it')}<bpmn:userTask id="it">${extension(listeners(listener('creating', 'plan')))}${loop}</bpmn:userTask>${flow('it', 'end')}${END}`;
  const rig = await started(task);
  for (const [index, job] of Object.keys(byId(rig.state.jobs)).entries()) {
    rig.send({ kind: 'completeJob', job, variables: {}, result: { corrections: { priority: 10 + index } } });
  }
  assert.deepEqual(
    of(rig, 'userTaskCreated').map(({ priority }) => priority),
    [10, 11],
  );
});

test('a task that is skipped while its completion is listened to counts as done', async () => {
  const rig = await started(user(listeners(listener('completing', 'check'))));
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: {} });
  const [instance] = Object.keys(rig.state.instances).filter((id) => id !== rig.state.root);
  rig.send({ kind: 'skip', instance: instance ?? '', variables: { skipped: true } });
  assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, { skipped: true });
});

test('a suspended case takes a completion, whose listeners are offered when it is resumed', async () => {
  const rig = await started(user(listeners(listener('completing', 'a'), listener('completing', 'b'))));
  rig.send({ kind: 'suspend', reason: 'a dispute' });
  rig.send({ kind: 'completeUserTask', userTask: taskOf(rig), variables: { n: 1 } });
  assert.deepEqual(rig.state.jobs, {});
  rig.send({ kind: 'resume' });
  const first = jobOf(rig);
  rig.send({ kind: 'suspend', reason: 'a dispute' });
  rig.send({ kind: 'completeJob', job: first, variables: {} });
  assert.deepEqual(rig.state.jobs, {});
  rig.send({ kind: 'resume' });
  rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, { n: 1 });
});

test('a suspended case takes the answer of a listener and goes on when it is resumed', async () => {
  const rig = await started(user(listeners(listener('creating', 'plan'))));
  const job = jobOf(rig);
  rig.send({ kind: 'suspend', reason: 'a dispute' });
  rig.send({ kind: 'completeJob', job, variables: {} });
  assert.equal(Object.keys(byId(rig.state.userTasks)).length, 0);
  rig.send({ kind: 'resume' });
  assert.equal(Object.keys(byId(rig.state.userTasks)).length, 1);
});
