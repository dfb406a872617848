import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import type { EngineEvent, Variables } from '@krok/engine';
import { Rig } from './rig.ts';
import {
  END,
  service,
  user,
  call,
  job,
  io,
  loop,
  catching,
  throwing,
  timer,
  condition,
  it,
  boundary,
  adHoc,
  extension,
  flow,
  file,
} from './small-diagram.ts';

/** What a diagram says, the process that says it (element `it`), variables at the start, and an event that shows that it counts. */
type Row = readonly [what: string, body: string, variables: Variables, event: Partial<EngineEvent> & object];

const rows: readonly Row[] = [
  ['job type, static', service(job('post')), {}, { kind: 'jobCreated', type: 'post', retries: 3 }],
  [
    'job type, FEEL',
    service(job('= &quot;post-&quot; + way')),
    { way: 'air' },
    { kind: 'jobCreated', type: 'post-air' },
  ],
  ['retries, static', service('<zeebe:taskDefinition type="j" retries="5"/>'), {}, { kind: 'jobCreated', retries: 5 }],
  [
    'retries, FEEL',
    service('<zeebe:taskDefinition type="j" retries="= n + 1"/>'),
    { n: 1 },
    { kind: 'jobCreated', retries: 2 },
  ],
  [
    'task headers',
    service(`${job()}<zeebe:taskHeaders><zeebe:header key="a" value="= b"/></zeebe:taskHeaders>`),
    {},
    { kind: 'jobCreated', headers: { a: '= b' } },
  ],
  [
    'input source, static',
    service(`${job()}${io('<zeebe:input source="text" target="a"/>')}`),
    {},
    { kind: 'jobCreated', variables: { a: 'text' } },
  ],
  [
    'input source, FEEL',
    service(`${job()}${io('<zeebe:input source="= b * 2" target="a.c"/>')}`),
    { b: 2 },
    { kind: 'jobCreated', variables: { a: { c: 4 } } },
  ],
  [
    'output mapping',
    it(
      'scriptTask',
      `<zeebe:script expression="= 1" resultVariable="r"/>${io('<zeebe:output source="= r + 1" target="a"/>')}`,
    ),
    {},
    { kind: 'variablesSet', scope: '1', variables: { a: 2 } },
  ],
  [
    'script',
    it('scriptTask', '<zeebe:script expression="= a + 1" resultVariable="b"/>'),
    { a: 1 },
    { kind: 'variablesSet', variables: { b: 2 } },
  ],
  ['script task by a job', it('scriptTask', job('script')), {}, { kind: 'jobCreated', type: 'script' }],
  ['send task', it('sendTask', job('send')), {}, { kind: 'jobCreated', type: 'send' }],
  ['business rule task by a job', it('businessRuleTask', job('rule')), {}, { kind: 'jobCreated', type: 'rule' }],
  [
    'called process, static',
    call('processId="other"'),
    {},
    { kind: 'callStarted', processId: 'other', binding: 'latest' },
  ],
  ['called process, FEEL', call('processId="= which"'), { which: 'x' }, { kind: 'callStarted', processId: 'x' }],
  [
    'binding deployment',
    call('processId="o" bindingType="deployment"'),
    {},
    { kind: 'callStarted', binding: 'deployment' },
  ],
  [
    'binding version tag',
    call('processId="o" bindingType="versionTag" versionTag="v2"'),
    {},
    { kind: 'callStarted', binding: 'versionTag', versionTag: 'v2' },
  ],
  ['all parent variables', call('processId="o"'), { a: 1 }, { kind: 'callStarted', variables: { a: 1 } }],
  [
    'no parent variables but the inputs',
    call('processId="o" propagateAllParentVariables="false"', io('<zeebe:input source="= a" target="b"/>')),
    { a: 1 },
    { kind: 'callStarted', variables: { b: 1 } },
  ],
  [
    'assignee, static',
    user('<zeebe:assignmentDefinition assignee="anna"/>'),
    {},
    { kind: 'userTaskCreated', assignee: 'anna' },
  ],
  [
    'assignee, FEEL',
    user('<zeebe:assignmentDefinition assignee="= who"/>'),
    { who: 'jan' },
    { kind: 'userTaskCreated', assignee: 'jan' },
  ],
  [
    'candidates, static',
    user('<zeebe:assignmentDefinition candidateGroups="a, b" candidateUsers="c"/>'),
    {},
    { kind: 'userTaskCreated', candidateGroups: ['a', 'b'], candidateUsers: ['c'] },
  ],
  [
    'candidates, FEEL',
    user('<zeebe:assignmentDefinition candidateGroups="= groups"/>'),
    { groups: ['x'] },
    { kind: 'userTaskCreated', candidateGroups: ['x'] },
  ],
  [
    'due date, static',
    user('<zeebe:taskSchedule dueDate="2026-04-01T10:00:00Z"/>'),
    {},
    { kind: 'userTaskCreated', dueDate: '2026-04-01T10:00:00Z' },
  ],
  [
    'due and follow-up date, FEEL',
    user('<zeebe:taskSchedule dueDate="= d" followUpDate="= string(date(date and time(d)))"/>'),
    { d: '2026-04-01T10:00:00Z' },
    { kind: 'userTaskCreated', dueDate: '2026-04-01T10:00:00Z', followUpDate: '2026-04-01' },
  ],
  [
    'a due date that is no date is an incident',
    user('<zeebe:taskSchedule dueDate="= d"/>'),
    { d: '14.03.2026' },
    { kind: 'incidentRaised', cause: 'expression' },
  ],
  [
    'a follow-up date that is a duration is an incident',
    user('<zeebe:taskSchedule followUpDate="= duration(d)"/>'),
    { d: 'P3D' },
    { kind: 'incidentRaised', cause: 'expression' },
  ],
  ['no due date', user('<zeebe:taskSchedule dueDate="= null"/>'), {}, { kind: 'userTaskCreated', priority: 50 }],
  [
    'a priority above 100 is an incident',
    user('<zeebe:priorityDefinition priority="= p"/>'),
    { p: 101 },
    { kind: 'incidentRaised', cause: 'expression' },
  ],
  [
    'priority, static',
    user('<zeebe:priorityDefinition priority="90"/>'),
    {},
    { kind: 'userTaskCreated', priority: 90 },
  ],
  [
    'priority, FEEL',
    user('<zeebe:priorityDefinition priority="= p"/>'),
    { p: 10 },
    { kind: 'userTaskCreated', priority: 10 },
  ],
  [
    'form id',
    user('<zeebe:formDefinition formId="f" bindingType="deployment"/>'),
    {},
    { kind: 'userTaskCreated', formId: 'f' },
  ],
  ['a user task without zeebe:userTask', it('userTask', ''), {}, { kind: 'userTaskCreated', priority: 50 }],
  [
    'collection and element',
    service(job()).replace(
      '</bpmn:serviceTask>',
      `${loop('inputCollection="= list" inputElement="item"')}</bpmn:serviceTask>`,
    ),
    { list: [7] },
    { kind: 'variablesSet', variables: { loopCounter: 1, item: 7 } },
  ],
  [
    'cardinality',
    service(job()).replace(
      '</bpmn:serviceTask>',
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>',
    ),
    {},
    { kind: 'variablesSet', variables: { loopCounter: 2 } },
  ],
  [
    'completion condition and output collection',
    it('scriptTask', '<zeebe:script expression="= item * 2" resultVariable="r"/>').replace(
      '</bpmn:scriptTask>',
      `${loop('inputCollection="= [1, 2, 3]" inputElement="item" outputCollection="all" outputElement="= r"', '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">= numberOfCompletedInstances = 2</bpmn:completionCondition>', 'isSequential="true"')}</bpmn:scriptTask>`,
    ),
    {},
    { kind: 'variablesSet', variables: { all: [2, 4, null] } },
  ],
  [
    'message name and key, FEEL',
    catching('<bpmn:messageEventDefinition messageRef="m"/>'),
    { kind: 'paid', id: 5 },
    { kind: 'messageSubscribed', name: 'paid-in', correlationKey: '5' },
  ],
  [
    'receive task',
    it('receiveTask', '', '', 'messageRef="m"'),
    { kind: 'paid', id: 'x' },
    { kind: 'messageSubscribed', name: 'paid-in', correlationKey: 'x' },
  ],
  [
    'message throw by a job, without a message',
    it('intermediateThrowEvent', job('tell'), '<bpmn:messageEventDefinition/>'),
    {},
    { kind: 'jobCreated', type: 'tell' },
  ],
  [
    'signal name, FEEL',
    catching('<bpmn:signalEventDefinition signalRef="s"/>'),
    { kind: 'k' },
    { kind: 'signalSubscribed', name: 'k-signal' },
  ],
  [
    'thrown signal name, FEEL',
    throwing('<bpmn:signalEventDefinition signalRef="s"/>'),
    { kind: 'k' },
    { kind: 'signalThrown', name: 'k-signal' },
  ],
  [
    'thrown error code, FEEL',
    `${flow('start', 'it')}<bpmn:endEvent id="it"><bpmn:errorEventDefinition errorRef="e"/></bpmn:endEvent>`,
    { kind: 'k' },
    {
      kind: 'incidentRaised',
      cause: 'uncaughtError',
      message: 'Expected the error "k-error" to be caught but nothing catches it.',
    },
  ],
  [
    'thrown escalation code, FEEL',
    throwing('<bpmn:escalationEventDefinition escalationRef="x"/>'),
    { kind: 'k' },
    { kind: 'escalationThrown', code: 'k-escalation' },
  ],
  [
    'timer date, FEEL',
    catching(timer('timeDate', '= at')),
    { at: '2026-03-17T09:00:00Z' },
    { kind: 'timerSet', due: Date.UTC(2026, 2, 17, 9) },
  ],
  [
    'timer duration, FEEL',
    catching(timer('timeDuration', '= duration("PT1H")')),
    {},
    { kind: 'timerSet', due: Date.UTC(2026, 2, 16, 9) },
  ],
  [
    'timer cycle, FEEL',
    boundary(timer('timeCycle', '= cycle(3, duration("PT1H"))')),
    {},
    { kind: 'timerSet', repeat: 3, cycle: 'PT1H' },
  ],
  [
    'timer cycle, cron',
    boundary(timer('timeCycle', '0 0 12 * * *')),
    {},
    { kind: 'timerSet', due: Date.UTC(2026, 2, 16, 11) },
  ],
  ['conditional catch', catching(condition('= a &gt; 1')), { a: 1 }, { kind: 'conditionSubscribed', met: false }],
  ['conditional boundary', boundary(condition('= a &gt; 1')), { a: 2 }, { kind: 'conditionSubscribed', met: true }],
  [
    'active elements of an ad-hoc sub-process',
    adHoc('activeElementsCollection="= [&quot;b&quot;]"'),
    {},
    { kind: 'jobCreated', type: 'b' },
  ],
  [
    'an ad-hoc sub-process without them',
    adHoc('outputCollection="r" outputElement="= 1"'),
    {},
    { kind: 'jobCreated', type: 'a' },
  ],
  [
    'execution listener',
    service(
      `${job()}<zeebe:executionListeners><zeebe:executionListener eventType="start" type="= &quot;l&quot; + a" retries="2"/></zeebe:executionListeners>`,
    ),
    { a: '1' },
    { kind: 'jobCreated', type: 'l1', retries: 2, listener: 0 },
  ],
  [
    'task listener',
    user('<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="l"/></zeebe:taskListeners>'),
    {},
    { kind: 'jobCreated', type: 'l', taskListener: 0 },
  ],
  [
    'a conditional flow, and a default flow',
    `${flow('start', 'g')}<bpmn:exclusiveGateway id="g" default="g-it"/>${flow('g', 'no').replace('/>', '><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= a = 1</bpmn:conditionExpression></bpmn:sequenceFlow>')}<bpmn:task id="no"/>${flow('no', 'end')}${flow('g', 'it')}<bpmn:serviceTask id="it">${extension(job('default'))}</bpmn:serviceTask>${flow('it', 'end')}${END}`,
    { a: 2 },
    { kind: 'jobCreated', type: 'default' },
  ],
];

for (const [what, body, variables, event] of rows) {
  test(what, async () => {
    const compiled = await compileBpmn(file(body));
    assert.ok(compiled.deployable, JSON.stringify(compiled.findings));
    const errors = compiled.findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(errors, []);
    const rig = new Rig(compiled.processes[0] ?? assert.fail('no process'));
    const events = rig.send({ kind: 'start', variables });
    const found = events.some((each) => contains(each, event));
    assert.ok(found, `${JSON.stringify(event)} is not in\n${events.map((each) => JSON.stringify(each)).join('\n')}`);
  });
}

function contains(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return actual === expected;
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(expected)) return false;
  return Object.entries(expected).every(([key, value]) => contains((actual as Record<string, unknown>)[key], value));
}
