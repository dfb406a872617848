import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiled, element, written } from './compiled.ts';
import { around, extensions, job, node } from './diagram-builder.ts';

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
