import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { compileDiagram } from '@krok/bpmn/xml';
import { initialState, link, step, type StepEnv } from '@krok/engine';
import { checkDiagram, checkSoundness } from '@krok/lint';
import fc from 'fast-check';
import { explore } from '../src/soundness/explore.ts';
import { Firing } from '../src/soundness/firing.ts';
import { judge } from '../src/soundness/judge.ts';
import type { ModelState } from '../src/soundness/model-state.ts';
import { systemsOf, type System } from '../src/soundness/participant.ts';
import type { CounterexampleStep } from '../src/soundness/soundness.ts';
import { unitsOf } from '../src/soundness/unit.ts';
import { file, level, modelOf } from './draw.ts';
import { randomGraph } from './random-graph.ts';

test('every counterexample can be followed step by step on the engine, and ends where it says', async (context) => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  let followed = 0;
  await fc.assert(
    fc.asyncProperty(randomGraph, async (xml) => {
      const { model } = await compileDiagram(xml);
      for (const system of systemsOf(model?.drawn ?? [], model?.messageFlows ?? [])) {
        const { counterexample } = judge(explore(system, { states: 800 }));
        if (counterexample === null) continue;
        const ends = follow(system, counterexample.path);
        ok(ends.length > 0, `cannot follow ${JSON.stringify(counterexample.path)}`);
        if (counterexample.kind === 'deadlock') ok(ends.some((state) => isStuck(system, state)));
        if (counterexample.kind === 'improperCompletion')
          ok(ends.some(({ instances, improper }) => instances.length === 0 && improper.length > 0));
        followed += 1;
      }
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 60) },
  );
  context.diagnostic(`seed ${seed}: ${followed} counterexamples followed`);
});

test('a case does stop where the counterexample of its diagram says', async () => {
  const body = level('s=start x=xor a=task b=task y=and e=end', 's-x-a-y-e x-b-y').replace(
    '<sequenceFlow id="x-a" sourceRef="x" targetRef="a"/>',
    '<sequenceFlow id="x-a" sourceRef="x" targetRef="a"><conditionExpression>= true</conditionExpression></sequenceFlow>',
  );
  const xml = file({ proc: body.replace('<exclusiveGateway id="x">', '<exclusiveGateway id="x" default="x-b">') });
  const { deployable, soundness } = await checkDiagram(xml);
  deepEqual([deployable, soundness.sound, soundness.counterexample?.at], [true, false, ['y']]);
  const { compiled } = await compileDiagram(xml);
  const executable = compiled.deployable ? compiled.processes[0] : undefined;
  ok(executable !== undefined);
  const linked = link(executable);
  const env: StepEnv = { now: 0, zone: 'UTC', calendar: { version: '', zone: 'UTC', holidays: [], weekend: [] } };
  const run = step(linked, initialState(), { kind: 'start', variables: {} }, env);
  ok(run.kind === 'stepped');
  const { state } = run;
  deepEqual([state.status, Object.keys(state.jobs), Object.keys(state.incidents)], ['active', [], []]);
  const waiting = Object.values(state.instances).flatMap((each) => Object.keys(each.waiting ?? {}));
  deepEqual(
    waiting.map((flow) => linked.flows[Number(flow)]?.target.id),
    ['y'],
  );
});

test('the way is short and names what happens', async () => {
  const xml = file({ proc: level('s=start a=user t=!timer@a e=end b=user j=and x=and', 's-x-a-j-e x-b-j t-e') });
  const { counterexample } = checkSoundness(await modelOf(xml));
  deepEqual(counterexample?.path.map(({ element, what }) => `${element} ${what}`).includes('t timer'), true);
  deepEqual(counterexample?.at, ['j']);
});

/** All states that the steps lead to, whatever order the rest takes. */
function follow(system: System, path: readonly CounterexampleStep[]): readonly ModelState[] {
  const firing = new Firing(system);
  // The first steps start what has no other start; they are part of the first state.
  const begun = firing.initial();
  let states: readonly ModelState[] = begun.states;
  const rest = begun.begun.length > 0 ? path.slice(1) : path;
  for (const wanted of rest) {
    const next = new Map<string, ModelState>();
    for (const state of states) {
      for (const unit of unitsOf(system, state)) {
        for (const each of firing.successors(state, unit)) {
          if (JSON.stringify(each.step) === JSON.stringify(wanted)) next.set(each.state.key, each.state);
        }
      }
    }
    states = [...next.values()];
  }
  return states;
}

function isStuck(system: System, state: ModelState): boolean {
  const firing = new Firing(system);
  return (
    state.instances.length > 0 && unitsOf(system, state).every((unit) => firing.successors(state, unit).length === 0)
  );
}
