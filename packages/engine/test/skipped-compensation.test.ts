import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId } from '@krok/engine';
import { compiled, Rig } from './rig.ts';

const flow = (from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="urn:krok:test">
  <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/>
    <bpmn:task id="a"/><bpmn:boundaryEvent id="undo" attachedToRef="a"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
    <bpmn:serviceTask id="back" isForCompensation="true"><bpmn:extensionElements><zeebe:taskDefinition type="back"/></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:association id="it" associationDirection="One" sourceRef="undo" targetRef="back"/>
    <bpmn:intermediateThrowEvent id="t"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=1" target="mapped"/></zeebe:ioMapping>
      <zeebe:executionListeners><zeebe:executionListener eventType="end" type="heard"/></zeebe:executionListeners></bpmn:extensionElements>
      <bpmn:compensateEventDefinition activityRef="a"/></bpmn:intermediateThrowEvent>
    <bpmn:endEvent id="e"/>${flow('s', 'a')}${flow('a', 't')}${flow('t', 'e')}</bpmn:process></bpmn:definitions>`;

test('a compensating event that a person skipped is heard once and maps nothing, whatever its handler still does', async () => {
  const rig = new Rig(await compiled(xml));
  rig.send({ kind: 'start', variables: {} });
  const job = (type: string): string =>
    Object.entries(byId(rig.state.jobs)).find(([, each]) => each.type === type)?.[0] ?? 'none';
  const thrower = Object.entries(rig.state.instances).find(
    ([, each]) => rig.linked.element(each.element).id === 't',
  )?.[0];
  rig.send({ kind: 'skip', instance: thrower ?? '', variables: {} });
  const heard = job('heard');
  rig.send({ kind: 'completeJob', job: job('back'), variables: {} });
  assert.equal(job('heard'), heard);
  rig.send({ kind: 'completeJob', job: heard, variables: {} });
  assert.equal(rig.state.status, 'completed');
  assert.equal(JSON.stringify(rig.events).includes('mapped'), false);
});
