import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { MOST_VARIABLES } from '@krok/contracts/types';
import type { Variables } from '@krok/engine';
import { type Move, type Rehearsal, rehearse } from '../src/designer/rehearse/rehearsal.ts';

const drawing = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:try">
  <bpmn:message id="m" name="news">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=invoiceId" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:process id="try" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="ask" />
    <bpmn:serviceTask id="ask">
      <bpmn:extensionElements><zeebe:taskDefinition type="ask" /></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="b" sourceRef="ask" targetRef="check" />
    <bpmn:intermediateCatchEvent id="check"><bpmn:messageEventDefinition id="d" messageRef="m" /></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="c" sourceRef="check" targetRef="end" />
    <bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;

it('says that a case which would hold too much stands still, and leads it on with less', async () => {
  const compiled = await compileBpmn(drawing);
  if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
  const { processes } = compiled;
  const begin = Date.parse('2026-11-23T08:00:00Z');
  const order = rehearse(processes, begin, []).jobs[0]?.order ?? -1;
  const after = (answer: Variables, news: Variables): Rehearsal => {
    const answered: Move = { kind: 'job', order, variables: answer };
    return rehearse(processes, begin, [answered, { kind: 'message', name: 'news', variables: news }]);
  };
  const full = after(much('a'), much('b'));
  assert.deepEqual([full.tooLarge.length, full.ended], [1, false]);
  const fine = after(much('a'), { b: 'x' });
  assert.deepEqual([fine.tooLarge, fine.ended], [[], true]);
});

const started = (starts: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:try">
  ${['paid', 'sent'].map((name) => `<bpmn:message id="m-${name}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=invoiceId" /></bpmn:extensionElements></bpmn:message>`).join('')}
  <bpmn:process id="try" isExecutable="true">${starts}</bpmn:process>
</bpmn:definitions>`;
const on = (name: string) => `<bpmn:messageEventDefinition messageRef="m-${name}" />`;

it('begins what only a message starts with that message', async () => {
  const xml = started(
    `<bpmn:startEvent id="on-paid">${on('paid')}</bpmn:startEvent><bpmn:sequenceFlow id="a" sourceRef="on-paid" targetRef="on-sent" />
     <bpmn:intermediateCatchEvent id="on-sent">${on('sent')}</bpmn:intermediateCatchEvent>`,
  );
  assert.deepEqual(await messagesAfter(xml), [false, ['paid']]);
  assert.deepEqual(await messagesAfter(xml, 'paid'), [false, ['sent']]);
  assert.deepEqual(await messagesAfter(xml, 'paid', 'sent'), [true, []]);
});

it('leads a parallel event-based start on message by message, in any order', async () => {
  const xml = started(
    `<bpmn:eventBasedGateway id="all" instantiate="true" eventGatewayType="Parallel" />${['paid', 'sent']
      .map(
        (name) =>
          `<bpmn:sequenceFlow id="f-${name}" sourceRef="all" targetRef="on-${name}" /><bpmn:intermediateCatchEvent id="on-${name}">${on(name)}</bpmn:intermediateCatchEvent>`,
      )
      .join('')}`,
  );
  assert.deepEqual(await messagesAfter(xml), [false, ['paid', 'sent']]);
  assert.deepEqual(await messagesAfter(xml, 'sent'), [false, ['paid']]);
  assert.deepEqual(await messagesAfter(xml, 'sent', 'paid'), [true, []]);
});

async function messagesAfter(xml: string, ...names: readonly string[]): Promise<[boolean, readonly string[]]> {
  const compiled = await compileBpmn(xml);
  if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
  const moves = names.map((name): Move => ({ kind: 'message', name, variables: {} }));
  const { ended, messages } = rehearse(compiled.processes, Date.parse('2026-11-23T08:00:00Z'), moves);
  return [ended, messages];
}

/** More than half of what a case may hold, in values of which each may be held. */
function much(name: string): Variables {
  const value = 'x'.repeat(30_000);
  const count = Math.ceil((MOST_VARIABLES * 0.6) / value.length);
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, value]));
}

it('says at which step it stops, and why by a name that has words in each language', async () => {
  const compiled = await compileBpmn(
    started(
      `<bpmn:startEvent id="start" /><bpmn:sequenceFlow id="a" sourceRef="start" targetRef="which" />
       <bpmn:exclusiveGateway id="which" /><bpmn:endEvent id="one" /><bpmn:endEvent id="two" />
       ${['one', 'two'].map((to) => `<bpmn:sequenceFlow id="to-${to}" sourceRef="which" targetRef="${to}"><bpmn:conditionExpression>=false</bpmn:conditionExpression></bpmn:sequenceFlow>`).join('')}`,
    ),
  );
  if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
  const { incidents } = rehearse(compiled.processes, Date.parse('2026-11-23T08:00:00Z'), []);
  assert.deepEqual(
    incidents.map(({ elementId, cause }) => [elementId, cause]),
    [['which', 'noFlowMatches']],
  );
});
