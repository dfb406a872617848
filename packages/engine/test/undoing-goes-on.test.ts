import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { END, extension, file, flow, job, loop } from './small-diagram.ts';

const handled = (id: string) =>
  `<bpmn:task id="${id}"/><bpmn:boundaryEvent id="undo-${id}" attachedToRef="${id}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>` +
  `<bpmn:serviceTask id="back-${id}" isForCompensation="true">${extension(job(`back-${id}`))}</bpmn:serviceTask>` +
  `<bpmn:association id="of-${id}" associationDirection="One" sourceRef="undo-${id}" targetRef="back-${id}"/>`;
const begins = (id: string) => `<bpmn:startEvent id="s-${id}"/>`;
const ends = (id: string) => `<bpmn:endEvent id="e-${id}"/>`;
const scope = (id: string, body: string, more = '') => `<bpmn:subProcess id="${id}">${more}${body}</bpmn:subProcess>`;

/** `a`, then `b` in a part that catches errors: both in `it`, which is undone when it is done. */
const xml = (loops: string): string => {
  const caught = `<bpmn:boundaryEvent id="oops" attachedToRef="part"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${ends('oops')}${flow('oops', 'e-oops')}`;
  const part = scope('part', `${begins('b')}${handled('b')}${ends('b')}${flow('s-b', 'b')}${flow('b', 'e-b')}`);
  const it = `${begins('a')}${handled('a')}${part}${caught}${ends('a')}${flow('s-a', 'a')}${flow('a', 'part')}${flow('part', 'e-a')}`;
  const throws = '<bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>';
  return file(`${scope('it', it, loops)}${throws}${END}${flow('start', 'it')}${flow('it', 't')}${flow('t', 'end')}`);
};

const ONE_AFTER_THE_OTHER = '<bpmn:standardLoopCharacteristics loopMaximum="1"/>';
for (const [where, loops] of [
  ['a sub-process', ''],
  ['the run of a loop', ONE_AFTER_THE_OTHER],
  ['the run of a multi-instance', loop('inputCollection="= [1]"')],
] as const) {
  test(`an error of a handler that is caught inside ${where} that is undone: the rest is undone, once, and the case goes on`, async () => {
    const rig = new Rig(await compiled(xml(loops)));
    rig.send({ kind: 'start', variables: {} });
    const open = () => Object.entries(byId(rig.state.jobs)).map(([id, { type }]) => ({ id, type }));
    const [first] = open();
    assert.equal(first?.type, 'back-b');
    rig.send({ kind: 'throwJobError', job: first.id, code: 'E', message: 'x', variables: {} });
    assert.deepEqual(
      open().map(({ type }) => type),
      ['back-a'],
    );
    rig.send({ kind: 'completeJob', job: open()[0]?.id ?? '', variables: {} });
    assert.deepEqual([rig.state.status, open()], ['completed', []]);
    const thrown = rig.events.filter((each) => each.kind === 'elementActivated' && each.element === rig.index('t'));
    assert.equal(thrown.length, 1, 'what is undone is not left by its flow again');
  });
}

test('a scope whose last own work is a handler starts no event sub-process any more once that has ended', async () => {
  const throws = '<bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>';
  const task = (id: string) => `<bpmn:serviceTask id="${id}">${extension(job(id))}</bpmn:serviceTask>`;
  const hears =
    '<bpmn:startEvent id="go" isInterrupting="false"><bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent>';
  const beside = `<bpmn:subProcess id="beside" triggeredByEvent="true">${hears}${throws}${task('then')}${ends('b')}${flow('go', 't')}${flow('t', 'then')}${flow('then', 'e-b')}</bpmn:subProcess>`;
  const own = `${handled('a')}${task('work')}${END}${flow('start', 'a')}${flow('a', 'work')}${flow('work', 'end')}`;
  const rig = new Rig(await compiled(file(`${own}${beside}`)));
  const done = (type: string): void => {
    const found = Object.entries(byId(rig.state.jobs)).find(([, each]) => each.type === type);
    rig.send({ kind: 'completeJob', job: found?.[0] ?? assert.fail(`${type} is not open`), variables: {} });
  };
  const signals = () => Object.values(rig.state.subscriptions).filter(({ kind }) => kind === 'signal').length;
  rig.send({ kind: 'start', variables: { kind: 'x' } });
  rig.send({ kind: 'broadcastSignal', name: 'x-signal', variables: {} });
  done('work');
  assert.equal(signals(), 1, 'its own handler is still at work');
  done('back-a');
  assert.equal(signals(), 0);
  done('then');
  assert.equal(rig.state.status, 'completed');
});
