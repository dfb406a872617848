import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { compiled, element, written } from './compiled.ts';
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

test('indexes are dense, the process is first and every link goes both ways', async () => {
  const compiledProcess = await compiled(
    diagram(line('sub', 'task'), node('subProcess', 'sub', node('task', 'inner')), node('task', 'task')),
  );
  const { elements, flows } = compiledProcess;
  assert.deepEqual(
    elements.map(({ index }) => index),
    elements.map((_, index) => index),
  );
  assert.deepEqual(
    flows.map(({ index }) => index),
    flows.map((_, index) => index),
  );
  assert.deepEqual([elements[0]?.type, elements[0]?.scope, elements[0]?.id], ['process', -1, 'process']);
  assert.equal(elements[element(compiledProcess, 'inner', 'task').scope]?.id, 'sub');
  for (const each of flows) {
    assert.ok(elements[each.source]?.outgoing.includes(each.index));
    assert.ok(elements[each.target]?.incoming.includes(each.index));
  }
  assert.deepEqual(
    element(compiledProcess, 'process', 'process').startEvents.map((index) => elements[index]?.id),
    ['start'],
  );
});

test('a service task is a job with type, retries and headers; three retries where none are given', async () => {
  const content = extensions(
    '<zeebe:taskDefinition type="=&quot;send-&quot; + channel" retries="=tries" />',
    '<zeebe:taskHeaders><zeebe:header key="a" value="1" /><zeebe:header key="__proto__" value="2" /></zeebe:taskHeaders>',
    '<zeebe:ioMapping><zeebe:input source="=amount" target="claim.total" /><zeebe:input source="PLN" target="currency" /><zeebe:input target="nothing" /><zeebe:output source="=id" target="listing" /></zeebe:ioMapping>',
  );
  const full = element(await compiled(around('task', node('serviceTask', 'task', content))), 'task', 'serviceTask');
  assert.deepEqual([written(full.job.type), written(full.job.retries)], ['="send-" + channel', '=tries']);
  assert.deepEqual(Object.entries(full.job.headers), [
    ['a', '1'],
    ['__proto__', '2'],
  ]);
  assert.deepEqual(
    full.inputs?.map(({ source, target }) => [written(source), target]),
    [
      ['=amount', ['claim', 'total']],
      ['PLN', ['currency']],
      ['=null', ['nothing']],
    ],
  );
  assert.deepEqual(
    full.outputs?.map(({ source, target }) => [written(source), target]),
    [['=id', ['listing']]],
  );
  for (const retries of ['', ' retries=""']) {
    const plain = element(
      await compiled(
        around('task', node('sendTask', 'task', extensions(`<zeebe:taskDefinition type="work"${retries} />`))),
      ),
      'task',
      'sendTask',
    );
    assert.equal(written(plain.job.retries), '3');
  }
});

test('a user task is human work with and without zeebe:userTask', async () => {
  for (const marker of ['', '<zeebe:userTask />']) {
    const content = extensions(
      marker,
      '<zeebe:assignmentDefinition assignee="=collector" candidateGroups="court, phone &quot;1&quot;" candidateUsers="=users" />',
      '<zeebe:taskSchedule dueDate="=due" followUpDate="2026-12-01T09:00:00+01:00" /><zeebe:priorityDefinition priority="70" />',
      '<zeebe:formDefinition formId="call" bindingType="deployment" /><zeebe:taskHeaders><zeebe:header key="act" value="call" /></zeebe:taskHeaders>',
    );
    const task = element(await compiled(around('task', node('userTask', 'task', content))), 'task', 'userTask');
    assert.equal(written(task.assignee), '=collector');
    assert.equal(written(task.candidateGroups), '=["court", "phone \\"1\\""]');
    assert.deepEqual(
      [written(task.candidateUsers), written(task.dueDate), written(task.followUpDate), written(task.priority)],
      ['=users', '=due', '2026-12-01T09:00:00+01:00', '70'],
    );
    assert.deepEqual(task.form, { formId: 'call', bindingType: 'deployment' });
    assert.deepEqual(task.headers, { act: 'call' });
  }
});

test('a script is FEEL or a job, a business rule a decision or a job', async () => {
  const script = await compiled(
    around('task', node('scriptTask', 'task', extensions('<zeebe:script expression="=a + 1" resultVariable="b" />'))),
  );
  assert.equal(written(element(script, 'task', 'feelScriptTask').expression), '=a + 1');
  assert.equal(
    element(await compiled(around('task', node('scriptTask', 'task', job()))), 'task', 'scriptTask').type,
    'scriptTask',
  );
  const rule = await compiled(
    around(
      'task',
      node(
        'businessRuleTask',
        'task',
        extensions(
          '<zeebe:calledDecision decisionId="costs" resultVariable="r" bindingType="versionTag" versionTag="2026" />',
        ),
      ),
    ),
  );
  const decision = element(rule, 'task', 'decisionTask');
  assert.deepEqual(
    [written(decision.decisionId), decision.resultVariable, decision.bindingType, decision.versionTag],
    ['costs', 'r', 'versionTag', '2026'],
  );
  assert.equal(
    element(await compiled(around('task', node('businessRuleTask', 'task', job()))), 'task', 'businessRuleTask').type,
    'businessRuleTask',
  );
});

test('conditions, default flow and a conditional flow out of a task', async () => {
  const result = await compiled(
    diagram(
      node('startEvent', 'start'),
      node('exclusiveGateway', 'g', '', 'default="no"'),
      node('endEvent', 'e1'),
      node('endEvent', 'e2'),
      flow('in', 'start', 'g'),
      flow('yes', 'g', 'e1', '\n  = amount > 100\n'),
      flow('no', 'g', 'e2'),
    ),
  );
  const gateway = element(result, 'g', 'exclusiveGateway');
  assert.equal(result.flows[gateway.defaultFlow ?? -1]?.id, 'no');
  assert.equal(written(result.flows.find(({ id }) => id === 'yes')?.condition), '=amount > 100');
});

test('timers: date, duration and cycle, static or FEEL', async () => {
  const good: readonly (readonly [tag: string, text: string, kind: string])[] = [
    ['timeDate', '2026-11-22T09:00:00+01:00', 'date'],
    ['timeDate', '2026-11-22T09:00:00Z', 'date'],
    ['timeDate', '2024-02-29T09:00:00[Europe/Warsaw]', 'date'],
    ['timeDate', '=due', 'date'],
    ['timeDuration', 'PT10S', 'duration'],
    ['timeDuration', 'P1Y2M3DT4H5M6.5S', 'duration'],
    ['timeDuration', 'P2W', 'duration'],
    ['timeDuration', '=wait', 'duration'],
    ['timeCycle', 'R3/PT10S', 'cycle'],
    ['timeCycle', 'R/P1D', 'cycle'],
    ['timeCycle', 'R2/2026-01-01T00:00:00Z/P1D', 'cycle'],
    ['timeCycle', '0 0 9 * * MON-FRI', 'cycle'],
    ['timeCycle', '0 0/15 8-17 L * ?', 'cycle'],
    ['timeCycle', '@daily', 'cycle'],
  ];
  for (const [tag, text, kind] of good) {
    const catching = element(
      await compiled(diagram(line('c'), node('intermediateCatchEvent', 'c', timer(tag, text)))),
      'c',
      'intermediateCatchEvent',
    );
    assert.ok(catching.trigger.kind === 'timer');
    assert.deepEqual([catching.trigger.timer.kind, written(catching.trigger.timer.value)], [kind, text]);
  }
  const bad: readonly (readonly [tag: string, text: string])[] = [
    ['timeDate', '2026-11-22'],
    ['timeDate', '2026-02-29T09:00:00Z'],
    ['timeDate', '2026-13-01T09:00:00Z'],
    ['timeDate', '22.11.2026'],
    ['timeDate', 'PT10S'],
    ['timeDuration', 'P'],
    ['timeDuration', 'PT'],
    ['timeDuration', '10S'],
    ['timeDuration', 'P1S'],
    ['timeDuration', 'P1.5D'],
    ['timeDuration', '2026-11-22T09:00:00Z'],
    ['timeCycle', 'PT10S'],
    ['timeCycle', 'R3'],
    ['timeCycle', 'R-1/PT1S'],
    ['timeCycle', '0 0 25 * * *'],
    ['timeCycle', '* * * * *'],
    ['timeCycle', 'often'],
  ];
  for (const [tag, text] of bad) {
    const { findings } = await compileBpmn(diagram(line('c'), node('intermediateCatchEvent', 'c', timer(tag, text))));
    assert.ok(
      findings.some(({ rule }) => rule === 'timer-text'),
      `${tag} ${text}`,
    );
  }
});

test('boundary events know their activity and whether they interrupt', async () => {
  const result = await compiled(
    file(
      message('m', 'paid', '=invoice'),
      process(
        line('task'),
        node('task', 'task'),
        node('boundaryEvent', 'b1', timer('timeDuration', 'P14D'), 'attachedToRef="task"'),
        node(
          'boundaryEvent',
          'b2',
          event('message', '', 'messageRef="m"'),
          'attachedToRef="task" cancelActivity="false"',
        ),
        flow('x1', 'b1', 'end'),
        flow('x2', 'b2', 'end'),
      ),
    ),
  );
  const task = element(result, 'task', 'task');
  assert.deepEqual(
    task.boundaries?.map((index) => result.elements[index]?.id),
    ['b1', 'b2'],
  );
  const [timed, messaged] = [element(result, 'b1', 'boundaryEvent'), element(result, 'b2', 'boundaryEvent')];
  assert.deepEqual([timed.interrupting, messaged.interrupting, timed.attachedTo], [true, false, task.index]);
  assert.ok(messaged.trigger.kind === 'message');
  assert.deepEqual([written(messaged.trigger.name), written(messaged.trigger.correlationKey)], ['paid', '=invoice']);
});

test('several event definitions are one multiple event, parallel where marked', async () => {
  const content = `${event('signal', '', 'signalRef="s"')}${timer('timeDuration', 'PT1S')}`;
  for (const [attributes, kind] of [
    ['', 'multiple'],
    ['parallelMultiple="true"', 'parallelMultiple'],
  ] as const) {
    const result = await compiled(
      file(
        '<bpmn:signal id="s" name="s" />',
        process(line('c'), node('intermediateCatchEvent', 'c', content, attributes)),
      ),
    );
    const { trigger } = element(result, 'c', 'intermediateCatchEvent');
    assert.ok(trigger.kind === kind);
    assert.deepEqual(
      trigger.triggers.map((each) => each.kind),
      ['signal', 'timer'],
    );
  }
});

test('an event definition may stand at the file and be referenced', async () => {
  const result = await compiled(
    file(
      '<bpmn:signal id="s" name="stop" />',
      '<bpmn:signalEventDefinition id="shared" signalRef="s" />',
      process(
        line('t'),
        node('intermediateThrowEvent', 't', '<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>'),
      ),
    ),
  );
  const { trigger } = element(result, 't', 'intermediateThrowEvent');
  assert.ok(trigger.kind === 'signal');
  assert.equal(written(trigger.name), 'stop');
});

test('a message that is thrown is a job', async () => {
  const throwing = `${job('send')}${event('message', '', 'messageRef="m"')}`;
  const result = await compiled(
    file(
      message('m', 'm', ''),
      process(
        line('t').replace(node('endEvent', 'end'), node('endEvent', 'end', throwing)),
        node('intermediateThrowEvent', 't', throwing.replace(/id="d\d+"/, 'id="d2"')),
      ),
    ),
  );
  assert.equal(written(element(result, 't', 'intermediateThrowEvent').job?.type), 'send');
  assert.equal(written(element(result, 'end', 'endEvent').job?.type), 'send');
});

test('errors and escalations carry their codes; without a code a catch event catches all', async () => {
  const result = await compiled(
    file(
      '<bpmn:error id="err" errorCode="REFUSED" /><bpmn:escalation id="esc" escalationCode="LATE" />',
      process(
        line('task'),
        node('task', 'task'),
        node('endEvent', 'e2', event('error', '', 'errorRef="err"')),
        node('endEvent', 'e3', event('escalation', '', 'escalationRef="esc"')),
        node('boundaryEvent', 'b', event('error'), 'attachedToRef="task"'),
        node('boundaryEvent', 'b2', event('escalation'), 'attachedToRef="task" cancelActivity="false"'),
        flow('x', 'b', 'e2'),
        flow('y', 'b2', 'e3'),
      ),
    ),
  );
  const [thrown, escalated, caught] = [
    element(result, 'e2', 'endEvent').trigger,
    element(result, 'e3', 'endEvent').trigger,
    element(result, 'b', 'boundaryEvent').trigger,
  ];
  assert.ok(thrown.kind === 'error' && escalated.kind === 'escalation' && caught.kind === 'error');
  assert.deepEqual([written(thrown.code), written(escalated.code), caught.code], ['REFUSED', 'LATE', undefined]);
});

test('event sub-processes: listed by their scope, with their start and whether it interrupts', async () => {
  for (const interrupting of [true, false]) {
    const start = node('startEvent', 's2', timer('timeDuration', 'PT1S'), `isInterrupting="${interrupting}"`);
    const result = await compiled(
      diagram(
        line(),
        node(
          'subProcess',
          'sub',
          `${start}${node('endEvent', 'e2')}${flow('x', 's2', 'e2')}`,
          'triggeredByEvent="true"',
        ),
      ),
    );
    const sub = element(result, 'sub', 'eventSubProcess');
    assert.deepEqual([sub.interrupting, result.elements[sub.start]?.id], [interrupting, 's2']);
    assert.deepEqual(element(result, 'process', 'process').eventSubProcesses, [sub.index]);
    assert.equal(element(result, 's2', 'startEvent').interrupting, interrupting);
  }
});

test('links lead to their catch event, compensation to its handler', async () => {
  const result = await compiled(
    diagram(
      line('task'),
      node('task', 'task'),
      node('boundaryEvent', 'b', event('compensate'), 'attachedToRef="task"'),
      node('task', 'undo', '', 'isForCompensation="true"'),
      association('as', 'b', 'undo'),
      node('intermediateThrowEvent', 'from', event('link', '', 'name="on"')),
      node('intermediateCatchEvent', 'to', event('link', '', 'name="on" ')).replace(/id="d\d+"/, 'id="second"'),
      flow('x', 'start', 'from'),
      flow('y', 'to', 'back'),
      node('intermediateThrowEvent', 'back', event('compensate', '', 'activityRef="task" waitForCompletion="false"')),
      flow('z', 'back', 'end'),
    ),
  );
  const { trigger } = element(result, 'from', 'intermediateThrowEvent');
  assert.ok(trigger.kind === 'link');
  assert.equal(result.elements[trigger.target ?? -1]?.id, 'to');
  const task = element(result, 'task', 'task');
  assert.equal(result.elements[task.compensationHandler ?? -1]?.id, 'undo');
  assert.equal(element(result, 'undo', 'task').isForCompensation, true);
  assert.deepEqual(element(result, 'back', 'intermediateThrowEvent').trigger, {
    kind: 'compensation',
    activity: task.index,
    waitForCompletion: false,
  });
});

test('loops: multi-instance by collection or cardinality, standard by condition and maximum', async () => {
  const multi = (attributes: string, content: string) =>
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
  const details = extensions(
    '<zeebe:loopCharacteristics inputCollection="=invoices" inputElement="invoice" outputCollection="sent" outputElement="=result" />',
  );
  const whole = element(
    await compiled(
      around(
        'task',
        node(
          'task',
          'task',
          multi('isSequential="true"', `${details}<bpmn:completionCondition>=done</bpmn:completionCondition>`),
        ),
      ),
    ),
    'task',
    'task',
  ).loop;
  assert.ok(whole?.kind === 'multiInstance');
  assert.deepEqual(
    [
      whole.sequential,
      written(whole.inputCollection),
      whole.inputElement,
      whole.outputCollection,
      written(whole.outputElement),
      written(whole.completionCondition),
    ],
    [true, '=invoices', 'invoice', 'sent', '=result', '=done'],
  );
  for (const count of ['= n', '3']) {
    const counted = element(
      await compiled(
        around('task', node('task', 'task', multi('', `<bpmn:loopCardinality>${count}</bpmn:loopCardinality>`))),
      ),
      'task',
      'task',
    ).loop;
    const bare = count.replace('= ', '');
    assert.ok(counted?.kind === 'multiInstance');
    assert.equal(written(counted.inputCollection), `=if (${bare}) < 1 then [] else for i in 1..(${bare}) return i`);
  }
  const standard = element(
    await compiled(
      around(
        'task',
        node(
          'task',
          'task',
          '<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="5"><bpmn:loopCondition>=again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>',
        ),
      ),
    ),
    'task',
    'task',
  ).loop;
  assert.ok(standard?.kind === 'standardLoop');
  assert.deepEqual(
    [standard.testBefore, written(standard.maximum), written(standard.condition)],
    [true, '5', '=again'],
  );
});

test('a call activity names its process and what it hands over', async () => {
  const call = async (attributes: string, more = '') =>
    element(
      await compiled(
        around('task', node('callActivity', 'task', extensions(`<zeebe:calledElement ${attributes} />${more}`))),
      ),
      'task',
      'callActivity',
    );
  const plain = await call('processId="sub"');
  assert.deepEqual(
    [
      written(plain.calledProcess),
      plain.bindingType,
      plain.propagateAllParentVariables,
      plain.propagateAllChildVariables,
    ],
    ['sub', 'latest', true, true],
  );
  const mapped = await call(
    'processId="=which"',
    '<zeebe:ioMapping><zeebe:output source="=a" target="b" /></zeebe:ioMapping>',
  );
  assert.deepEqual([written(mapped.calledProcess), mapped.propagateAllChildVariables], ['=which', false]);
  const strict = await call(
    'processId="sub" propagateAllParentVariables="false" propagateAllChildVariables="false" bindingType="versionTag" versionTag="v1"',
  );
  assert.deepEqual(
    [strict.propagateAllParentVariables, strict.propagateAllChildVariables, strict.bindingType, strict.versionTag],
    [false, false, 'versionTag', 'v1'],
  );
});

test('gateways: targets of an event-based one, the condition of a complex one', async () => {
  const result = await compiled(
    diagram(
      node('startEvent', 'start'),
      node('endEvent', 'end'),
      node('eventBasedGateway', 'g'),
      ...['a', 'b'].map(
        (id) =>
          node('intermediateCatchEvent', id, timer('timeDuration', `PT${id.charCodeAt(0)}S`)) +
          flow(`g${id}`, 'g', id) +
          flow(`${id}c`, id, 'c'),
      ),
      flow('f', 'start', 'g'),
      node('complexGateway', 'c', '<bpmn:activationCondition>=activationCount &gt;= 1</bpmn:activationCondition>'),
      flow('e', 'c', 'end'),
    ),
  );
  assert.deepEqual(
    element(result, 'g', 'eventBasedGateway').targets.map((index) => result.elements[index]?.id),
    ['a', 'b'],
  );
  assert.equal(written(element(result, 'c', 'complexGateway').activationCondition), '=activationCount >= 1');
});

test('an ad-hoc sub-process without start and end events', async () => {
  const result = await compiled(
    around(
      'sub',
      node(
        'adHocSubProcess',
        'sub',
        `${extensions('<zeebe:adHoc activeElementsCollection="=chosen" />')}${node('task', 'a')}${node('task', 'b')}<bpmn:completionCondition>=enough</bpmn:completionCondition>`,
        'cancelRemainingInstances="false"',
      ),
    ),
  );
  const sub = element(result, 'sub', 'adHocSubProcess');
  assert.deepEqual(
    [written(sub.activeElements), written(sub.completionCondition), sub.cancelRemaining, sub.children.length],
    ['=chosen', '=enough', false, 2],
  );
});

test('name, version tag, properties, lanes and listeners', async () => {
  const xml = file(
    `<bpmn:process id="process" name="Polite reminder" isExecutable="true">${extensions('<zeebe:versionTag value="1.2" /><zeebe:properties><zeebe:property name="subject" value="invoice" /></zeebe:properties>')}
      <bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Firm"><bpmn:childLaneSet id="ls2"><bpmn:lane id="l2" name="Court team"><bpmn:flowNodeRef>task</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
      ${line('task')}${node('task', 'task', extensions('<zeebe:executionListeners><zeebe:executionListener eventType="end" type="note" retries="1" /></zeebe:executionListeners>'))}</bpmn:process>`,
  );
  const result = await compiled(xml);
  assert.deepEqual(
    [result.processId, result.name, result.versionTag, result.properties],
    ['process', 'Polite reminder', '1.2', { subject: 'invoice' }],
  );
  const task = element(result, 'task', 'task');
  assert.deepEqual(task.lanes, ['Firm', 'Court team']);
  assert.deepEqual(task.executionListeners, [
    { on: 'end', job: { type: { kind: 'static', text: 'note' }, retries: { kind: 'static', text: '1' }, headers: {} } },
  ]);
});

test('a file may hold several processes; only the executable ones are compiled', async () => {
  const other = (id: string, executable: boolean) =>
    `<bpmn:process id="${id}" isExecutable="${executable}"><bpmn:task id="${id}_t" /></bpmn:process>`;
  const result = await compileBpmn(file(process(line()), other('second', true), other('partner', false)));
  assert.ok(result.deployable);
  assert.deepEqual(
    result.processes.map(({ processId }) => processId),
    ['process', 'second'],
  );
});

test('elements of other vocabularies and data objects are no obstacle', async () => {
  const foreign = extensions('<x:thing xmlns:x="urn:other" a="1"><x:deep /></x:thing>');
  const result = await compileBpmn(
    around(
      'task',
      node('task', 'task', foreign),
      '<bpmn:dataObject id="data" /><bpmn:dataObjectReference id="ref" dataObjectRef="data" /><bpmn:textAnnotation id="note"><bpmn:text>why</bpmn:text></bpmn:textAnnotation>',
      association('as', 'task', 'note'),
    ),
  );
  assert.ok(result.deployable);
  assert.deepEqual(result.findings, []);
});

test('what the engine does not run is refused with the reason', async () => {
  const xml = around('g', node('complexGateway', 'g'));
  assert.equal((await compileBpmn(xml)).deployable, true);
  const result = await compileBpmn(xml, {
    unsupported: { 'element:complexGateway': 'a later version joins by a condition' },
  });
  assert.equal(result.deployable, false);
  assert.deepEqual(
    result.findings.map(({ rule, element: id, severity }) => [rule, id, severity]),
    [['not-supported', 'g', 'error']],
  );
  assert.match(result.findings[0]?.message ?? '', /a later version joins by a condition/);
});
