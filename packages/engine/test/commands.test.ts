import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, type Command, initialState, step, type Variables } from '@krok/engine';
import { Build, job, none } from './build.ts';
import { env, frozen, Rig } from './rig.ts';

function oneJob(): Rig {
  const build = new Build();
  const start = build.add('startEvent', none);
  const work = build.add('serviceTask', job('work'));
  build.flow(start, work);
  build.flow(work, build.add('endEvent', none));
  return new Rig(build.done());
}

function started(): Rig {
  const rig = oneJob();
  rig.send({ kind: 'start', variables: { a: 1 } });
  return rig;
}

const variables: Variables = {};
const REFUSED: readonly (readonly [string, Command])[] = [
  ['alreadyStarted', { kind: 'start', variables }],
  ['noSuchJob', { kind: 'completeJob', job: '99', variables }],
  ['noSuchJob', { kind: 'completeJob', job: 'constructor', variables }],
  ['noSuchJob', { kind: 'failJob', job: '', retries: 0, backOff: 0, message: '' }],
  ['noSuchJob', { kind: 'throwJobError', job: '99', code: '', message: '', variables }],
  ['noSuchJob', { kind: 'throwJobEscalation', job: '99', code: '', variables }],
  ['noSuchUserTask', { kind: 'completeUserTask', userTask: '__proto__', variables }],
  ['noSuchSubscription', { kind: 'correlateMessage', subscription: '1', messageId: 'm', variables }],
  ['noSuchScope', { kind: 'setVariables', scope: '99', variables }],
  ['noSuchCall', { kind: 'calledCompleted', call: '99', variables }],
  ['noSuchCall', { kind: 'calledFailed', call: '99', message: '' }],
  ['noSuchIncident', { kind: 'resolveIncident', incident: '99' }],
];

for (const [code, command] of REFUSED) {
  test(`${command.kind} without its object is refused as ${code}`, () => {
    assert.equal(started().reject(command).code, code);
  });
}

test('nothing but start is taken by an instance that has not started, and its end where it can never start', () => {
  const rig = oneJob();
  assert.equal(rig.reject({ kind: 'timeDue' }).code, 'notStarted');
  rig.send({ kind: 'cancel', reason: 'what it would hold is too large' });
  assert.equal(rig.state.status, 'terminated');
  assert.equal(rig.reject({ kind: 'start', variables }).code, 'ended');
});

test('an instance that has ended takes nothing', () => {
  const rig = started();
  rig.send({ kind: 'cancel', reason: 'paid elsewhere' });
  assert.equal(rig.state.status, 'terminated');
  assert.deepEqual(rig.state.jobs, {});
  assert.equal(rig.reject({ kind: 'timeDue' }).code, 'ended');
});

test('a process without a none start event is not started without saying by which', () => {
  const build = new Build();
  build.add('startEvent', { trigger: { kind: 'signal', name: { kind: 'static', text: 's' } } });
  assert.equal(new Rig(build.done()).reject({ kind: 'start', variables }).code, 'noNoneStartEvent');
});

test('nothing due is an empty step that leaves the very same state', () => {
  const rig = started();
  const before = rig.state;
  const taken = step(rig.linked, before, { kind: 'timeDue' }, { ...env, now: env.now + 1000 });
  assert.ok(taken.kind === 'stepped');
  assert.deepEqual(taken.events, []);
  assert.equal(taken.state, before);
});

test('time never runs backwards within an instance', () => {
  const rig = started();
  rig.now -= 60_000;
  const job = Object.keys(byId(rig.state.jobs))[0] ?? '';
  rig.send({ kind: 'failJob', job, retries: 1, backOff: 1000, message: 'x' });
  assert.equal(rig.state.lastNow, env.now);
  assert.equal(byId(rig.state.jobs)[job]?.retryAt, env.now + 1000);
});

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['no object', [1]],
  ['null', null],
  ['an empty name', { '': 1 }],
  ['__proto__', JSON.parse('{"__proto__": {"isAdmin": true}}')],
  ['undefined', { a: undefined }],
  ['NaN', { a: Number.NaN }],
  ['infinity inside', { a: [{ b: Number.POSITIVE_INFINITY }] }],
  ['a function', { a: () => 1 }],
  ['a date', { a: new Date(0) }],
  ['a map', { a: new Map() }],
  ['a bigint', { a: 1n }],
  ['a symbol', { a: Symbol('s') }],
  ['a cycle', cyclic],
  ['deep nesting', { a: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) }],
];

for (const [name, hostile] of HOSTILE) {
  test(`variables with ${name} are refused by every command that takes some`, () => {
    const rig = started();
    const bad = hostile as Variables;
    const start = step(rig.linked, initialState(), { kind: 'start', variables: bad }, env);
    assert.equal(start.kind === 'rejected' && start.rejection.code, 'invalidVariables');
    const job = Object.keys(byId(rig.state.jobs))[0] ?? '';
    assert.equal(rig.reject({ kind: 'completeJob', job, variables: bad }).code, 'invalidVariables');
    assert.equal(rig.reject({ kind: 'setVariables', variables: bad }).code, 'invalidVariables');
    assert.equal(rig.reject({ kind: 'broadcastSignal', name: 's', variables: bad }).code, 'invalidVariables');
  });
}

test('names that objects inherit are ordinary variables', () => {
  const rig = started();
  const job = Object.keys(byId(rig.state.jobs))[0] ?? '';
  const variables = { constructor: 1, toString: 2, hasOwnProperty: 3 };
  rig.send({ kind: 'completeJob', job, variables });
  assert.deepEqual({ ...rig.state.instances[rig.state.root]?.variables }, { a: 1, ...variables });
});

test('a job result that is too large is an incident; the job can be completed after it is resolved', () => {
  const rig = started();
  const job = Object.keys(byId(rig.state.jobs))[0] ?? '';
  rig.send({ kind: 'completeJob', job, variables: { text: 'x'.repeat(40_000) } });
  const [id, incident] = Object.entries(rig.state.incidents)[0] ?? assert.fail('no incident');
  assert.equal(incident.cause, 'variableTooLarge');
  assert.equal(rig.reject({ kind: 'setVariables', variables: { text: 'x'.repeat(40_000) } }).code, 'invalidVariables');
  rig.send({ kind: 'resolveIncident', incident: id });
  rig.send({ kind: 'completeJob', job, variables: { text: 'short' } });
  assert.equal(rig.state.status, 'completed');
});

test('a rejection gives no state, and the input is left as it was', () => {
  const rig = started();
  const text = JSON.stringify(rig.state);
  rig.reject({ kind: 'completeJob', job: '99', variables });
  step(
    rig.linked,
    frozen(rig.state),
    { kind: 'completeJob', job: Object.keys(byId(rig.state.jobs))[0] ?? '', variables },
    env,
  );
  assert.equal(JSON.stringify(rig.state), text);
});
