import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { END, extension, file, flow, job, timer } from './small-diagram.ts';

const task = (id: string) => `<bpmn:serviceTask id="${id}">${extension(job(id))}</bpmn:serviceTask>`;
const adHoc = (inside: string, more = '') =>
  file(
    `${flow('start', 'it')}<bpmn:adHocSubProcess id="it" ordering="Sequential">${inside}${more}</bpmn:adHocSubProcess>${flow('it', 'end')}${END}`,
  );
/** `a` leads to `b` and `c` at once; `z` is chosen beside it. */
const FORK = `${task('a')}${task('b')}${task('c')}${task('z')}${flow('a', 'b')}${flow('a', 'c')}`;

async function begun(xml: string, engineVersion?: number): Promise<Rig> {
  const rig = new Rig(await compiled(xml), engineVersion);
  rig.send({ kind: 'start', variables: {} });
  return rig;
}

/** Types of the open jobs. */
const open = (rig: Rig) => Object.values(byId(rig.state.jobs)).map(({ type }) => type);

function complete(rig: Rig, type: string): void {
  const found = Object.entries(byId(rig.state.jobs)).find(([, each]) => each.type === type);
  rig.send({ kind: 'completeJob', job: found?.[0] ?? assert.fail(`${type} is not open`), variables: {} });
}

test('a fork inside a sequential one: the second waits until the first is done, and what was chosen next for both', async () => {
  const rig = await begun(adHoc(FORK));
  const order: string[] = [];
  for (let [type] = open(rig); type !== undefined; [type] = open(rig)) {
    assert.deepEqual(open(rig), [type]);
    order.push(type);
    complete(rig, type);
  }
  assert.deepEqual(order, ['a', 'b', 'c', 'z']);
  assert.equal(rig.state.status, 'completed');
});

test('a case that began before performs both at once, as it did', async () => {
  const rig = await begun(adHoc(FORK), 2);
  complete(rig, 'a');
  assert.deepEqual(open(rig), ['b', 'c']);
});

test('events and gateways are no activities: a fork is passed, and a waiting event holds nobody back', async () => {
  const inside = `${task('a')}<bpmn:parallelGateway id="g"/><bpmn:intermediateCatchEvent id="wait">${timer('timeDuration', 'PT1H')}</bpmn:intermediateCatchEvent>${task('b')}${task('c')}${flow('a', 'g')}${flow('g', 'wait')}${flow('g', 'b')}${flow('wait', 'c')}`;
  const rig = await begun(adHoc(inside));
  complete(rig, 'a');
  assert.deepEqual(open(rig), ['b']);
  rig.now += 3_600_000;
  rig.send({ kind: 'timeDue' });
  assert.deepEqual(open(rig), ['b']);
  complete(rig, 'b');
  assert.deepEqual(open(rig), ['c']);
  complete(rig, 'c');
  assert.equal(rig.state.status, 'completed');
});

test('what a non-interrupting boundary event leads to waits for its activity; what an interrupting one leads to does not', async () => {
  const boundary = (interrupting: boolean) =>
    `<bpmn:boundaryEvent id="t" attachedToRef="a" cancelActivity="${interrupting}">${timer('timeDuration', 'PT1H')}</bpmn:boundaryEvent>${task('late')}${flow('t', 'late')}`;
  for (const interrupting of [true, false]) {
    const rig = await begun(adHoc(`${task('a')}${task('z')}`, boundary(interrupting)));
    rig.now += 3_600_000;
    rig.send({ kind: 'timeDue' });
    assert.deepEqual(open(rig), [interrupting ? 'late' : 'a']);
    if (!interrupting) complete(rig, 'a');
    assert.deepEqual(open(rig), ['late']);
    complete(rig, 'late');
    assert.deepEqual(open(rig), ['z']);
  }
});

test('a token that is held back goes on when its case is resumed, and is taken away when the condition holds', async () => {
  const rig = await begun(adHoc(FORK));
  complete(rig, 'a');
  rig.send({ kind: 'suspend', reason: 'test' });
  complete(rig, 'b');
  assert.deepEqual(open(rig), []);
  rig.send({ kind: 'resume' });
  assert.deepEqual(open(rig), ['c']);

  const condition =
    '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">= enough = true</bpmn:completionCondition>';
  const settled = await begun(adHoc(FORK, condition));
  complete(settled, 'a');
  settled.send({ kind: 'setVariables', variables: { enough: true } });
  complete(settled, 'b');
  assert.equal(settled.state.status, 'completed');
});
