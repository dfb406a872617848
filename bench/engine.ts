import { polishCalendar } from '@krok/calendar';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import {
  byId,
  type Command,
  type EngineEvent,
  initialState,
  type InstanceState,
  link,
  step,
  type StepEnv,
} from '@krok/engine';
import { compileBpmn } from '@krok/bpmn/xml';
import { ELEVEN_ELEMENTS, manyVariables, multiInstance } from './engine/diagrams.ts';
import { instancesOfBpmnElements } from './engine/bpmn-elements.ts';

/**
 * Instances per second of the 11-element process on one core, ours against npm bpmn-elements on the same diagram in the
 * same run; and what steps cost with a JSON round trip, with 50 variables, with 1,000 children. `--json` prints JSON.
 */
type Runner = (i: number) => unknown;
const TURNS = 600;
const ROUND_MILLIS = 5;

const env: StepEnv = { now: 1_795_359_600_000, zone: 'Europe/Warsaw', calendar: polishCalendar() };

const eleven = link(await compiled(ELEVEN_ELEMENTS));
const bpmnElements = await instancesOfBpmnElements();
const best = bestRates({
  ours: (i) => runInstance(i, (state) => deepFreeze(state)),
  roundTrip: (i) => runInstance(i, (state) => deepFreeze(JSON.parse(JSON.stringify(state)) as InstanceState)),
  theirs: bpmnElements.run,
  fewChildren: await multiInstanceStep(10),
  manyChildren: await multiInstanceStep(1000),
  variables: await variablesStep(),
});

const result = {
  benchmark: 'engine',
  elements: eleven.elements.length - 1,
  eventsPerInstance: runInstance(0, (state) => state),
  instancesPerSecond: Math.round(best.ours),
  instancesPerSecondWithJsonRoundTrip: Math.round(best.roundTrip),
  bpmnElementsPerSecond: Math.round(best.theirs),
  ratio: Math.round(best.ours / best.theirs),
  microsPerStepWith50Variables: round(1e6 / best.variables),
  microsPerStepWith10Children: round(1e6 / best.fewChildren),
  microsPerStepWith1000Children: round(1e6 / best.manyChildren),
  childrenRatio: round(best.fewChildren / best.manyChildren),
};
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(40)} ${value}`);

/** Half of the instances wait for a person once. `between` makes the input of each step. Answers the events. */
function runInstance(i: number, between: (state: InstanceState) => InstanceState): number {
  let state = initialState();
  let count = 0;
  const take = (command: Command): readonly EngineEvent[] => {
    const taken = step(eleven, between(state), command, env);
    if (taken.kind === 'rejected') throw new Error(taken.rejection.message);
    state = taken.state;
    count += taken.events.length;
    return taken.events;
  };
  const started = take({ kind: 'start', variables: { amount: i % 2 === 0 ? 1500 : 500 } });
  for (const event of started) {
    if (event.kind === 'userTaskCreated') take({ kind: 'completeUserTask', userTask: event.userTask, variables: {} });
  }
  if (state.status !== 'completed') throw new Error(`Expected the instance to complete but it is ${state.status}`);
  return count;
}

/** Completes one of the open jobs of a multi-instance task; the input is as JSON gives it. */
async function multiInstanceStep(children: number): Promise<Runner> {
  const linked = link(await compiled(multiInstance(children)));
  const started = step(linked, initialState(), { kind: 'start', variables: {} }, env);
  if (started.kind === 'rejected') throw new Error(started.rejection.message);
  const state = JSON.parse(JSON.stringify(started.state)) as InstanceState;
  const job = Object.keys(byId(state.jobs))[3];
  if (job === undefined) throw new Error('Expected open jobs but there are none');
  const command: Command = { kind: 'completeJob', job, variables: {} };
  return () => step(linked, state, command, env);
}

async function variablesStep(): Promise<Runner> {
  const { xml, variables } = manyVariables(50);
  const linked = link(await compiled(xml));
  const started = step(linked, initialState(), { kind: 'start', variables }, env);
  if (started.kind === 'rejected') throw new Error(started.rejection.message);
  const state = JSON.parse(JSON.stringify(started.state)) as InstanceState;
  const job = Object.keys(byId(state.jobs))[0] ?? '';
  const command: Command = { kind: 'completeJob', job, variables: { v7: 'other' } };
  return () => step(linked, state, command, env);
}

async function compiled(xml: string): Promise<ExecutableProcess> {
  const result = await compileBpmn(xml);
  const first = result.deployable ? result.processes[0] : undefined;
  if (first === undefined) throw new Error(JSON.stringify(result.findings));
  return first;
}

/**
 * The rate of each a second: the best of many short rounds in turn: what else runs on the machine disturbs some rounds of each,
 * not all of one.
 */
function bestRates<K extends string>(runners: Readonly<Record<K, Runner>>): Record<K, number> {
  const best = {} as Record<K, number>;
  for (let turn = 0; turn < TURNS; turn++) {
    for (const name of Object.keys(runners) as K[]) {
      let count = 0;
      let elapsed = 0;
      const start = performance.now();
      do {
        for (let i = 0; i < 4; i++) runners[name](count++);
        elapsed = performance.now() - start;
      } while (elapsed < ROUND_MILLIS);
      best[name] = Math.max(best[name] ?? 0, (count / elapsed) * 1000);
    }
  }
  return best;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const key in value) deepFreeze(value[key]);
  return value;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
