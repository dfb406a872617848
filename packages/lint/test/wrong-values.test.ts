import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { link, initialState, step } from '@krok/engine';
import { checkDiagram } from '@krok/lint';
import { file, level } from './draw.ts';

const CONSTANTS = [
  'null',
  'true',
  '5',
  '-1',
  '1.5',
  '200',
  '1/3',
  '"text"',
  '""',
  '"P1D"',
  '"R/P1D"',
  '"0 0 9 * * MON"',
  '"2030-01-01T09:00:00Z"',
  '[]',
  '["a"]',
  '[1]',
  '[1..3]',
  'for i in 1..10001 return i',
  '{a: 1}',
  'function(x) x',
  'today()',
  'now() + duration("P1D")',
  'duration("P2D")',
  'duration("nonsense")',
  'time("09:00:00")',
  'count([1, 2])',
  'count(1, 2, 3)',
  'string join(["a"])',
  '"a" > 1',
];

const way = level('s=start e=end', 's-t-e');
const ext = (xml: string): string => `<extensionElements>${xml}</extensionElements>`;
const timer = (kind: string) => (value: string) =>
  `${level('s=start a=user e=end z=end', 's-a-e t-z')}<boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><${kind}>${value}</${kind}></timerEventDefinition></boundaryEvent>`;
const task = (type: string, own: (value: string) => string) => (value: string) =>
  `${way}<${type} id="t">${ext(own(value))}</${type}>`;
const places: Readonly<Record<string, (value: string) => string>> = {
  'a condition': (value) =>
    `${level('s=start x=xor a=user b=user e=end', 's-x a-e b-e')}<sequenceFlow id="t" sourceRef="x" targetRef="a"><conditionExpression>${value}</conditionExpression></sequenceFlow><sequenceFlow id="f" sourceRef="x" targetRef="b"><conditionExpression>= true</conditionExpression></sequenceFlow>`,
  'a date': timer('timeDate'),
  'a duration': timer('timeDuration'),
  'a cycle': timer('timeCycle'),
  'a collection': (value) =>
    `${way}<userTask id="t"><multiInstanceLoopCharacteristics>${ext(`<zeebe:loopCharacteristics inputCollection="${value}"/>`)}</multiInstanceLoopCharacteristics></userTask>`,
  'a loop': (value) =>
    `${way}<userTask id="t"><standardLoopCharacteristics testBefore="true"><loopCondition>${value}</loopCondition></standardLoopCharacteristics></userTask>`,
  'a job type': task('serviceTask', (value) => `<zeebe:taskDefinition type="${value}"/>`),
  retries: task('serviceTask', (value) => `<zeebe:taskDefinition type="w" retries="${value}"/>`),
  'an assignee': task('userTask', (value) => `<zeebe:assignmentDefinition assignee="${value}"/>`),
  groups: task('userTask', (value) => `<zeebe:assignmentDefinition candidateGroups="${value}"/>`),
  'a due date': task('userTask', (value) => `<zeebe:taskSchedule dueDate="${value}"/>`),
  'a priority': task('userTask', (value) => `<zeebe:priorityDefinition priority="${value}"/>`),
  'a called process': task('callActivity', (value) => `<zeebe:calledElement processId="${value}"/>`),
  'a script': task('scriptTask', (value) => `<zeebe:script expression="${value}" resultVariable="r"/>`),
  'an input': task(
    'userTask',
    (value) => `<zeebe:ioMapping><zeebe:input source="${value}" target="a"/></zeebe:ioMapping>`,
  ),
  'chosen activities': (value) =>
    `${way}<adHocSubProcess id="t">${ext(`<zeebe:adHoc activeElementsCollection="${value}"/>`)}<userTask id="a"/></adHocSubProcess>`,
};

for (const [place, drawn] of Object.entries(places)) {
  test(`${place}: what never fits is told exactly where the engine stops at it`, async () => {
    // How much a variable holds is for the engine to say.
    const holds = place === 'a script' || place === 'an input';
    const constants = CONSTANTS.filter((each) => !holds || !each.startsWith('for'));
    const bodies = constants.map((constant, at) => {
      const text = `= ${constant}`.replaceAll('"', '&quot;');
      return [`process-${at}`, numbered(drawn(text.replaceAll('<', '&lt;')), at)] as const;
    });
    const xml = file(Object.fromEntries(bodies));
    const { findings, deployable } = await checkDiagram(xml, { soundness: false });
    ok(deployable, JSON.stringify(findings));
    const told = findings.flatMap(({ rule, element }) => (rule === 'value-wrong' ? (element ?? []) : []));
    const compiled = await compileBpmn(xml);
    if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
    for (const [at, process] of compiled.processes.entries())
      deepEqual([constants[at], told.includes(`t_${at}`)], [constants[at], stops(process)]);
  });
}

/** Ids and references that are those of one process of many. */
function numbered(xml: string, at: number): string {
  return xml.replace(/((?: id|Ref)="[\w-]+)"/g, `$1_${at}"`);
}

/** Whether a case on the engine has an incident at once. */
function stops(process: ExecutableProcess): boolean {
  const calendar = { version: '', zone: 'UTC', holidays: [], weekend: [] };
  const env = { now: Date.UTC(2026, 10, 23), zone: 'UTC', calendar };
  const run = step(link(process), initialState(), { kind: 'start', variables: {} }, env);
  ok(run.kind === 'stepped');
  return Object.keys(run.state.incidents).length > 0;
}
