import { ok } from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import { compileDiagram } from '@krok/bpmn/xml';
import { byId, type Command, earliestDue, initialState, type InstanceState, link, step } from '@krok/engine';
import { parseExpression } from '@krok/feel';
import fc from 'fast-check';
import { explore } from '../src/soundness/explore.ts';
import { judge } from '../src/soundness/judge.ts';
import { systemsOf } from '../src/soundness/participant.ts';
import { randomGraph } from './random-graph.ts';

test('no case that is lived on the engine shows what its verdict rules out', async (context) => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  let lived = 0;
  let stuck = 0;
  await fc.assert(
    fc.asyncProperty(randomGraph, fc.infiniteStream(fc.nat(1000)), async (xml, dice) => {
      const { model } = await compileDiagram(xml);
      if (model === null || model.messageFlows.length > 0) return;
      for (const system of systemsOf([...model.drawn], [])) {
        const original = system.participants[0]?.original;
        if (original === undefined || original.elements.some(({ loop }) => loop !== undefined)) continue;
        const { optionToComplete, deadElements } = judge(explore(system, { states: 800 }));
        const roll = (sides: number): number => Number(dice.next().value) % sides;
        for (let walk = 0; walk < 6; walk++) {
          const { end, entered } = live(decided(original), roll);
          lived += 1;
          if (end === 'stuck') stuck += 1;
          ok(end !== 'stuck' || optionToComplete !== true, `a case stops for ever: ${xml}`);
          const dead: readonly string[] = Array.isArray(deadElements) ? deadElements : [];
          const revived = dead.filter((id) => entered.has(id));
          ok(revived.length === 0, `${revived.join(', ')} can be reached: ${xml}`);
        }
      }
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 40) },
  );
  context.diagnostic(`seed ${seed}: ${lived} cases lived, ${stuck} of them stuck`);
});

/** With a condition on every way that is a choice, but for the last, which is the default. */
function decided(process: ExecutableProcess): ExecutableProcess {
  const isChoice = ({ type, outgoing }: ExecutableElement) =>
    (type === 'exclusiveGateway' || type === 'inclusiveGateway') && outgoing.length > 1;
  const asked = new Set(process.elements.filter(isChoice).flatMap(({ outgoing }) => outgoing.slice(0, -1)));
  const elements = process.elements.map((each) => {
    const defaultFlow = each.outgoing.at(-1);
    return isChoice(each) && defaultFlow !== undefined ? { ...each, defaultFlow } : each;
  });
  const flows = process.flows.map((each) => (asked.has(each.index) ? { ...each, condition: ANY } : each));
  return { ...process, elements, flows };
}

function live(
  process: ExecutableProcess,
  roll: (sides: number) => number,
): { readonly end: 'ended' | 'stuck' | 'open'; readonly entered: ReadonlySet<string> } {
  const linked = link(process);
  const entered = new Set<string>();
  let state = initialState();
  let command: Command | null = { kind: 'start', variables: {} };
  let now = 0;
  for (let steps = 0; steps < 40 && command !== null; steps++) {
    const env = { now, zone: 'UTC', calendar: CALENDAR, fuel: 500, evaluate: () => roll(2) === 0 };
    const taken = step(linked, state, command, env);
    if (taken.kind !== 'stepped') return { end: 'open', entered };
    for (const event of taken.events)
      if (event.kind === 'elementActivated') entered.add(process.elements[event.element]?.id ?? '');
    state = taken.state;
    if (state.status !== 'active') return { end: 'ended', entered };
    if (Object.keys(state.incidents).length > 0) return { end: 'open', entered };
    command = next(state, roll);
    if (command?.kind === 'timeDue') now = Math.max(now, earliestDue(state) ?? now);
  }
  return { end: command === null ? 'stuck' : 'open', entered };
}

/** Something that can happen; null where nothing can any more. */
function next(state: InstanceState, roll: (sides: number) => number): Command | null {
  const possible: Command[] = [
    ...Object.keys(byId(state.jobs)).map((job) => ({ kind: 'completeJob', job, variables: {} }) as const),
    ...Object.keys(byId(state.userTasks)).map(
      (id) => ({ kind: 'completeUserTask', userTask: id, variables: {} }) as const,
    ),
    ...Object.keys(state.subscriptions).map(
      (subscription) => ({ kind: 'correlateMessage', subscription, messageId: subscription, variables: {} }) as const,
    ),
    ...(earliestDue(state) === null ? [] : [{ kind: 'timeDue' } as const]),
  ];
  return possible[roll(Math.max(possible.length, 1))] ?? null;
}

const CALENDAR = { version: '', zone: 'UTC', holidays: [], weekend: [] };
const parsed = parseExpression('any');
if (parsed.kind !== 'parsed') throw new Error(parsed.message);
const ANY: Expression = { kind: 'feel', tree: parsed.tree };
