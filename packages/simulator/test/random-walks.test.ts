import { deepEqual, equal } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compileBpmn } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { link } from '@krok/engine';
import fc from 'fast-check';
import { positionAfter, Simulation, type SimulatedProcess, stateAt, verify } from '../src/index.ts';

/**
 * Random stimuli over third-party diagrams: whatever happens, folding the recorded events gives the live state, running
 * the recorded commands again gives the same events, and the same walk ends in the same log.
 */
const corpus = fileURLToPath(new URL('../../../../shared/corpus/given', import.meta.url));
const folders = ['betsy/basics', 'betsy/activities', 'betsy/gateways', 'token-simulation'].map((each) =>
  join(corpus, each),
);
const absent = existsSync(corpus) ? false : 'the third-party diagrams are not beside the clone (../shared/corpus)';

const calendar = polishCalendar();
const NOW = Date.UTC(2026, 10, 23, 9);
const MAX_CASES = 30;

const stimulus = fc.record({
  kind: fc.constantFrom('job', 'error', 'person', 'time', 'message', 'signal', 'variables', 'cancel'),
  pick: fc.nat(1000),
});
type Stimulus = typeof stimulus extends fc.Arbitrary<infer T> ? T : never;

test('random walks over third-party diagrams replay and verify', { skip: absent }, async () => {
  const deployments = await compileAll();
  equal(deployments.length > 50, true, `${deployments.length} diagrams`);
  fc.assert(
    fc.property(fc.nat(10_000), fc.array(stimulus, { maxLength: 25 }), (which, walk) => {
      const processes = deployments[which % deployments.length] ?? [];
      const simulation = wander(processes, walk);
      for (const { process, state, steps } of simulation.cases()) {
        const stored = JSON.parse(JSON.stringify(steps));
        deepEqual(stateAt(process.linked, stored, positionAfter(stored, steps.length)), state);
        deepEqual(
          verify(process.linked, stored, () => calendar),
          { kind: 'same', steps: steps.length, state },
        );
      }
      deepEqual(wander(processes, walk).log(), simulation.log());
    }),
    { numRuns: 300 },
  );
});

function wander(processes: readonly SimulatedProcess[], walk: readonly Stimulus[]): Simulation {
  const simulation = new Simulation({ processes, now: NOW, zone: 'Europe/Warsaw', calendar });
  for (const { linked } of processes) simulation.start(linked.executable.processId, { n: 1, test: 'a', order: 'k' });
  for (const each of walk) if (simulation.cases().length < MAX_CASES) perform(simulation, processes, each);
  return simulation;
}

function perform(simulation: Simulation, processes: readonly SimulatedProcess[], { kind, pick }: Stimulus): void {
  const chosen = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
  const job = chosen(simulation.openJobs());
  const task = chosen(simulation.openUserTasks());
  const some = chosen(simulation.cases());
  const due = simulation.nextDue();
  if (kind === 'job' && job) simulation.send(job.caseId, { kind: 'completeJob', job: job.job, variables: { n: pick } });
  if (kind === 'error' && job)
    simulation.send(job.caseId, { kind: 'throwJobError', job: job.job, code: 'E', message: '', variables: {} });
  if (kind === 'person' && task)
    simulation.send(task.caseId, { kind: 'completeUserTask', userTask: task.userTask, variables: { done: true } });
  if (kind === 'time') simulation.advanceTo(Math.max(due ?? 0, simulation.now + 1));
  if (kind === 'variables' && some)
    simulation.send(some.caseId, { kind: 'setVariables', variables: { test: 'b', n: pick } });
  if (kind === 'cancel' && some && pick % 5 === 0) simulation.send(some.caseId, { kind: 'cancel', reason: 'test' });
  if (kind === 'signal') simulation.signal(chosen(namesOf(processes, 'signal')) ?? 'x', {});
  if (kind === 'message') {
    const name = chosen(namesOf(processes, 'message')) ?? 'x';
    simulation.publish({ name, correlationKey: pick % 2 === 0 ? 'k' : '', variables: { m: pick }, timeToLive: 1000 });
  }
}

function namesOf(processes: readonly SimulatedProcess[], kind: 'message' | 'signal'): readonly string[] {
  return processes.flatMap(({ linked }) =>
    linked.executable.elements.flatMap((each) => {
      if (!('trigger' in each) || each.trigger.kind !== kind) return [];
      return each.trigger.name.kind === 'static' ? [each.trigger.name.text] : [];
    }),
  );
}

async function compileAll(): Promise<readonly (readonly SimulatedProcess[])[]> {
  const deployments: SimulatedProcess[][] = [];
  for (const folder of folders) {
    for (const file of readdirSync(folder).filter((each) => each.endsWith('.bpmn'))) {
      const compiled = await compileBpmn(readFileSync(join(folder, file), 'utf8'));
      if (compiled.deployable)
        deployments.push(compiled.processes.map((each) => ({ deployment: file, linked: link(each) })));
    }
  }
  return deployments;
}
