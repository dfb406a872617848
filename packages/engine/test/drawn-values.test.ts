import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileDmn } from '@krok/dmn/xml';
import { byId, type Command, initialState, type InstanceState, type Json, type Linked, link, step } from '@krok/engine';
import { compiled, env, Rig } from './rig.ts';
import { END, extension, file, flow, io, it, job } from './small-diagram.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const task = (id: string, extensions: string) =>
  `<bpmn:serviceTask id="${id}">${extension(extensions)}</bpmn:serviceTask>`;
const given = (target: string) => `${job(target)}${io(`<zeebe:output source="= uuid()" target="${target}"/>`)}`;

/** Two tasks beside each other that end in two steps and wait for each other: nothing else tells the steps apart. */
const BESIDE = file(
  `${flow('start', 'fork')}<bpmn:parallelGateway id="fork"/>${flow('fork', 'a')}${flow('fork', 'b')}${task('a', given('a'))}${task('b', given('b'))}${flow('a', 'join')}${flow('b', 'join')}<bpmn:parallelGateway id="join"/>${flow('join', 'end')}${END}`,
);

function variablesOf(rig: Rig): Readonly<Record<string, Json>> {
  const ended = rig.events.find((event) => event.kind === 'instanceCompleted');
  return ended?.kind === 'instanceCompleted' ? ended.variables : assert.fail('it has not ended');
}

test('two steps at one instant draw two values', async () => {
  const rig = new Rig(await compiled(BESIDE));
  rig.send({ kind: 'start', variables: {} });
  for (const open of Object.keys(byId(rig.state.jobs))) rig.send({ kind: 'completeJob', job: open, variables: {} });
  const { a, b } = variablesOf(rig);
  assert.match(String(a), UUID);
  assert.match(String(b), UUID);
  assert.notEqual(a, b);
});

function run(linked: Linked, seed: string | undefined, commands: readonly Command[]): string {
  let state: InstanceState = initialState();
  const events: unknown[] = [];
  for (const command of commands) {
    const taken = step(linked, JSON.parse(JSON.stringify(state)), command, { ...env, ...(seed && { seed }) });
    if (taken.kind === 'rejected') assert.fail(taken.rejection.message);
    state = taken.state;
    events.push(...taken.events);
    // The case keeps it: later steps need not name it.
    if (seed !== undefined) seed = `other than ${seed}`;
  }
  return JSON.stringify(events);
}

test('a replay draws the same, and another case draws others', async () => {
  const linked = link(await compiled(BESIDE));
  const jobs = Object.keys(byId(started(linked).jobs));
  const commands: Command[] = [{ kind: 'start', variables: {} }];
  for (const open of jobs) commands.push({ kind: 'completeJob', job: open, variables: {} });
  const first = run(linked, 'case-1', commands);
  assert.equal(run(linked, 'case-1', commands), first);
  const uuids = (text: string) => new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
  const other = run(linked, 'case-2', commands);
  for (const uuid of uuids(first)) assert.ok(!uuids(other).has(uuid), uuid);
});

function started(linked: Linked): InstanceState {
  const taken = step(linked, initialState(), { kind: 'start', variables: {} }, { ...env, seed: 'any' });
  return taken.kind === 'stepped' ? taken.state : assert.fail(taken.rejection.message);
}

test('what draws nothing keeps no seed', async () => {
  const linked = link(await compiled(file(it('serviceTask', job()))));
  assert.ok(!JSON.stringify(started(linked)).includes('any'));
});

test('a case that goes over to a version that draws has a seed from then on', async () => {
  const plain = file(it('serviceTask', job('j')));
  const drawing = file(it('serviceTask', given('id').replace('type="id"', 'type="j"')));
  const rig = new Rig(await compiled(plain));
  rig.send({ kind: 'start', variables: {} });
  rig.migrate(await compiled(drawing));
  assert.equal(rig.state.instances[rig.state.root]?.note?.['seed'], '');
  rig.send({ kind: 'completeJob', job: Object.keys(byId(rig.state.jobs))[0] ?? '', variables: {} });
  assert.match(String(variablesOf(rig)['id']), UUID);
});

const DRAW = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:krok:test"><decision id="draw" name="draw"><variable name="draw"/><literalExpression><text>[uuid(), uuid(), random number()]</text></literalExpression></decision></definitions>`;

test('a decision draws from its case', async () => {
  const body = it('businessRuleTask', '<zeebe:calledDecision decisionId="draw" resultVariable="drawn"/>', '');
  const executable = await compiled(file(body));
  const table = await compileDmn(DRAW);
  if (!table.deployable) assert.fail(JSON.stringify(table.findings));
  const withDecisions: ExecutableProcess = { ...executable, decisions: [table.decisions] };
  const rig = new Rig(withDecisions);
  rig.send({ kind: 'start', variables: {} });
  const drawn = variablesOf(rig)['drawn'];
  assert.ok(Array.isArray(drawn) && drawn.length === 3);
  assert.match(String(drawn[0]), UUID);
  assert.notEqual(drawn[0], drawn[1]);
  assert.equal(typeof drawn[2], 'number');
});
