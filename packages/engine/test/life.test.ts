import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byId, type Command, earliestDue, type InstanceState, step } from '@krok/engine';
import { Build, job, none } from './build.ts';
import { block, processOf } from './random-model.ts';
import { env, frozen, Rig } from './rig.ts';

const parameters = { numRuns: 200, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) };
const day = 86_400_000;
const inDays = (days: number) => ({
  trigger: { kind: 'timer', timer: { kind: 'duration', value: { kind: 'static', text: `P${days}D` } } },
});

/** start, first job, then a timer and a second job side by side before a join, then a third job. */
function procedure(): { rig: Rig; at: Record<'first' | 'wait' | 'second' | 'third', number>; joining: number } {
  const build = new Build();
  const start = build.add('startEvent', none);
  const first = build.add('serviceTask', job('first'));
  const fork = build.add('parallelGateway');
  const wait = build.add('intermediateCatchEvent', inDays(7));
  const second = build.add('serviceTask', job('second'));
  const join = build.add('parallelGateway');
  const third = build.add('serviceTask', job('third'));
  build.flow(start, first);
  build.flow(first, fork);
  build.flow(fork, wait);
  build.flow(fork, second);
  build.flow(wait, join);
  const joining = build.flow(second, join);
  build.flow(join, third);
  build.flow(third, build.add('endEvent', none));
  return { rig: new Rig(build.done()), at: { first, wait, second, third }, joining };
}

const openJobs = ({ state }: Rig): string[] => Object.values(byId(state.jobs)).map(({ type }) => type);
const jobOf = ({ state }: Rig, type: string): string =>
  Object.keys(byId(state.jobs)).find((id) => byId(state.jobs)[id]?.type === type) ?? assert.fail(`no job ${type}`);
const timerOf = ({ state }: Rig): string => Object.keys(state.timers)[0] ?? assert.fail('no timer');
const instanceOf = ({ state }: Rig, element: number): string =>
  Object.keys(state.instances).find((id) => state.instances[id]?.element === element) ?? assert.fail('not in progress');
const complete = (rig: Rig, type: string) =>
  rig.send({ kind: 'completeJob', job: jobOf(rig, type), variables: { [type]: true } });

test('a suspended case takes outcomes and goes no further; resumed, it follows them', () => {
  const { rig } = procedure();
  rig.send({ kind: 'start', variables: {} });
  rig.send({ kind: 'suspend', reason: 'the debtor has died' });
  assert.equal(rig.reject({ kind: 'suspend', reason: 'again' }).code, 'alreadySuspended');
  complete(rig, 'first');
  assert.deepEqual([openJobs(rig), rig.state.timers], [[], {}]);
  rig.send({ kind: 'resume' });
  assert.deepEqual(openJobs(rig), ['second']);
  assert.equal(rig.reject({ kind: 'resume' }).code, 'notSuspended');
});

test('a timer that falls due while the case is suspended fires once it is resumed, once', () => {
  const { rig } = procedure();
  rig.send({ kind: 'start', variables: {} });
  complete(rig, 'first');
  const due = earliestDue(rig.state) ?? assert.fail('no due time');
  rig.send({ kind: 'suspend', reason: 'holiday' });
  assert.equal(earliestDue(rig.state), null);
  rig.now = due + 10 * day;
  assert.deepEqual(rig.send({ kind: 'timeDue' }), []);
  rig.send({ kind: 'resume' });
  assert.equal(earliestDue(rig.state), due);
  const fired = rig.send({ kind: 'timeDue' }).filter(({ kind }) => kind === 'timerFired');
  assert.equal(fired.length, 1);
});

test('a running timer is moved nearer, and then fires at its new time', () => {
  const { rig } = procedure();
  rig.send({ kind: 'start', variables: {} });
  complete(rig, 'first');
  const due = rig.now + 5 * day;
  rig.send({ kind: 'changeTimer', timer: timerOf(rig), due });
  assert.equal(earliestDue(rig.state), due);
  rig.now = due;
  assert.ok(rig.send({ kind: 'timeDue' }).some(({ kind }) => kind === 'timerFired'));
  assert.equal(rig.reject({ kind: 'changeTimer', timer: '99', due }).code, 'noSuchTimer');
});

for (const due of [Number.NaN, -1, 1.5, 9e15]) {
  test(`a timer is not moved to ${due}`, () => {
    const { rig } = procedure();
    rig.send({ kind: 'start', variables: {} });
    complete(rig, 'first');
    assert.equal(rig.reject({ kind: 'changeTimer', timer: timerOf(rig), due }).code, 'invalidDueTime');
  });
}

test('a step with an incident is skipped: its job is taken back, the case goes on with what was given', () => {
  const { rig, at } = procedure();
  rig.send({ kind: 'start', variables: {} });
  rig.send({ kind: 'failJob', job: jobOf(rig, 'first'), retries: 0, backOff: 0, message: 'no such address' });
  assert.equal(Object.keys(rig.state.incidents).length, 1);
  const events = rig.send({ kind: 'skip', instance: instanceOf(rig, at.first), variables: { sentByPost: true } });
  assert.ok(events.some(({ kind }) => kind === 'jobCancelled'));
  assert.deepEqual([rig.state.incidents, openJobs(rig)], [{}, ['second']]);
  assert.deepEqual(rig.state.instances[rig.state.root]?.variables, { sentByPost: true });
});

test('a token is moved: the wait is left and the case stands at the chosen step', () => {
  const { rig, at } = procedure();
  rig.send({ kind: 'start', variables: {} });
  const events = rig.send({
    kind: 'modify',
    reason: 'wrong way at the gateway',
    activate: [{ element: at.third, variables: { byHand: true } }],
    terminate: [instanceOf(rig, at.first)],
    consume: [],
  });
  assert.deepEqual(openJobs(rig), ['third']);
  assert.ok(events.some((event) => event.kind === 'instanceModified' && event.reason === 'wrong way at the gateway'));
  complete(rig, 'third');
  assert.equal(rig.state.status, 'completed');
});

test('a token that waits before a join is taken away, and one is added beside it', () => {
  const { rig, at, joining } = procedure();
  rig.send({ kind: 'start', variables: {} });
  complete(rig, 'first');
  complete(rig, 'second');
  rig.send({
    kind: 'modify',
    reason: 'call again',
    activate: [{ element: at.second }],
    terminate: [],
    consume: [{ scope: rig.state.root, flow: joining }],
  });
  assert.deepEqual(openJobs(rig), ['second']);
  complete(rig, 'second');
  rig.now += 7 * day;
  rig.send({ kind: 'timeDue' });
  assert.deepEqual(openJobs(rig), ['third']);
});

test('a modification that cannot be made as a whole changes nothing', () => {
  const { rig, at, joining } = procedure();
  rig.send({ kind: 'start', variables: {} });
  const modify = (more: object): string =>
    rig.reject({ kind: 'modify', reason: 'r', activate: [], terminate: [], consume: [], ...more }).code;
  assert.equal(modify({}), 'invalidModification');
  assert.equal(modify({ terminate: [rig.state.root] }), 'noSuchInstance');
  assert.equal(modify({ activate: [{ element: 0 }] }), 'invalidModification');
  assert.equal(modify({ activate: [{ element: 999 }] }), 'invalidModification');
  assert.equal(modify({ activate: [{ element: at.third, scope: '99' }] }), 'noSuchScope');
  assert.equal(modify({ consume: [{ scope: rig.state.root, flow: joining }] }), 'invalidModification');
});

const choice = fc.record({ what: fc.nat(9), which: fc.nat(50), value: fc.integer({ min: 0, max: 9 }) });

test('whatever people move, skip, suspend and put off in a random model: a step that folds to its state, or a refusal', () => {
  fc.assert(
    fc.property(block, fc.array(choice, { maxLength: 30 }), (root, choices) => {
      const rig = new Rig(processOf(root));
      rig.send({ kind: 'start', variables: { n: 1 } });
      for (const each of choices) {
        if (rig.state.status !== 'active') break;
        if (each.what === 5) rig.now = Math.max(rig.now, earliestDue(rig.state) ?? 0);
        const command = commandOf(rig, each);
        const tried = step(rig.linked, frozen(rig.state), command, { ...env, now: rig.now });
        if (tried.kind === 'stepped') rig.send(command);
      }
    }),
    parameters,
  );
});

function commandOf(rig: Rig, { what, which, value }: { what: number; which: number; value: number }): Command {
  const { state } = rig;
  const pick = (records: object): string => Object.keys(records)[which % (Object.keys(records).length || 1)] ?? '';
  const variables = { n: value };
  const element = which % rig.linked.elements.length;
  const instance = pick(state.instances);
  switch (what) {
    case 0:
      return state.suspended === true ? { kind: 'resume' } : { kind: 'suspend', reason: 'r' };
    case 1:
      return { kind: 'skip', instance, variables };
    case 2:
      return { kind: 'modify', reason: 'r', activate: [{ element, variables }], terminate: [], consume: [] };
    case 3:
      return { kind: 'modify', reason: 'r', activate: [{ element }], terminate: [instance], consume: [] };
    case 4:
      return { kind: 'changeTimer', timer: pick(state.timers), due: rig.now + value * day };
    case 5:
      return { kind: 'timeDue' };
    case 6:
      return { kind: 'modify', reason: 'r', activate: [], terminate: [], consume: waiting(state) };
    default:
      return { kind: 'completeJob', job: pick(byId(state.jobs)), variables };
  }
}

function waiting(state: InstanceState): { scope: string; flow: number }[] {
  return Object.entries(state.instances).flatMap(([scope, { waiting: flows = {} }]) =>
    Object.keys(flows).map((flow) => ({ scope, flow: Number(flow) })),
  );
}

test('a run of a standard loop that a person ends counts against its maximum', () => {
  const build = new Build();
  const maximum = { kind: 'static', text: '2' } as const;
  const loop = { kind: 'standardLoop', testBefore: false, maximum };
  const task = build.add('serviceTask', { ...job('again'), loop });
  build.flow(build.add('startEvent', none), task);
  build.flow(task, build.add('endEvent', none));
  const rig = new Rig(build.done());
  rig.send({ kind: 'start', variables: {} });
  complete(rig, 'again');
  const run = Object.keys(rig.state.instances).findLast((id) => rig.state.instances[id]?.loopCounter === 2);
  rig.send({ kind: 'modify', reason: 'not again', activate: [], terminate: [run ?? ''], consume: [] });
  assert.deepEqual([rig.state.status, openJobs(rig)], ['completed', []]);
});
