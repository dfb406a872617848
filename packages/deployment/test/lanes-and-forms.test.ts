import assert from 'node:assert/strict';
import { test } from 'node:test';
import { role } from '@krok/contracts/schemas';
import { roleOfLane } from '@krok/contracts/types';
import { compileProcedure } from '@krok/deployment';

const procedure = (extension: string, lane: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:extensionElements>${extension}</bpmn:extensionElements>
    <bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="${lane}"><bpmn:flowNodeRef>task</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
    <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" />
    <bpmn:userTask id="task"><bpmn:extensionElements><zeebe:formDefinition formKey="camunda-forms:bpmn:call" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" /><bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;
const form = (content: string) => `<zeebe:userTaskForm id="call">${content}</zeebe:userTaskForm>`;

test('every role is known by its own name, and lanes in words', () => {
  for (const each of role.options) assert.equal(roleOfLane(each), each);
  assert.deepEqual(
    [' Windykator ', 'KIEROWNIK', 'Process  owner', 'Dłużnik'].map((lane) => roleOfLane(lane)),
    ['collector', 'manager', 'processOwner', null],
  );
});

test('a form in the diagram is published with it under the id of its element', async () => {
  const compiled = await compileProcedure(procedure(form('{"components":[]}'), 'Windykator'));
  assert.ok(compiled.deployable, JSON.stringify(compiled.findings));
  assert.deepEqual(compiled.findings, []);
  assert.deepEqual(compiled.files, [
    { kind: 'form', name: 'call.form', content: '{"components":[],"id":"call"}', resourceIds: ['call'] },
  ]);
});

test('one that a copy of a published version holds beside the diagram is the one that counts', async () => {
  const beside = { kind: 'form', name: 'call.form', content: '{"id":"call","components":[1]}' } as const;
  const compiled = await compileProcedure(procedure(form('{"components":[]}'), 'Windykator'), [beside]);
  assert.ok(compiled.deployable);
  assert.deepEqual(compiled.files, [{ ...beside, resourceIds: ['call'] }]);
});

test('what is no form is refused, and a lane that is no role is said', async () => {
  const compiled = await compileProcedure(procedure(form('hello'), 'Dłużnik'));
  assert.equal(compiled.deployable, false);
  assert.deepEqual(compiled.findings.map(({ rule }) => rule).toSorted(), ['form-unreadable', 'lane-without-group']);
});
