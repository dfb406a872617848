import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  byId,
  currentState,
  earliestDue,
  type FlatState,
  type InstanceState,
  paged,
  recordOf,
  step,
} from '@krok/engine';
import { Build, feel, job, none, text } from './build.ts';
import { env, Rig, stored } from './rig.ts';

/** A service task and a user task for each of so many items. */
function crowd(size: number): Rig {
  const build = new Build();
  const inputCollection = feel(`for i in 1..${size} return i`);
  const loop = { kind: 'multiInstance', sequential: false, inputCollection };
  const start = build.add('startEvent', none);
  const end = build.add('endEvent', none);
  for (const task of [
    build.add('serviceTask', { ...job('work'), loop }),
    build.add('userTask', { headers: {}, loop, assignee: text('ann') }),
  ]) {
    build.flow(start, task);
    build.flow(task, end);
  }
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  return rig;
}

test('jobs and user tasks over many pages are found by their ids, in the order of creation, until they are done', () => {
  const rig = crowd(70);
  const jobs = Object.keys(byId(rig.state.jobs));
  const tasks = Object.keys(byId(rig.state.userTasks));
  assert.deepEqual([jobs.length, tasks.length], [70, 70]);
  assert.deepEqual(
    jobs,
    [...jobs].sort((a, b) => Number(a) - Number(b)),
  );
  for (const id of jobs) rig.send({ kind: 'completeJob', job: id, variables: {} });
  assert.deepEqual(rig.state.jobs, {}, 'no page is left empty');
  for (const id of tasks.toReversed()) rig.send({ kind: 'completeUserTask', userTask: id, variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('what is no id finds nothing', () => {
  const { state } = crowd(2);
  const [id = ''] = Object.keys(byId(state.jobs));
  for (const other of ['', 'constructor', `0${id}`, `${id}.0`, ` ${id}`, '-1', '1e1', '9'.repeat(30)])
    assert.equal(recordOf(state.jobs, other), undefined, other);
  assert.equal(recordOf(state.jobs, id)?.type, 'work');
});

test('a state that was stored with jobs and user tasks by id is read, and goes on as it would have', () => {
  const rig = crowd(40);
  const [first = '', second = ''] = Object.keys(byId(rig.state.jobs));
  rig.send({ kind: 'failJob', job: first, retries: 1, backOff: 60_000, message: 'later' });
  const flat: FlatState = stored({ ...rig.state, stateVersion: 1, ...flatOf(rig.state) });
  assert.deepEqual(currentState(flat), rig.state);
  assert.equal(earliestDue(currentState(flat)), rig.now + 60_000);
  const complete = { kind: 'completeJob', job: second, variables: {} } as const;
  assert.deepEqual(
    step(rig.linked, currentState(flat), complete, { ...env, now: rig.now }),
    step(rig.linked, rig.state, complete, { ...env, now: rig.now }),
  );
  assert.equal(currentState(rig.state), rig.state);
  assert.deepEqual(paged({}), {});
});

function flatOf({ jobs, userTasks }: InstanceState): Pick<FlatState, 'jobs' | 'userTasks'> {
  return { jobs: byId(jobs), userTasks: byId(userTasks) };
}
