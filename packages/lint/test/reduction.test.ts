import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { compileDiagram } from '@krok/bpmn/xml';
import fc from 'fast-check';
import { explore } from '../src/soundness/explore.ts';
import { judge } from '../src/soundness/judge.ts';
import { systemsOf } from '../src/soundness/participant.ts';
import { randomGraph } from './random-graph.ts';

const STATES = 800;

test('leaving out orders that cannot differ changes no verdict: random diagrams, against every order', async (context) => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  let compared = 0;
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(randomGraph, async (xml) => {
      const { model } = await compileDiagram(xml);
      for (const system of systemsOf([...(model?.drawn ?? [])], model?.messageFlows ?? [])) {
        const whole = judge(explore(system, { states: STATES, everyOrder: true }));
        const reduced = judge(explore(system, { states: STATES }));
        compared += 1;
        saved += whole.states - reduced.states;
        if (whole.bound === null && reduced.bound === null) deepEqual(verdicts(reduced), verdicts(whole));
        // What a bound hides from the one may be seen by the other; they never contradict each other.
        else deepEqual(known(verdicts(reduced), verdicts(whole)), known(verdicts(whole), verdicts(reduced)));
      }
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 60), endOnFailure: false },
  );
  context.diagnostic(`seed ${seed}: ${compared} models compared, ${saved} states saved`);
});

function verdicts({
  sound,
  safe,
  optionToComplete,
  properCompletion,
  noDeadActivities,
  messageSound,
  deadElements,
}: ReturnType<typeof judge>) {
  return { sound, safe, optionToComplete, properCompletion, noDeadActivities, messageSound, deadElements };
}

/** The verdicts that both give. */
function known(own: Record<string, unknown>, other: Record<string, unknown>) {
  return Object.entries(own).filter(([name, value]) => typeof value === 'boolean' && typeof other[name] === 'boolean');
}
