import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { initialState, link, step, type StepEnv } from '@krok/engine';
import { checkDiagram } from '@krok/lint';
import { file, level } from './draw.ts';

const event = (type: string, attributes: string, definition: string): string =>
  `<${type} id="b" ${attributes}>${definition}</${type}>`;
const at = (text: string): string =>
  `<timerEventDefinition><timeDuration>${text}</timeDuration></timerEventDefinition>`;
const script = (id: string, variable: string, source: string): string =>
  `<scriptTask id="${id}"><extensionElements><zeebe:script expression="= ${source}" resultVariable="${variable}"/></extensionElements></scriptTask>`;
const when = (from: string, to: string, condition: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`;
const again = level('s=start u=user e=end', 's-u-e b-u');

/** A diagram and where its loop is found; the engine, started with `x` true, says whether there is one. */
const table: readonly (readonly [name: string, body: string, found: string | null])[] = [
  ['a condition at the boundary that still holds', level('s=start u=user b=!condition@u e=end', 's-u-e b-u'), 'b'],
  ['the same by way of a task', level('s=start u=user b=!condition@u t=task e=end', 's-u-e b-t-u'), 'b'],
  ['beside the work', level('s=start u=user b=?condition@u e=end', 's-u-e b-u'), 'b'],
  [
    'a script on the way makes it false',
    `${level('s=start u=user b=!condition@u e=end', 's-u-e b-c-u')}${script('c', 'x', 'false')}`,
    null,
  ],
  [
    'a script on the way changes something else',
    `${level('s=start u=user b=!condition@u e=end', 's-u-e b-c-u')}${script('c', 'y', 'false')}`,
    'b',
  ],
  ['a wait on the way', level('s=start u=user b=!condition@u t=catch:timer e=end', 's-u-e b-t-u'), null],
  ['a task of a person on the way', level('s=start u=user b=!condition@u t=user e=end', 's-u-e b-t-u'), null],
  ['it leads elsewhere', level('s=start u=user b=!condition@u z=end e=end', 's-u-e b-z'), null],
  ['a timer of no length', again + event('boundaryEvent', 'attachedToRef="u"', at('PT0S')), 'b'],
  [
    'a timer of no length beside the work',
    again + event('boundaryEvent', 'attachedToRef="u" cancelActivity="false"', at('P0D')),
    'b',
  ],
  ['a timer of an hour', again + event('boundaryEvent', 'attachedToRef="u"', at('PT1H')), null],
  [
    'a wait of no length',
    `${level('s=start x=xor e=end', 's-x-b-y')}<exclusiveGateway id="y"/>${event('intermediateCatchEvent', '', at('PT0S'))}${when('y', 'x', '= x')}${when('y', 'e', '= not(x)')}`,
    'b',
  ],
  [
    'a condition that is waited for',
    `${level('s=start x=xor c=catch:condition e=end', 's-x-c-y')}<exclusiveGateway id="y"/>${when('y', 'x', '= x')}${when('y', 'e', '= not(x)')}`,
    'c',
  ],
  [
    'an error that is thrown again',
    level('s=start p=sub b=!error@p e=end', 's-p-e b-p', { p: level('i=start j=end:error', 'i-j') }),
    'b',
  ],
  [
    'an error after work',
    level('s=start p=sub b=!error@p e=end', 's-p-e b-p', { p: level('i=start k=user j=end:error', 'i-k-j') }),
    null,
  ],
  [
    'an event sub-process that throws its own signal',
    level('s=start t=throw:signal u=user e=end h=handler', 's-t-u-e', {
      h: level('i=start?:signal j=throw:signal k=end', 'i-j-k'),
    }),
    'i',
  ],
  [
    'one that throws it and interrupts',
    level('s=start t=throw:signal u=user e=end h=handler', 's-t-u-e', {
      h: level('i=start:signal j=throw:signal k=end', 'i-j-k'),
    }),
    null,
  ],
  [
    'a boundary event that throws its own signal',
    level('s=start p=sub b=?signal@p t=throw:signal z=end e=end', 's-p-e b-t-z', {
      p: level('i=start v=throw:signal u=user j=end', 'i-v-u-j'),
    }),
    'b',
  ],
  [
    'an interrupting event sub-process whose scope is come back to',
    level('s=start p=sub e=end', 's-p', {
      p: level('i=start u=user j=end h=handler', 'i-u-j', { h: level('k=start:condition l=end', 'k-l') }),
    }) +
      '<sequenceFlow id="pp" sourceRef="p" targetRef="y"/><exclusiveGateway id="y"/>' +
      when('y', 'p', '= x') +
      when('y', 'e', '= not(x)'),
    'k',
  ],
  [
    'the same beside the work',
    level('s=start p=sub e=end', 's-p', {
      p: level('i=start u=user j=end h=handler', 'i-u-j', { h: level('k=start?:condition l=end', 'k-l') }),
    }) +
      '<sequenceFlow id="pp" sourceRef="p" targetRef="y"/><exclusiveGateway id="y"/>' +
      when('y', 'p', '= x') +
      when('y', 'e', '= not(x)'),
    null,
  ],
  [
    'a sub-process that is come back to by choice, in which a branch waits',
    level('s=start p=sub y=xor e=end', 's-p-y', {
      p: level('i=start g=and t=task u=user j=end k=end', 'i-g-t-j g-u-k'),
    }) +
      when('y', 'p', '= x') +
      when('y', 'e', '= not(x)'),
    null,
  ],
];

const env: StepEnv = {
  now: 0,
  zone: 'UTC',
  calendar: { version: '1', zone: 'UTC', holidays: [], weekend: [] },
  fuel: 300,
};

for (const [name, body, found] of table) {
  test(`${name}: ${found === null ? 'no loop' : `a loop at ${found}`}, as the engine has it`, async () => {
    const xml = file({ proc: body });
    // The rule looks at the drawing alone; whether it is right the engine says below.
    const { findings, deployable } = await checkDiagram(xml, { soundness: false });
    ok(deployable, JSON.stringify(findings.filter(({ severity }) => severity === 'error')));
    const loops = findings.filter(({ rule }) => rule === 'event-loop-without-wait').map(({ element }) => element);
    deepEqual(loops, found === null ? [] : [found]);
    equal(await runsAway(xml), found !== null);
  });
}

async function runsAway(xml: string): Promise<boolean> {
  const compiled = await compileBpmn(xml);
  ok(compiled.deployable);
  const [executable] = compiled.processes;
  ok(executable !== undefined);
  const linked = link(executable);
  const started = step(linked, initialState(), { kind: 'start', variables: { x: true } }, env);
  ok(started.kind === 'stepped');
  if (started.state.halted !== undefined) return true;
  const after = step(linked, started.state, { kind: 'timeDue' }, env);
  return after.kind === 'stepped' && after.state.halted !== undefined;
}
