import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkProcedure } from '../src/designer/check/check-procedure.ts';

const diagrams = fileURLToPath(new URL('../../../diagrams/', import.meta.url));
const rules = new Set(['listing-not-demanded', 'listing-not-approved', 'claim-not-approved', 'approval-not-asked']);

/** What is said of formal steps that follow each other; `asks`: variable of a condition on the way to the end. */
async function said(steps: readonly string[], asks = 'amount'): Promise<readonly string[]> {
  const drawn = steps.map((step, index) => {
    const [type, of] = step.split(' of ');
    const header = of ? `<zeebe:taskHeaders><zeebe:header key="approves" value="${of}" /></zeebe:taskHeaders>` : '';
    const output =
      type === 'approve' ? '<zeebe:ioMapping><zeebe:output source="=approved" target="yes" /></zeebe:ioMapping>' : '';
    return `<bpmn:serviceTask id="${type}-${of ?? ''}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" />${header}${output}</bpmn:extensionElements></bpmn:serviceTask>
      <bpmn:sequenceFlow id="to-${index}" sourceRef="${index === 0 ? 'start' : idOf(steps[index - 1])}" targetRef="${type}-${of ?? ''}" />`;
  });
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
    <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" />${drawn.join('')}
      <bpmn:exclusiveGateway id="fork" default="no" /><bpmn:endEvent id="end" /><bpmn:endEvent id="other" />
      <bpmn:sequenceFlow id="last" sourceRef="${idOf(steps.at(-1))}" targetRef="fork" />
      <bpmn:sequenceFlow id="yes" sourceRef="fork" targetRef="end"><bpmn:conditionExpression>=${asks} = true</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="no" sourceRef="fork" targetRef="other" />
    </bpmn:process></bpmn:definitions>`;
  const { problems } = await checkProcedure([{ kind: 'bpmn', name: 'p.bpmn', content: xml }]);
  return problems.flatMap(({ rule, element }) => (rules.has(rule) ? [`${element} ${rule}`] : []));
}

function idOf(step = ''): string {
  const [type, of = ''] = step.split(' of ');
  return `${type}-${of}`;
}

describe('formal steps', () => {
  it('say what keeps them from leaving, on the step itself', async () => {
    assert.deepEqual(await said(['list-in-krd', 'file-in-epu']), [
      'list-in-krd- listing-not-demanded',
      'list-in-krd- listing-not-approved',
      'file-in-epu- claim-not-approved',
    ]);
    const warned = ['send-demand-with-krd-warning', 'approve of list-in-krd', 'list-in-krd'];
    assert.deepEqual(await said(warned, 'yes'), []);
    assert.deepEqual(await said([...warned, 'file-in-epu'], 'yes'), ['file-in-epu- claim-not-approved']);
  });

  it('an approval is asked for its answer, under the name that it is kept by', async () => {
    const approval = ['approve of file-in-epu', 'file-in-epu'];
    assert.deepEqual(await said(approval, 'approved'), ['approve-file-in-epu approval-not-asked']);
    assert.deepEqual(await said(approval, 'yes'), []);
  });

  it('are as they should be in every shipped procedure', async () => {
    const files = globSync('*/*.bpmn', { cwd: diagrams });
    assert.ok(files.length >= 4, String(files));
    for (const name of files) {
      const content = readFileSync(`${diagrams}${name}`, 'utf8');
      const { problems } = await checkProcedure([{ kind: 'bpmn', name: 'p.bpmn', content }]);
      assert.deepEqual(
        problems.filter(({ rule }) => rules.has(rule)),
        [],
        name,
      );
    }
  });
});
