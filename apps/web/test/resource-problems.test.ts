import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { checkProcedure } from '../src/designer/check/check-procedure.ts';
import { newForm, newTable } from '../src/pages/designer/new-file.ts';

const within = '<zeebe:userTaskForm id="inside">{"id":"inside","components":[]}</zeebe:userTaskForm>';
const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true"><bpmn:extensionElements>${within}</bpmn:extensionElements><bpmn:startEvent id="start" />
    <bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="formularz" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:userTask id="ask-inside"><bpmn:extensionElements><zeebe:formDefinition formKey="camunda-forms:bpmn:inside" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="tabela" resultVariable="answer" /></bpmn:extensionElements></bpmn:businessRuleTask>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="ask" /><bpmn:sequenceFlow id="b" sourceRef="ask" targetRef="ask-inside" />
    <bpmn:sequenceFlow id="c" sourceRef="ask-inside" targetRef="decide" /><bpmn:sequenceFlow id="d" sourceRef="decide" targetRef="end" />
  </bpmn:process></bpmn:definitions>`;
const diagram: ProcedureFile = { kind: 'bpmn', name: 'p.bpmn', content: xml };
const form = newForm([], 'formularz');
const table = newTable([], { name: 'tabela', amount: 'Kwota', answer: 'Odpowiedź', yes: 'tak' });

async function said(...files: readonly ProcedureFile[]): Promise<readonly string[]> {
  const { problems } = await checkProcedure([diagram, ...files]);
  return problems
    .filter(({ rule }) => /-away$|resource-twice/.test(rule))
    .map(({ rule, severity, element, file }) => `${element ?? file}: ${severity} ${rule}`);
}

describe('what steps ask for beside the diagram', () => {
  it('is said on the step while the procedure does not have it', async () => {
    assert.deepEqual(await said(), ['ask: warning form-away', 'decide: warning table-away']);
    assert.deepEqual(await said(form), ['decide: warning table-away']);
    assert.deepEqual(await said(form, table), []);
  });

  it('is not said to be away where a file cannot be read: that is what is wrong', async () => {
    assert.deepEqual(await said({ ...form, content: '{"id"' }, { ...table, content: '<definitions' }), []);
  });

  it('has an id of its own in each file, before anybody publishes', async () => {
    assert.deepEqual(await said(form, table, { ...form, name: 'other.form' }), ['other.form: error resource-twice']);
  });
});
