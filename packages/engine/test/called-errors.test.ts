import { byId } from '@krok/engine';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { Build, job, none, text } from './build.ts';
import { Rig } from './rig.ts';

/* BPMN 2.0 §10.5.1, §13.3.4: an error that nothing in a called process catches ends it, and is the call activity's. */

const error = { trigger: { kind: 'error', code: text('E') } };

/** A job beside a task; the job's way ends with the error. */
function failing(caught = false): ExecutableProcess {
  const build = new Build();
  const fork = build.add('parallelGateway');
  build.flow(build.add('startEvent', none), fork);
  const work = build.add('serviceTask', job('work'));
  build.flow(fork, work);
  build.flow(work, build.add('endEvent', error));
  const task = build.add('userTask', { headers: {} });
  build.flow(fork, task);
  build.flow(task, build.add('endEvent', none));
  if (caught) {
    const scope = build.open('eventSubProcess', { interrupting: false });
    const start = build.add('startEvent', { ...error, interrupting: true });
    Object.assign(build.element(scope), { start, interrupting: true });
    build.flow(start, build.add('endEvent', none));
    build.close();
  }
  return build.done();
}

function begun(executable: ExecutableProcess, called: boolean): Rig {
  const rig = new Rig(executable);
  rig.send({ kind: 'start', variables: { n: 1 }, ...(called && { called }) });
  return rig;
}

const jobOf = (rig: Rig): string => Object.keys(byId(rig.state.jobs))[0] ?? assert.fail('no job is open');

test('an error end event ends a called instance, with all that is open in it', () => {
  const rig = begun(failing(), true);
  const events = rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.equal(rig.state.status, 'terminated');
  assert.deepEqual(rig.state.userTasks, {});
  assert.ok(events.some(({ kind }) => kind === 'userTaskCancelled'));
  assert.deepEqual(events.at(-1), {
    kind: 'instanceTerminated',
    reason: 'Expected the error "E" to be caught but nothing catches it.',
    error: 'E',
  });
});

test('so does an error that a job throws, in its own words', () => {
  const rig = begun(failing(), true);
  const events = rig.send({
    kind: 'throwJobError',
    job: jobOf(rig),
    code: 'F',
    message: 'no such debtor',
    variables: {},
  });
  assert.deepEqual(events.at(-1), { kind: 'instanceTerminated', reason: 'no such debtor', error: 'F' });
});

test('what a job says of the error leaves with it, and is given to what catches it at the call', () => {
  const rig = begun(failing(), true);
  const [job, thrown] = [jobOf(rig), { code: 'F', message: 'no such debtor', variables: { debtor: 'D1' } }];
  const { code: error, message: reason, variables } = thrown;
  const events = rig.send({ kind: 'throwJobError', job, ...thrown });
  assert.deepEqual(events.at(-1), { kind: 'instanceTerminated', reason, error, variables });
});

test('an escalation and an error of a call within a called instance go on to the next caller', () => {
  const build = new Build();
  const call = build.add('callActivity', {
    calledProcess: text('other'),
    bindingType: 'latest',
    propagateAllParentVariables: true,
    propagateAllChildVariables: true,
  });
  build.flow(build.add('startEvent', none), call);
  build.flow(call, build.add('endEvent', none));
  const rig = begun(build.done(), true);
  const [id = ''] = Object.keys(rig.state.calls);
  rig.send({ kind: 'calledEscalated', call: id, code: 'L', variables: { days: 2 } });
  assert.deepEqual(rig.events.at(-1), {
    kind: 'escalationThrown',
    instance: '3',
    code: 'L',
    variables: { days: 2 },
  });
  const events = rig.send({ kind: 'calledFailed', call: id, code: 'E', message: 'inner', variables: { n: 2 } });
  const left = { kind: 'instanceTerminated', reason: 'inner', error: 'E', variables: { n: 2 } };
  assert.deepEqual(events.at(-1), left);
});

test('what is caught inside is nobody else’s matter', () => {
  const rig = begun(failing(true), true);
  rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('an instance that nobody called keeps the error as an incident', () => {
  const rig = begun(failing(), false);
  rig.send({ kind: 'completeJob', job: jobOf(rig), variables: {} });
  assert.equal(rig.state.status, 'active');
  assert.deepEqual(
    Object.values(rig.state.incidents).map(({ cause }) => cause),
    ['uncaughtError'],
  );
});
