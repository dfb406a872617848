import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { compiled, element, written } from './compiled.ts';
import { around, association, diagram, extensions, file, flow, line, node, process, timer } from './diagram-builder.ts';

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

test('the innermost lane says who does what names nobody', async () => {
  const laned = (assignment: string) =>
    file(
      `<bpmn:process id="process" isExecutable="true"><bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Firm"><bpmn:childLaneSet id="ls2"><bpmn:lane id="l2" name="Court team"><bpmn:flowNodeRef>task</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
      ${line('task')}${node('userTask', 'task', assignment && extensions(assignment))}</bpmn:process>`,
    );
  const groupsOf = async (assignment: string, groupOfLane?: (lane: string) => string | null) => {
    const result = await compileBpmn(laned(assignment), groupOfLane ? { groupOfLane } : {});
    assert.ok(result.deployable);
    const task = result.processes[0] && element(result.processes[0], 'task', 'userTask');
    return { groups: task?.candidateGroups, rules: result.findings.map(({ rule }) => rule) };
  };
  const listed = async (source: string) =>
    (await groupsOf(`<zeebe:assignmentDefinition candidateGroups="${source}" />`)).groups;
  assert.deepEqual(await groupsOf(''), { groups: await listed('Court team'), rules: [] });
  assert.deepEqual((await groupsOf('', () => 'lawyer')).groups, await listed('lawyer'));
  assert.deepEqual(await groupsOf('', () => null), { groups: undefined, rules: ['lane-without-group'] });
  assert.deepEqual(await groupsOf('<zeebe:assignmentDefinition assignee="anna" />', () => 'lawyer'), {
    groups: undefined,
    rules: [],
  });
});

test("a form that stands in the diagram is the task's form", async () => {
  const form = '{"id":"other","components":[]}';
  const result = await compileBpmn(
    file(
      `<bpmn:process id="process" isExecutable="true">${extensions(`<zeebe:userTaskForm id="call">${form}</zeebe:userTaskForm>`)}${line('task')}${node('userTask', 'task', extensions('<zeebe:formDefinition formKey="camunda-forms:bpmn:call" />'))}</bpmn:process>`,
    ),
  );
  assert.ok(result.deployable);
  assert.deepEqual([result.forms, result.findings], [[{ id: 'call', content: form }], []]);
  const task = result.processes[0] && element(result.processes[0], 'task', 'userTask');
  assert.deepEqual(task?.form, { formId: 'call', bindingType: 'deployment' });
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
