import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileBpmn, findingRules } from '@krok/bpmn/xml';
import {
  around,
  association,
  diagram,
  event,
  extensions,
  file,
  flow,
  job,
  line,
  message,
  node,
  process,
  timer,
} from './diagram-builder.ts';

type Case = readonly [rule: string, severity: 'error' | 'warning', element: string | undefined, xml: string];

const signal = '<bpmn:signal id="sig" name="sig" />';
const error = '<bpmn:error id="err" name="err" errorCode="E" />';
const ioMapping = (target: string) =>
  extensions(
    '<zeebe:taskDefinition type="work" />',
    `<zeebe:ioMapping><zeebe:input source="=1" target="${target}" /></zeebe:ioMapping>`,
  );
const withRoots = (roots: string, ...content: string[]) => file(roots, process(...content));
const subProcess = (id: string, content: string, attributes = '') => node('subProcess', id, content, attributes);
const eventSubProcess = (start: string) => subProcess('sub', start, 'triggeredByEvent="true"');
const taskWith = (content: string, attributes = '') => around('task', node('task', 'task', content, attributes));
const serviceWith = (...content: string[]) => around('task', node('serviceTask', 'task', extensions(...content)));
const boundary = (definition: string, attributes = '', more = '') =>
  around(
    'task',
    node('task', 'task'),
    node('boundaryEvent', 'b', definition, `attachedToRef="task" ${attributes}`),
    more || `${node('endEvent', 'end2')}${flow('f9', 'b', 'end2')}`,
  );
const eventGateway = (attributes: string, ...targets: string[]) =>
  withRoots(
    message('m'),
    line('g'),
    node('eventBasedGateway', 'g', '', attributes),
    ...targets.map(
      (target, index) => `${target}${flow(`g${index}`, 'g', `t${index}`)}${flow(`h${index}`, `t${index}`, 'end')}`,
    ),
  ).replace(/<bpmn:sequenceFlow id="f2".*?<\/bpmn:sequenceFlow>/s, '');
const catchTimer = (id: string) => node('intermediateCatchEvent', id, timer('timeDuration', 'PT1S'));
const catchMessage = (id: string) => node('intermediateCatchEvent', id, event('message', '', 'messageRef="m"'));
const startOf = (definition: string, roots = '') =>
  withRoots(roots, line('task'), node('task', 'task')).replace(
    node('startEvent', 'start'),
    node('startEvent', 'start', definition),
  );
const compensation = (more: string, handler = node('task', 'undo', '', 'isForCompensation="true"')) =>
  boundary(event('compensate'), '', `${handler}${more}`);
const throwing = (definition: string, roots = '', content = '') =>
  withRoots(roots, line('throw'), node('intermediateThrowEvent', 'throw', content + definition));
const pools = (flows: string) =>
  file(
    `<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="process" /><bpmn:participant id="p2" processRef="other" />${flows}</bpmn:collaboration>`,
    process(line('a', 'a2'), node('task', 'a'), node('task', 'a2')),
    '<bpmn:process id="other" isExecutable="true"><bpmn:task id="b" /></bpmn:process>',
  );
const messageFlow = (source: string, target: string) =>
  `<bpmn:messageFlow id="mf" sourceRef="${source}" targetRef="${target}" />`;

const cases: readonly Case[] = [
  [
    'xml-repeated-child',
    'error',
    'task',
    taskWith('<bpmn:standardLoopCharacteristics loopMaximum="2" /><bpmn:multiInstanceLoopCharacteristics />'),
  ],
  [
    'xml-repeated-child',
    'error',
    'f1',
    taskWith('').replace(
      '</bpmn:sequenceFlow>',
      '<bpmn:conditionExpression>=a</bpmn:conditionExpression><bpmn:conditionExpression>=b</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  ['attribute-unknown', 'error', 'task', taskWith('', 'colour="red"')],
  [
    'reference-dangling',
    'error',
    'f9',
    taskWith('').replace('</bpmn:process>', `${flow('f9', 'task', 'nowhere')}</bpmn:process>`),
  ],
  [
    'layout-dangling',
    'warning',
    'shape',
    taskWith('').replace(
      '</bpmn:definitions>',
      '<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="plane" bpmnElement="process"><bpmndi:BPMNShape id="shape" bpmnElement="gone" /></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>',
    ),
  ],
  ['reference-kind', 'error', 'throw', throwing('<bpmn:eventDefinitionRef>f1</bpmn:eventDefinitionRef>')],
  ['reference-kind', 'error', 'f9', diagram(line(), '<bpmn:textAnnotation id="note" />', flow('f9', 'start', 'note'))],
  ['id-missing', 'error', 'process', diagram(line(), '<bpmn:task />')],
  ['id-missing', 'error', 'process', diagram(line(), '<bpmn:sequenceFlow targetRef="end" />')],
  ['id-duplicate', 'error', 'task', diagram(line('task'), node('task', 'task'), node('userTask', 'task'))],
  ['id-illegal', 'error', '1 task', diagram(line(), node('task', '1 task'))],
  ['id-illegal', 'error', 'zapłata', taskWith('').replace('id="process"', 'id="zapłata"')],
  ['id-illegal', 'error', 'p'.repeat(201), taskWith('').replace('id="process"', `id="${'p'.repeat(201)}"`)],
  ['process-not-executable', 'error', 'process', taskWith('').replace(' isExecutable="true"', '')],
  ['choreography', 'error', 'ch', diagram(line('ch'), '<bpmn:choreographyTask id="ch" />')],

  ['zeebe-element-unknown', 'warning', 'task', taskWith(extensions('<zeebe:novelty />'))],
  ['zeebe-attribute-unknown', 'warning', 'task', serviceWith('<zeebe:taskDefinition type="work" speed="9" />')],
  ['extension-not-used', 'warning', 'task', taskWith(job())],
  [
    'other-engine',
    'warning',
    'task',
    taskWith('', 'c7:asyncBefore="true"').replace(
      'targetNamespace',
      'xmlns:c7="http://camunda.org/schema/1.0/bpmn" targetNamespace',
    ),
  ],
  [
    'other-engine',
    'warning',
    'task',
    taskWith(extensions('<activiti:in source="x" />')).replace(
      'targetNamespace',
      'xmlns:activiti="http://activiti.org/bpmn" targetNamespace',
    ),
  ],
  [
    'extension-not-used',
    'warning',
    'process',
    withRoots('', extensions('<zeebe:priorityDefinition priority="5" />'), line()),
  ],
  [
    'extension-twice',
    'error',
    'task',
    serviceWith('<zeebe:taskDefinition type="a" />', '<zeebe:taskDefinition type="b" />'),
  ],
  [
    'task-listener',
    'error',
    'task',
    around(
      'task',
      node(
        'userTask',
        'task',
        extensions('<zeebe:taskListeners><zeebe:taskListener eventType="delegating" type="x" /></zeebe:taskListeners>'),
      ),
    ),
  ],
  ['linked-resource', 'error', 'task', serviceWith('<zeebe:taskDefinition type="a" />', '<zeebe:linkedResources />')],
  [
    'conditional-filter',
    'error',
    'throw',
    diagram(
      line('throw'),
      node(
        'intermediateCatchEvent',
        'throw',
        event(
          'conditional',
          `${extensions('<zeebe:conditionalFilter variableNames="a" variableEvents="delete" />')}<bpmn:condition>=a</bpmn:condition>`,
        ),
      ),
    ).replace(/id="d\d+"/, ''),
  ],
  [
    'agent',
    'error',
    'task',
    serviceWith('<zeebe:taskDefinition type="a" />', '<zeebe:agentDefinition agentType="x" />'),
  ],
  [
    'ad-hoc-choice',
    'error',
    'task',
    around(
      'task',
      node('adHocSubProcess', 'task', `${job()}${node('task', 'inner')}`).replace(
        ' id="task"',
        ' id="task" ordering="Sequential"',
      ),
    ),
  ],
  [
    'ad-hoc-output',
    'error',
    'task',
    around(
      'task',
      node(
        'adHocSubProcess',
        'task',
        `${extensions('<zeebe:adHoc outputCollection="results" />')}${node('task', 'inner')}`,
      ),
    ),
  ],

  [
    'feel-syntax',
    'error',
    'f1',
    diagram(line('g'), node('exclusiveGateway', 'g'))
      .replace('id="f1"', 'id="f1" name="x"')
      .replace(
        'targetRef="g"></bpmn:sequenceFlow>',
        'targetRef="g"><bpmn:conditionExpression>= a &gt;</bpmn:conditionExpression></bpmn:sequenceFlow>',
      ),
  ],
  ['feel-syntax', 'error', 'task', serviceWith('<zeebe:taskDefinition type="=if" />')],
  [
    'expression-expected',
    'error',
    'f9',
    diagram(line('g'), node('exclusiveGateway', 'g'), node('endEvent', 'end2'), flow('f9', 'g', 'end2', 'yes')),
  ],
  [
    'expression-expected',
    'error',
    'catch',
    diagram(line('catch'), node('intermediateCatchEvent', 'catch', event('conditional', '<bpmn:condition />'))),
  ],
  ['variable-name', 'error', 'task', around('task', node('serviceTask', 'task', ioMapping('a..b')))],
  ['variable-name', 'error', 'task', around('task', node('serviceTask', 'task', ioMapping('__proto__.a')))],
  [
    'header-key',
    'error',
    'task',
    serviceWith(
      '<zeebe:taskDefinition type="a" />',
      '<zeebe:taskHeaders><zeebe:header key="k" value="1" /><zeebe:header key="k" value="2" /></zeebe:taskHeaders>',
    ),
  ],
  ['job-missing', 'error', 'task', around('task', node('serviceTask', 'task'))],
  ['job-missing', 'error', 'task', around('task', node('sendTask', 'task'))],
  ['job-missing', 'error', 'throw', throwing(event('message', '', 'messageRef="m"'), message('m'))],
  ['job-type-missing', 'error', 'task', serviceWith('<zeebe:taskDefinition type=" " />')],
  ['job-retries', 'error', 'task', serviceWith('<zeebe:taskDefinition type="a" retries="often" />')],
  [
    'listener-event',
    'error',
    'task',
    serviceWith(
      '<zeebe:taskDefinition type="a" />',
      '<zeebe:executionListeners><zeebe:executionListener eventType="sometimes" type="x" /></zeebe:executionListeners>',
    ),
  ],
  ['called-element-missing', 'error', 'task', around('task', node('callActivity', 'task'))],
  [
    'called-business-id',
    'error',
    'task',
    around('task', node('callActivity', 'task', extensions('<zeebe:calledElement processId="p" businessId="=b" />'))),
  ],
  [
    'called-element-kind',
    'error',
    'task',
    around('task', node('callActivity', 'task', extensions('<zeebe:calledElement processId="end" />'))),
  ],
  [
    'called-element-kind',
    'error',
    'task',
    file(
      process(line('task'), node('callActivity', 'task', extensions('<zeebe:calledElement processId="p2" />'))),
      message('m'),
      `<bpmn:process id="p2" isExecutable="true">${node('startEvent', 's2', event('message', '', 'messageRef="m"'))}${node('endEvent', 'e2')}${flow('f22', 's2', 'e2')}</bpmn:process>`,
    ),
  ],
  [
    'called-decision-missing',
    'error',
    'task',
    around(
      'task',
      node('businessRuleTask', 'task', extensions('<zeebe:calledDecision decisionId="" resultVariable="r" />')),
    ),
  ],
  [
    'result-variable',
    'error',
    'task',
    around('task', node('scriptTask', 'task', extensions('<zeebe:script expression="=1" />'))),
  ],
  [
    'binding-type',
    'error',
    'task',
    around(
      'task',
      node('callActivity', 'task', extensions('<zeebe:calledElement processId="p" bindingType="newest" />')),
    ),
  ],
  [
    'binding-type',
    'error',
    'task',
    around(
      'task',
      node('callActivity', 'task', extensions('<zeebe:calledElement processId="p" bindingType="versionTag" />')),
    ),
  ],
  ['form-missing', 'error', 'task', around('task', node('userTask', 'task', extensions('<zeebe:formDefinition />')))],
  [
    'form-not-shown',
    'warning',
    'task',
    around('task', node('userTask', 'task', extensions('<zeebe:formDefinition formKey="camunda-forms:bpmn:f" />'))),
  ],
  [
    'schedule-date',
    'warning',
    'task',
    around('task', node('userTask', 'task', extensions('<zeebe:taskSchedule dueDate="today()" />'))),
  ],
  [
    'priority',
    'error',
    'task',
    around('task', node('userTask', 'task', extensions('<zeebe:priorityDefinition priority="101" />'))),
  ],

  ['message-missing', 'error', 'throw', throwing(event('message'))],
  ['message-missing', 'error', 'task', around('task', node('receiveTask', 'task'))],
  [
    'message-name',
    'error',
    'm',
    withRoots(message('m', ''), line('task'), node('receiveTask', 'task', '', 'messageRef="m"')),
  ],
  ['message-start-name', 'error', 'start', startOf(event('message', '', 'messageRef="m"'), message('m', '=name', ''))],
  [
    'correlation-key',
    'error',
    'task',
    withRoots(message('m', 'm', ''), line('task'), node('receiveTask', 'task', '', 'messageRef="m"')),
  ],
  ['signal-missing', 'error', 'throw', throwing(event('signal'))],
  [
    'message-name',
    'error',
    'm',
    withRoots(message('m', 'm'.repeat(201)), line('task'), node('receiveTask', 'task', '', 'messageRef="m"')),
  ],
  [
    'signal-name',
    'error',
    'sig',
    throwing(event('signal', '', 'signalRef="sig"'), `<bpmn:signal id="sig" name="${'s'.repeat(201)}" />`),
  ],
  ['signal-name', 'error', 'sig', throwing(event('signal', '', 'signalRef="sig"'), '<bpmn:signal id="sig" />')],
  [
    'error-code',
    'error',
    'end',
    withRoots('<bpmn:error id="err" />', line()).replace(
      node('endEvent', 'end'),
      node('endEvent', 'end', event('error', '', 'errorRef="err"')),
    ),
  ],
  [
    'escalation-code',
    'error',
    'throw',
    throwing(event('escalation', '', 'escalationRef="esc"'), '<bpmn:escalation id="esc" />'),
  ],
  [
    'catch-code-static',
    'error',
    'b',
    boundary(event('error', '', 'errorRef="err"')).replace(
      '<bpmn:process',
      '<bpmn:error id="err" errorCode="=code" /><bpmn:process',
    ),
  ],
  [
    'timer-definition',
    'error',
    'catch',
    diagram(line('catch'), node('intermediateCatchEvent', 'catch', event('timer'))),
  ],
  [
    'timer-definition',
    'error',
    'catch',
    diagram(
      line('catch'),
      node(
        'intermediateCatchEvent',
        'catch',
        event(
          'timer',
          '<bpmn:timeDate>2026-01-01T00:00:00Z</bpmn:timeDate><bpmn:timeDuration>PT1S</bpmn:timeDuration>',
        ),
      ),
    ),
  ],
  [
    'timer-text',
    'error',
    'catch',
    diagram(line('catch'), node('intermediateCatchEvent', 'catch', timer('timeDuration', 'tomorrow'))),
  ],
  ['timer-start-duration', 'warning', 'start', startOf(timer('timeDuration', 'PT1S'))],
  ['timer-cycle-once', 'warning', 'b', boundary(timer('timeCycle', 'R3/PT1S'))],
  ['event-unknown', 'error', 'throw', throwing('<bpmn:eventDefinition id="odd" />')],
  ['element-unknown', 'error', 'ch', diagram(line('ch'), '<bpmn:choreographyTask id="ch" />')],

  ['start-event-kind', 'error', 'start', startOf(event('error', '', 'errorRef="err"'), error)],
  [
    'sub-process-start-kind',
    'error',
    's2',
    around('sub', subProcess('sub', node('startEvent', 's2', timer('timeDuration', 'PT1S')))),
  ],
  ['event-sub-process-start', 'error', 'sub', diagram(line(), eventSubProcess(node('task', 't')))],
  ['event-sub-process-start-kind', 'error', 's2', diagram(line(), eventSubProcess(node('startEvent', 's2')))],
  [
    'event-sub-process-start-kind',
    'error',
    's2',
    withRoots(
      error,
      line(),
      eventSubProcess(node('startEvent', 's2', event('error', '', 'errorRef="err"'), 'isInterrupting="false"')),
    ),
  ],
  [
    'event-sub-process-loop',
    'error',
    'sub',
    diagram(
      line(),
      eventSubProcess(
        `<bpmn:standardLoopCharacteristics loopMaximum="2" />${node('startEvent', 's2', timer('timeDuration', 'PT1S'))}`,
      ),
    ),
  ],
  [
    'end-event-kind',
    'error',
    'end',
    diagram(line()).replace(node('endEvent', 'end'), node('endEvent', 'end', timer('timeDuration', 'PT1S'))),
  ],
  [
    'cancel-end-outside-transaction',
    'error',
    'end',
    diagram(line()).replace(node('endEvent', 'end'), node('endEvent', 'end', event('cancel'))),
  ],
  ['throw-event-kind', 'error', 'throw', throwing(timer('timeDuration', 'PT1S'))],
  ['catch-event-kind', 'error', 'catch', diagram(line('catch'), node('intermediateCatchEvent', 'catch'))],
  [
    'catch-event-kind',
    'error',
    'catch',
    withRoots(error, line('catch'), node('intermediateCatchEvent', 'catch', event('error', '', 'errorRef="err"'))),
  ],
  ['boundary-event-kind', 'error', 'b', boundary('')],
  ['boundary-event-kind', 'error', 'b', boundary(event('terminate'))],
  ['boundary-event-kind', 'error', 'b', boundary(event('error'), 'cancelActivity="false"')],
  [
    'boundary-event-host',
    'error',
    'b',
    diagram(line(), node('boundaryEvent', 'b', timer('timeDuration', 'PT1S')), flow('f9', 'b', 'end')),
  ],
  ['boundary-event-outgoing', 'error', 'b', boundary(timer('timeDuration', 'PT1S'), '', ' ')],
  ['cancel-boundary-host', 'error', 'b', boundary(event('cancel'))],
  [
    'multiple-event-kind',
    'error',
    'throw',
    throwing(`${event('link', '', 'name="l"')}${event('signal', '', 'signalRef="sig"')}`, signal),
  ],

  ['flow-end-missing', 'error', 'f9', diagram(line(), '<bpmn:sequenceFlow id="f9" sourceRef="start" />')],
  ['flow-crosses-pool', 'error', 'f9', pools('').replace('</bpmn:process>', `${flow('f9', 'a', 'b')}</bpmn:process>`)],
  [
    'flow-crosses-scope',
    'error',
    'f9',
    diagram(line('sub'), subProcess('sub', node('task', 'inner')), flow('f9', 'start', 'inner')),
  ],
  ['flow-into-start-event', 'error', 'f9', diagram(line('task'), node('task', 'task'), flow('f9', 'task', 'start'))],
  ['flow-from-end-event', 'error', 'f9', diagram(line('task'), node('task', 'task'), flow('f9', 'end', 'task'))],
  [
    'flow-into-boundary-event',
    'error',
    'f8',
    boundary(timer('timeDuration', 'PT1S')).replace('</bpmn:process>', `${flow('f8', 'start', 'b')}</bpmn:process>`),
  ],
  [
    'flow-from-compensation-event',
    'error',
    'f9',
    compensation(association('as', 'b', 'undo')).replace('</bpmn:process>', `${flow('f9', 'b', 'end')}</bpmn:process>`),
  ],
  [
    'flow-of-event-sub-process',
    'error',
    'f9',
    diagram(
      line(),
      eventSubProcess(node('startEvent', 's2', timer('timeDuration', 'PT1S'))),
      flow('f9', 'start', 'sub'),
    ),
  ],
  [
    'flow-of-compensation-handler',
    'error',
    'f9',
    compensation(association('as', 'b', 'undo') + flow('f9', 'start', 'undo')),
  ],
  [
    'condition-place',
    'error',
    'f1',
    taskWith('').replace(
      'targetRef="task"></bpmn:sequenceFlow>',
      'targetRef="task"><bpmn:conditionExpression>=a</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  [
    'condition-alone',
    'error',
    'task',
    taskWith('').replace(
      'targetRef="end"></bpmn:sequenceFlow>',
      'targetRef="end"><bpmn:conditionExpression>=a</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  [
    'condition-missing',
    'warning',
    'f2',
    diagram(line('g'), node('exclusiveGateway', 'g'), node('endEvent', 'end2'), flow('f9', 'g', 'end2', '=a')),
  ],
  ['default-flow-foreign', 'error', 'task', taskWith('', 'default="f1"')],
  [
    'default-flow-condition',
    'warning',
    'g',
    diagram(
      line('g'),
      node('exclusiveGateway', 'g', '', 'default="f9"'),
      node('endEvent', 'end2'),
      flow('f9', 'g', 'end2', '=a'),
    ),
  ],
  ['node-incoming', 'error', 'lost', diagram(line(), node('task', 'lost'), flow('f9', 'lost', 'end'))],
  ['node-outgoing', 'warning', 'lost', diagram(line(), node('task', 'lost'), flow('f9', 'start', 'lost'))],
  [
    'start-event-missing',
    'error',
    'process',
    diagram(node('endEvent', 'end'), node('task', 'task'), flow('f1', 'task', 'end')),
  ],
  [
    'end-event-missing',
    'warning',
    'process',
    diagram(node('startEvent', 'start'), node('task', 'task'), flow('f1', 'start', 'task')),
  ],
  [
    'event-incoming',
    'error',
    'catch',
    diagram(
      node('intermediateCatchEvent', 'catch', timer('timeDuration', 'PT1S')),
      node('task', 'task'),
      flow('f1', 'catch', 'task'),
    ),
  ],
  [
    'event-outgoing',
    'warning',
    'throw',
    diagram(node('task', 'task'), node('intermediateThrowEvent', 'throw'), flow('f1', 'task', 'throw')),
  ],
  [
    'link-catch-incoming',
    'error',
    'catch',
    diagram(line('catch'), node('intermediateCatchEvent', 'catch', event('link', '', 'name="l"'))),
  ],
  ['link-throw-outgoing', 'error', 'throw', throwing(event('link', '', 'name="l"'))],
  ['link-name', 'error', 'throw', throwing(event('link'))],
  ['link-target-missing', 'error', 'throw', throwing(event('link', '', 'name="l"'))],
  [
    'link-target-ambiguous',
    'error',
    'c2',
    diagram(
      line(),
      node('intermediateThrowEvent', 'throw', event('link', '', 'name="l" ')),
      flow('f9', 'start', 'throw'),
      ...['c1', 'c2'].map(
        (id) =>
          `${node('intermediateCatchEvent', id, event('link', '', `name="l" ${' '.repeat(id.charCodeAt(1) - 47)}`))}${flow(`${id}f`, id, 'end')}`,
      ),
    ),
  ],
  [
    'link-target-inferred',
    'warning',
    'throw',
    diagram(
      line(),
      node('intermediateThrowEvent', 'throw', event('link', '', 'name="one"')),
      flow('f9', 'start', 'throw'),
      node('intermediateCatchEvent', 'catch', event('link', '', 'name="other"')),
      flow('f8', 'catch', 'end'),
    ),
  ],
  [
    'link-throw-missing',
    'warning',
    'catch',
    diagram(line(), node('intermediateCatchEvent', 'catch', event('link', '', 'name="l"')), flow('f9', 'catch', 'end')),
  ],

  [
    'gateway-converging',
    'error',
    'g',
    diagram(line('g'), node('parallelGateway', 'g', '', 'gatewayDirection="Converging"'), flow('f9', 'g', 'end')),
  ],
  [
    'gateway-diverging',
    'error',
    'g',
    diagram(line('g'), node('parallelGateway', 'g', '', 'gatewayDirection="Diverging"'), flow('f9', 'start', 'g')),
  ],
  ['gateway-mixed', 'error', 'g', diagram(line('g'), node('parallelGateway', 'g', '', 'gatewayDirection="Mixed"'))],
  ['event-gateway-flows', 'error', 'g', eventGateway('', catchTimer('t0'))],
  ['event-gateway-target', 'error', 'g', eventGateway('', catchTimer('t0'), node('task', 't1'))],
  [
    'event-gateway-target-flows',
    'error',
    'g',
    eventGateway('', catchTimer('t0'), catchMessage('t1')).replace(
      '</bpmn:process>',
      `${flow('f9', 'start', 't0')}</bpmn:process>`,
    ),
  ],
  [
    'event-gateway-receive-mix',
    'error',
    'g',
    eventGateway('', catchMessage('t0'), node('receiveTask', 't1', '', 'messageRef="m"')),
  ],
  [
    'event-gateway-receive-boundary',
    'error',
    'g',
    eventGateway(
      '',
      catchTimer('t0'),
      `${node('receiveTask', 't1', '', 'messageRef="m"')}${node('boundaryEvent', 'b', event('error'), 'attachedToRef="t1"')}${flow('f9', 'b', 'end')}`,
    ),
  ],
  ['event-gateway-instantiate', 'error', 'g', eventGateway('instantiate="true"', catchMessage('t0'), catchTimer('t1'))],
  [
    'event-gateway-parallel',
    'error',
    'g',
    eventGateway('eventGatewayType="Parallel"', catchMessage('t0'), catchTimer('t1')),
  ],

  ['start-quantity', 'error', 'task', taskWith('', 'startQuantity="0"')],
  ['completion-quantity', 'error', 'task', taskWith('', 'completionQuantity="0"')],
  ['completion-quantity', 'error', 'task', taskWith('', 'completionQuantity="1000000000"')],
  ['loop-endless', 'error', 'task', taskWith('<bpmn:standardLoopCharacteristics />')],
  ['loop-maximum', 'error', 'task', taskWith('<bpmn:standardLoopCharacteristics loopMaximum="-1" />')],
  ['multi-instance-collection', 'error', 'task', taskWith('<bpmn:multiInstanceLoopCharacteristics />')],
  [
    'expression-expected',
    'error',
    'task',
    taskWith(
      `<bpmn:multiInstanceLoopCharacteristics>${extensions('<zeebe:loopCharacteristics inputCollection="items" />')}</bpmn:multiInstanceLoopCharacteristics>`,
    ),
  ],
  [
    'multi-instance-event',
    'error',
    'task',
    taskWith(
      '<bpmn:multiInstanceLoopCharacteristics behavior="None"><bpmn:loopCardinality>=3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
    ),
  ],
  [
    'ad-hoc-content',
    'error',
    's2',
    around(
      'sub',
      node('adHocSubProcess', 'sub', `${node('startEvent', 's2')}${node('task', 't2')}${flow('f9', 's2', 't2')}`),
    ),
  ],
  ['ad-hoc-empty', 'error', 'sub', around('sub', node('adHocSubProcess', 'sub'))],
  ['compensation-handler-missing', 'error', 'b', compensation('')],
  ['compensation-handler-kind', 'error', 'b', compensation(association('as', 'b', 'undo'), node('task', 'undo'))],
  [
    'compensation-handler-unbound',
    'warning',
    'undo',
    diagram(line(), node('task', 'undo', '', 'isForCompensation="true"')),
  ],
  [
    'compensation-event-twice',
    'error',
    'task',
    compensation(
      `${association('as', 'b', 'undo')}${node('boundaryEvent', 'b2', '<bpmn:compensateEventDefinition id="second" />', 'attachedToRef="task"')}${association('as2', 'b2', 'undo')}`,
    ),
  ],
  [
    'compensation-activity',
    'error',
    'throw',
    diagram(
      line('sub', 'throw'),
      subProcess('sub', node('task', 'inner')),
      node('intermediateThrowEvent', 'throw', event('compensate', '', 'activityRef="inner"')),
    ),
  ],
  ['message-flow-same-pool', 'error', 'mf', pools(messageFlow('a', 'a2'))],
  ['message-flow-end', 'error', 'mf', pools(messageFlow('start', 'b'))],
  ['message-flow-end', 'error', 'mf', pools(messageFlow('b', 'end'))],
];

describe('a diagram that breaks a rule gets a finding at the element', () => {
  for (const [rule, severity, element, xml] of cases) {
    test(`${rule} (${severity})`, async () => {
      const result = await compileBpmn(xml);
      const found = result.findings.find((finding) => finding.rule === rule && finding.element === element);
      assert.ok(found, `no ${rule} at ${element}: ${JSON.stringify(result.findings, null, 1)}`);
      assert.equal(found.severity, severity);
      assert.match(found.message, /^Expected .+ but .+/);
      assert.ok((found.line ?? 0) > 1 && (found.column ?? 0) > 0, 'a finding names its place');
      if (severity === 'error') assert.equal(result.deployable, false);
      else assert.equal(result.deployable, true, JSON.stringify(result.findings));
    });
  }
});

test('every rule of the catalogue is shown by a case here or elsewhere', () => {
  // The last only where the caller says what lanes stand for: compile-elements.test.ts.
  const elsewhere = ['file-too-large', 'bpmn-unreadable', 'not-supported', 'feel-limit', 'lane-without-group'];
  const missing = Object.keys(findingRules).filter(
    (rule) => !rule.startsWith('xml-') && !elsewhere.includes(rule) && !cases.some(([shown]) => shown === rule),
  );
  assert.deepEqual(missing, []);
});

test('of very many findings the first are told', async () => {
  const lost = Array.from({ length: 900 }, (_, index) => node('task', `t${index}`));
  const { findings } = await compileBpmn(diagram(line(), ...lost));
  assert.deepEqual(
    [
      findings.filter(({ severity }) => severity === 'error').length,
      findings.filter(({ severity }) => severity === 'warning').length,
    ],
    [500, 500],
  );
});

test('the place of a finding is the tag that it speaks of', async () => {
  const xml = around(
    'task',
    `\n    ${node('serviceTask', 'task', `\n      ${extensions('\n        <zeebe:taskDefinition type="=1 +" />')}`)}`,
  );
  const [finding] = (await compileBpmn(xml)).findings;
  const lines = xml.split('\n');
  assert.equal(finding?.path, 'zeebe:taskDefinition/type');
  assert.ok(lines[(finding?.line ?? 0) - 1]?.slice((finding?.column ?? 0) - 1).startsWith('<zeebe:taskDefinition'));
});
