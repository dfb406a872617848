import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProcedure, type FindDecision, type SourceFile } from '@krok/deployment';
import { type EngineEvent, initialState, link, step, type Variables } from '@krok/engine';

const env = {
  now: Date.UTC(2026, 2, 16, 8),
  zone: 'Europe/Warsaw',
  calendar: { version: '1', zone: 'Europe/Warsaw', holidays: [], weekend: [6, 7] },
};

/** A table as Camunda Modeler writes it: no input data, the columns name variables of the process. */
const table = (rules: string, hitPolicy = 'FIRST'): SourceFile => ({
  kind: 'dmn',
  name: 'stage.dmn',
  content: `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Stages" namespace="http://krok.example/stages">
    <decision id="stage" name="Stage"><decisionTable id="table" hitPolicy="${hitPolicy}">
      <input id="i1"><inputExpression id="e1" typeRef="number"><text>daysOverdue</text></inputExpression></input>
      <input id="i2"><inputExpression id="e2" typeRef="string"><text>debtor.kind</text></inputExpression></input>
      <output id="o1" name="next" typeRef="string" /><output id="o2" name="fee" typeRef="number" />${rules}
    </decisionTable></decision></definitions>`,
});
const rule = (id: string, days: string, kind: string, next: string, fee: string): string =>
  `<rule id="${id}"><inputEntry id="${id}a"><text>${days}</text></inputEntry><inputEntry id="${id}b"><text>${kind}</text></inputEntry>
   <outputEntry id="${id}c"><text>"${next}"</text></outputEntry><outputEntry id="${id}d"><text>${fee}</text></outputEntry></rule>`;
const STAGES = table(rule('r1', '&gt; 30', '"business"', 'demand', '40') + rule('r2', '', '', 'remind', '0'));

const diagram = (decisionId: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="http://krok.example/test">
  <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" />
    <bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="${decisionId}" resultVariable="stage" /></bpmn:extensionElements></bpmn:businessRuleTask>
    <bpmn:userTask id="after" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="decide" /><bpmn:sequenceFlow id="f2" sourceRef="decide" targetRef="after" />
  </bpmn:process></bpmn:definitions>`;

test('a table drawn beside the diagram decides over the variables of the case, and the rule that fired is kept', async () => {
  const events = await started(diagram('stage'), [STAGES], { daysOverdue: 45, debtor: { kind: 'business' } });
  assert.deepEqual(valueOf(events), { next: 'demand', fee: 40 });
  const told = events.find((event) => event.kind === 'decisionEvaluated');
  assert.ok(told?.kind === 'decisionEvaluated');
  assert.deepEqual([told.decisionId, told.fired], ['stage', [{ decision: 'stage', table: 'table', rules: [1] }]]);
});

test('the decision id may be an expression; a variable that is missing is null and told so', async () => {
  const events = await started(diagram('= wanted'), [STAGES], { wanted: 'stage', daysOverdue: 3 });
  assert.deepEqual(valueOf(events), { next: 'remind', fee: 0 });
  assert.ok(events.some((event) => event.kind === 'warningRecorded' && event.message.includes('debtor')));
});

test('a decision that is nowhere is refused at deployment with the element that wants it; unknown at run time is an incident', async () => {
  const refused = await compileProcedure(diagram('costs'), [STAGES]);
  assert.ok(!refused.deployable);
  assert.deepEqual(
    refused.findings.flatMap(({ rule: code, severity, element }) => (severity === 'error' ? [[code, element]] : [])),
    [['decision-missing', 'decide']],
  );
  const events = await started(diagram('= wanted'), [STAGES], { wanted: 'costs' });
  const incident = events.find((event) => event.kind === 'incidentRaised');
  assert.ok(incident?.kind === 'incidentRaised' && incident.cause === 'decision' && incident.message.includes('costs'));
});

test('a decision that was published before is bound for the life of the version, and its bytes are part of the hash', async () => {
  const asked: string[] = [];
  const find: FindDecision = async (id) => {
    asked.push(id);
    return STAGES;
  };
  const events = await started(diagram('stage'), [], { daysOverdue: 1 }, find);
  assert.deepEqual(valueOf(events), { next: 'remind', fee: 0 });
  assert.deepEqual(asked, ['stage']);
});

test('rules that contradict each other stop the case for a person instead of deciding nothing', async () => {
  const both = table(rule('r1', '&gt; 1', '', 'demand', '40') + rule('r2', '&gt; 2', '', 'remind', '0'), 'UNIQUE');
  const events = await started(diagram('stage'), [both], { daysOverdue: 45 });
  const incident = events.find((event) => event.kind === 'incidentRaised');
  assert.ok(incident?.kind === 'incidentRaised' && incident.cause === 'decision');
  assert.ok(!events.some((event) => event.kind === 'userTaskCreated'));
});

async function started(
  xml: string,
  files: readonly SourceFile[],
  variables: Variables,
  find?: FindDecision,
): Promise<readonly EngineEvent[]> {
  const compiled = await compileProcedure(xml, files, find);
  const [process] = compiled.deployable ? compiled.processes : assert.fail(JSON.stringify(compiled.findings));
  assert.ok(process);
  // As the store keeps it: through JSON.
  const linked = link(JSON.parse(JSON.stringify(process)));
  const taken = step(linked, initialState(), { kind: 'start', variables }, env);
  return taken.kind === 'stepped' ? taken.events : assert.fail(taken.rejection.message);
}

function valueOf(events: readonly EngineEvent[]): unknown {
  const set = events.findLast((event) => event.kind === 'variablesSet');
  return set?.kind === 'variablesSet' ? set.variables['stage'] : undefined;
}
