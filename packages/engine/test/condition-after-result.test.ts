import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, type Variables } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { condition, extension, file, flow } from './small-diagram.ts';

// BPMN 2.0.2 §10.4.2: what an activity gives is written as it completes. A condition that this makes true is heard once the activity
// has completed, before its token goes on and before its scope ends (Camunda 8).

const PAID = condition('= paid = true');
const service = (id: string, more = '') =>
  `<bpmn:serviceTask id="${id}">${extension(`<zeebe:taskDefinition type="${id}"/>${more}`)}</bpmn:serviceTask>`;
const instead = (interrupting: boolean) =>
  `<bpmn:subProcess id="esp" triggeredByEvent="true"><bpmn:startEvent id="on-paid" isInterrupting="${interrupting}">${PAID}</bpmn:startEvent>${flow('on-paid', 'thank')}${service('thank')}</bpmn:subProcess>`;

async function started(body: string, engineVersion?: number): Promise<Rig> {
  const rig = new Rig(await compiled(file(body)), engineVersion);
  rig.send({ kind: 'start', variables: { paid: false, kind: 'k', id: 'i' } });
  return rig;
}

const jobs = (rig: Rig) => Object.values(byId(rig.state.jobs)).map(({ type }) => type);
function done(rig: Rig, type: string, variables: Variables = { paid: true }): void {
  const [job] = Object.entries(byId(rig.state.jobs)).find(([, each]) => each.type === type) ?? assert.fail(type);
  rig.send({ kind: 'completeJob', job, variables });
}

/** How each instance of the element ended. */
const ends = (rig: Rig, id: string) =>
  rig.events.flatMap((event) =>
    (event.kind === 'elementCompleted' || event.kind === 'elementTerminated') && event.element === rig.index(id)
      ? [event.kind]
      : [],
  );
const taken = (rig: Rig, id: string) =>
  rig.events.some((event) => event.kind === 'flowTaken' && rig.linked.flows[event.flow]?.id === id);

const LINE = `${flow('start', 'charge')}${service('charge')}${flow('charge', 'remind')}${service('remind')}`;

test('the activity that gave the result completes, and its token does not go on where the event interrupts', async () => {
  const rig = await started(`${LINE}${instead(true)}`);
  done(rig, 'charge');
  assert.deepEqual(ends(rig, 'charge'), ['elementCompleted']);
  assert.equal(taken(rig, 'charge-remind'), false);
  assert.deepEqual(jobs(rig), ['thank']);
});

test('beside an event that does not interrupt it goes on', async () => {
  const rig = await started(`${LINE}${instead(false)}`);
  done(rig, 'charge');
  assert.deepEqual(ends(rig, 'charge'), ['elementCompleted']);
  assert.deepEqual(jobs(rig).sort(), ['remind', 'thank']);
});

const within = `${flow('start', 'sub')}<bpmn:subProcess id="sub"><bpmn:startEvent id="first"/>${flow('first', 'charge')}${service('charge')}</bpmn:subProcess>${flow('sub', 'remind')}${service('remind')}`;
const boundary = (host: string) =>
  `<bpmn:boundaryEvent id="b" attachedToRef="${host}">${PAID}</bpmn:boundaryEvent>${flow('b', 'thank')}${service('thank')}`;

test('the result of the last activity is heard before its scope ends, with and without an end event', async () => {
  const ended = within.replace(
    '</bpmn:subProcess>',
    `${flow('charge', 'last')}<bpmn:endEvent id="last"/></bpmn:subProcess>`,
  );
  for (const body of [within, ended]) {
    const rig = await started(`${body}${boundary('sub')}`);
    done(rig, 'charge');
    assert.deepEqual(ends(rig, 'charge'), ['elementCompleted']);
    assert.deepEqual(ends(rig, 'sub'), ['elementTerminated']);
    assert.deepEqual(jobs(rig), ['thank']);
  }
  const process = await started(`${flow('start', 'charge')}${service('charge')}${instead(true)}`);
  done(process, 'charge');
  assert.deepEqual(jobs(process), ['thank']);
});

test('an activity does not end itself by its result', async () => {
  const rig = await started(`${LINE}${boundary('charge')}`);
  done(rig, 'charge');
  assert.deepEqual(jobs(rig), ['remind']);
});

test('what can not complete yet, for a listener is at work, can be ended', async () => {
  const listener =
    '<zeebe:executionListeners><zeebe:executionListener eventType="end" type="after"/></zeebe:executionListeners>';
  const rig = await started(`${flow('start', 'charge')}${service('charge', listener)}${instead(true)}`);
  done(rig, 'charge');
  assert.deepEqual(ends(rig, 'charge'), ['elementTerminated']);
  assert.deepEqual(jobs(rig), ['thank']);
});

test('scripts, people, events and output mappings give results too', async () => {
  const script = `${flow('start', 'it')}<bpmn:scriptTask id="it">${extension('<zeebe:script expression="= true" resultVariable="paid"/>')}</bpmn:scriptTask>${instead(true)}`;
  assert.deepEqual(ends(await started(script), 'it'), ['elementCompleted']);

  const person = await started(
    `${flow('start', 'it')}<bpmn:userTask id="it">${extension('<zeebe:userTask/>')}</bpmn:userTask>${instead(true)}`,
  );
  const [userTask = ''] = Object.keys(byId(person.state.userTasks));
  person.send({ kind: 'completeUserTask', userTask, variables: { paid: true } });
  assert.deepEqual(ends(person, 'it'), ['elementCompleted']);

  const caught = await started(
    `${flow('start', 'it')}<bpmn:intermediateCatchEvent id="it"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>${instead(true)}`,
  );
  const [subscription = ''] = Object.keys(caught.state.subscriptions).filter(
    (id) => caught.state.subscriptions[id]?.kind === 'message',
  );
  caught.send({ kind: 'correlateMessage', subscription, messageId: 'x', variables: { paid: true } });
  assert.deepEqual(ends(caught, 'it'), ['elementCompleted']);
  assert.deepEqual(jobs(caught), ['thank']);

  const output = '<zeebe:ioMapping><zeebe:output source="= r" target="paid"/></zeebe:ioMapping>';
  const mapped = await started(`${flow('start', 'charge')}${service('charge', output)}${instead(true)}`);
  done(mapped, 'charge', { r: true });
  assert.deepEqual(ends(mapped, 'charge'), ['elementCompleted']);
  assert.deepEqual(jobs(mapped), ['thank']);
});

test('in a suspended case it is heard in the same order when it is resumed', async () => {
  const rig = await started(`${LINE}${instead(true)}`);
  rig.send({ kind: 'suspend', reason: 'wait' });
  done(rig, 'charge');
  rig.send({ kind: 'resume' });
  assert.deepEqual(ends(rig, 'charge'), ['elementCompleted']);
  assert.deepEqual(jobs(rig), ['thank']);
});

test('a variable that a person sets ends what is at work, as ever', async () => {
  const rig = await started(`${LINE}${instead(true)}`);
  rig.send({ kind: 'setVariables', variables: { paid: true } });
  assert.deepEqual(ends(rig, 'charge'), ['elementTerminated']);
});

test('a case that began under an older version ends the activity, as it did', async () => {
  const rig = await started(`${LINE}${instead(true)}`, 2);
  done(rig, 'charge');
  assert.deepEqual(ends(rig, 'charge'), ['elementTerminated']);
});
