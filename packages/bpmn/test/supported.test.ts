import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn, type Feature } from '@krok/bpmn/xml';

// What compiles and would be passed over when a case runs is refused at the deployment, with element and reason.

const message =
  '<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="= k"/></bpmn:extensionElements></bpmn:message>';
const roots = `${message}<bpmn:signal id="sig" name="sig"/><bpmn:error id="err" errorCode="E"/><bpmn:escalation id="esc" escalationCode="E"/>`;
const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
const job = '<zeebe:taskDefinition type="j"/>';
const input = '<zeebe:ioMapping><zeebe:input source="= 1" target="a"/></zeebe:ioMapping>';
const output = '<zeebe:ioMapping><zeebe:output source="= 1" target="a"/></zeebe:ioMapping>';
const listener = (on: string) =>
  `<zeebe:executionListeners><zeebe:executionListener eventType="${on}" type="l"/></zeebe:executionListeners>`;
const signal = '<bpmn:signalEventDefinition signalRef="sig"/>';
const cycle = (text: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeCycle></bpmn:timerEventDefinition>`;
const ends = (inside: string) =>
  `<bpmn:startEvent id="s"/><bpmn:endEvent id="it">${inside}</bpmn:endEvent>${flow('s', 'it')}`;
const host = (inside: string) =>
  `<bpmn:startEvent id="s"/><bpmn:userTask id="u"/><bpmn:boundaryEvent id="it" attachedToRef="u" cancelActivity="false">${inside}</bpmn:boundaryEvent><bpmn:endEvent id="e"/>${flow('s', 'u')}${flow('u', 'e')}${flow('it', 'e')}`;
const work = (task: string) =>
  `<bpmn:startEvent id="s"/>${task}<bpmn:endEvent id="e"/>${flow('s', 'it')}${flow('it', 'e')}`;
const beside = (start: string) =>
  `${work('<bpmn:task id="it"/>')}<bpmn:subProcess id="es" triggeredByEvent="true">${start}<bpmn:endEvent id="ee"/>${flow('es-s', 'ee')}</bpmn:subProcess>`;
const gateway = (ofGateway: string, ofEvent: string) =>
  `<bpmn:startEvent id="s"/><bpmn:eventBasedGateway id="g">${ofGateway}</bpmn:eventBasedGateway><bpmn:intermediateCatchEvent id="a">${ofEvent}${signal}</bpmn:intermediateCatchEvent><bpmn:receiveTask id="b" messageRef="m"/><bpmn:endEvent id="e"/>${flow('s', 'g')}${flow('g', 'a')}${flow('g', 'b')}${flow('a', 'e')}${flow('b', 'e')}`;
const transaction = (inside: string) =>
  `<bpmn:startEvent id="s"/><bpmn:transaction id="it"><bpmn:startEvent id="ts"/><bpmn:endEvent id="te">${inside}<bpmn:cancelEventDefinition/></bpmn:endEvent>${flow('ts', 'te')}</bpmn:transaction><bpmn:boundaryEvent id="c" attachedToRef="it"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent><bpmn:endEvent id="e"/>${flow('s', 'it')}${flow('it', 'e')}${flow('c', 'e')}`;

const refused: readonly (readonly [Feature, string])[] = [
  ['timer-never-fires', host(cycle('0 0 9 30 2 ?'))],
  ['timer-never-fires', host(cycle('R0/PT1H'))],
  ['timer-never-fires', host(cycle('R/PT0S'))],
  ['several-none-starts', `<bpmn:startEvent id="s2"/>${ends('')}${flow('s2', 'it')}`],
  ['instantiation-inside', work('<bpmn:receiveTask id="it" messageRef="m" instantiate="true"/>')],
  ['throw-with-job', ends(extension(job) + signal)],
  ['throw-with-job', ends(`${extension(job)}<bpmn:messageEventDefinition messageRef="m"/>${signal}`)],
  [
    'complex-reset',
    `<bpmn:startEvent id="s"/><bpmn:complexGateway id="g"/><bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/>${flow('s', 'g')}${flow('g', 'e2')}<bpmn:sequenceFlow id="g-e" sourceRef="g" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= waitingForStart</bpmn:conditionExpression></bpmn:sequenceFlow>`,
  ],
  [
    'variable-path',
    work(
      `<bpmn:scriptTask id="it">${extension('<zeebe:script expression="= 1" resultVariable="a.b"/>')}</bpmn:scriptTask>`,
    ),
  ],
  ['input-of-triggered-event', host(extension(input) + signal)],
  ['input-of-triggered-event', gateway('', extension(input))],
  ['start-listener-of-triggered-event', host(extension(listener('start')) + signal)],
  [
    'start-listener-of-triggered-event',
    beside(`<bpmn:startEvent id="es-s">${extension(listener('start'))}${signal}</bpmn:startEvent>`),
  ],
  ['output-of-event-gateway', gateway(extension(output), '')],
  ['end-listener-of-event-gateway', gateway(extension(listener('end')), '')],
  ['output-of-abrupt-end', ends(`${extension(output)}<bpmn:errorEventDefinition errorRef="err"/>`)],
  ['end-listener-of-abrupt-end', transaction(extension(listener('end')))],
  [
    'start:parallelMultiple',
    `<bpmn:startEvent id="s" parallelMultiple="true">${signal}<bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
  ],
  [
    'parallel-multiple-thrown',
    `<bpmn:startEvent id="s"/><bpmn:userTask id="u"/><bpmn:boundaryEvent id="it" attachedToRef="u" parallelMultiple="true">${signal}<bpmn:escalationEventDefinition escalationRef="esc"/></bpmn:boundaryEvent><bpmn:endEvent id="e"/>${flow('s', 'u')}${flow('u', 'e')}${flow('it', 'e')}`,
  ],
];

const warned: readonly (readonly [Feature, string])[] = [
  [
    'start:conditional',
    `<bpmn:startEvent id="s"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">= x</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
  ],
  ['process-compensation', beside('<bpmn:startEvent id="es-s"><bpmn:compensateEventDefinition/></bpmn:startEvent>')],
];

for (const [index, [feature, body]] of refused.entries()) {
  test(`${feature} is refused (${index + 1})`, async () => {
    const { deployable, findings } = await compileBpmn(definitions(body));
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.equal(deployable, false);
    assert.deepEqual([...new Set(errors.map(({ rule }) => rule))], ['not-supported'], JSON.stringify(errors));
    assert.ok(
      errors.some(({ message: text }) => text.includes(`but ${feature} is not: `)),
      JSON.stringify(errors),
    );
    for (const error of errors) assert.ok(error.element !== undefined && error.line !== undefined);
  });
}

for (const [feature, body] of warned) {
  test(`${feature} is a warning`, async () => {
    const { deployable, findings } = await compileBpmn(definitions(body));
    assert.equal(deployable, true, JSON.stringify(findings));
    assert.ok(findings.some(({ message: text }) => text.includes(`but ${feature} is not: `)));
  });
}

function flow(source: string, target: string): string {
  return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`;
}

function definitions(body: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:krok:test">${roots}<bpmn:process id="p" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}
