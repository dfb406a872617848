import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { link, startTriggers } from '@krok/engine';
import { compiled, env, Rig } from './rig.ts';
import { extension, flow } from './small-diagram.ts';

// BPMN 2.0.2 §10.6.6: behind a parallel event-based gateway the first message starts the instance, the others come to it, and it
// does not complete before all have come (§13.2).

const message = (id: string) =>
  `<bpmn:message id="m-${id}" name="${id}">${extension('<zeebe:subscription correlationKey="= order"/>')}</bpmn:message>`;
const catching = (id: string, definition = `<bpmn:messageEventDefinition messageRef="m-${id}"/>`) =>
  `<bpmn:intermediateCatchEvent id="on-${id}">${definition}</bpmn:intermediateCatchEvent>${flow('all', `on-${id}`)}`;
const work = (id: string) =>
  `${flow(`on-${id}`, id)}<bpmn:serviceTask id="${id}">${extension(`<zeebe:taskDefinition type="${id}"/>`)}</bpmn:serviceTask>`;

function diagram(content: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:krok:test">${['paid', 'sent', 'seen'].map(message).join('')}<bpmn:signal id="s" name="s"/><bpmn:process id="p" isExecutable="true"><bpmn:eventBasedGateway id="all" instantiate="true" eventGatewayType="Parallel"/>${content}</bpmn:process></bpmn:definitions>`;
}

const ids = ['paid', 'sent', 'seen'];
const THREE = diagram(`${ids.map((id) => catching(id)).join('')}${work('paid')}${work('sent')}`);

async function started(by: string): Promise<Rig> {
  const rig = new Rig(await compiled(THREE));
  rig.send({ kind: 'start', startEvent: rig.index(by), variables: { order: 'o-1' } });
  return rig;
}

const waiting = (rig: Rig) =>
  Object.values(rig.state.subscriptions)
    .map(({ name, correlationKey }) => `${name} ${correlationKey}`)
    .sort();

function come(rig: Rig, name: string): void {
  const [id] = Object.entries(rig.state.subscriptions).find(([, each]) => each.name === name) ?? assert.fail(name);
  rig.send({ kind: 'correlateMessage', subscription: id, messageId: name, variables: { [name]: true } });
}

test('each of the messages starts an instance, by its name alone', async () => {
  const linked = link(await compiled(THREE));
  const triggers = startTriggers(linked, env).map((each) => `${each.kind} ${each.elementId}`);
  assert.deepEqual(triggers, ['message on-paid', 'message on-sent', 'message on-seen']);
});

test('the first goes on at once, the others are waited for by the key that it brought', async () => {
  const rig = await started('on-sent');
  assert.deepEqual(waiting(rig), ['paid o-1', 'seen o-1']);
  assert.deepEqual(
    rig.events.filter(({ kind }) => kind === 'jobCreated').map((each) => 'type' in each && each.type),
    ['sent'],
  );
});

test('in whatever order they come, the instance completes when all have come and all is done', async () => {
  for (const order of [
    ['paid', 'sent', 'seen'],
    ['seen', 'paid', 'sent'],
    ['sent', 'seen', 'paid'],
  ]) {
    const [first = '', ...rest] = order;
    const rig = await started(`on-${first}`);
    const done = () => {
      for (const page of Object.values(rig.state.jobs))
        for (const job of Object.keys(page)) rig.send({ kind: 'completeJob', job, variables: {} });
    };
    for (const name of rest) {
      done();
      assert.equal(rig.state.status, 'active', `${order.join()} before ${name}`);
      come(rig, name);
    }
    done();
    assert.equal(rig.state.status, 'completed', order.join());
  }
});

test('one that is started by hand waits for all', async () => {
  const rig = new Rig(await compiled(THREE));
  rig.send({ kind: 'start', variables: { order: 'o-2' } });
  assert.deepEqual(waiting(rig), ['paid o-2', 'seen o-2', 'sent o-2']);
});

test('only messages stand behind it: a signal is broadcast and comes to no instance by a key', async () => {
  const signal = '<bpmn:signalEventDefinition signalRef="s"/>';
  const { deployable, findings } = await compileBpmn(diagram(`${catching('paid')}${catching('sent', signal)}`));
  assert.equal(deployable, false);
  const [found] = findings.filter(({ severity }) => severity === 'error');
  assert.equal(found?.rule, 'event-gateway-parallel');
  assert.match(found?.message ?? '', /only messages .* "on-sent"/);
});

test('a message without a key is refused: it would not find the instance', async () => {
  const { findings } = await compileBpmn(
    THREE.replace(extension('<zeebe:subscription correlationKey="= order"/>'), ''),
  );
  assert.ok(findings.some(({ severity, element }) => severity === 'error' && element === 'on-paid'));
});
