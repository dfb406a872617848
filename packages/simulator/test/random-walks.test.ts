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

/** Which of the things that can happen, and to which piece of work or case. */
const stimulus = fc.record({ which: fc.nat(1000), pick: fc.nat(1000) });
type Stimulus = typeof stimulus extends fc.Arbitrary<infer T> ? T : never;

test('random walks over third-party diagrams replay and verify', { skip: absent }, async () => {
  const deployments = await compileAll();
  equal(deployments.length > 50, true, `${deployments.length} diagrams`);
  fc.assert(
    fc.property(fc.nat(10_000), fc.array(stimulus, { maxLength: 30, size: 'max' }), (which, walk) => {
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

function perform(simulation: Simulation, processes: readonly SimulatedProcess[], { which, pick }: Stimulus): void {
  chosen(possible(simulation, processes, pick), which)?.();
}

/** Everything that can happen now; what drives a case on more often than what disturbs it. */
function possible(
  simulation: Simulation,
  processes: readonly SimulatedProcess[],
  pick: number,
): readonly (() => void)[] {
  const acts: (() => void)[] = [];
  const job = chosen(simulation.openJobs(), pick);
  if (job !== undefined) {
    const { caseId } = job;
    const complete = () => void simulation.send(caseId, { kind: 'completeJob', job: job.job, variables: { n: pick } });
    acts.push(
      complete,
      complete,
      complete,
      () =>
        void simulation.send(caseId, { kind: 'throwJobError', job: job.job, code: 'E', message: '', variables: {} }),
    );
    acts.push(
      () =>
        void simulation.send(caseId, { kind: 'failJob', job: job.job, retries: pick % 2, backOff: pick, message: '' }),
    );
  }
  const task = chosen(simulation.openUserTasks(), pick);
  if (task !== undefined) {
    const complete = () =>
      void simulation.send(task.caseId, {
        kind: 'completeUserTask',
        userTask: task.userTask,
        variables: { done: true },
      });
    acts.push(complete, complete, complete);
  }
  const due = simulation.nextDue();
  if (due !== null)
    acts.push(
      () => simulation.advanceTo(due),
      () => simulation.advanceTo(due + pick),
    );
  const message = chosen(namesOf(processes, 'message'), pick);
  if (message !== undefined) {
    const send = (correlationKey: string) => () =>
      void simulation.publish({ name: message, correlationKey, variables: { m: pick }, timeToLive: 1000 });
    acts.push(send('k'), send('k'), send(''));
  }
  const signal = chosen(namesOf(processes, 'signal'), pick);
  if (signal !== undefined) acts.push(() => simulation.signal(signal, {}));
  const some = chosen(simulation.cases(), pick);
  if (some !== undefined)
    acts.push(() => void simulation.send(some.caseId, { kind: 'setVariables', variables: { test: 'b', n: pick } }));
  const incident = chosen(Object.keys(some?.state.incidents ?? {}), pick);
  if (some !== undefined && incident !== undefined) {
    acts.push(() => void simulation.send(some.caseId, { kind: 'resolveIncident', incident, retries: 1 }));
  }
  if (some !== undefined && pick % 20 === 0)
    acts.push(() => void simulation.send(some.caseId, { kind: 'cancel', reason: 'test' }));
  return acts;
}

function chosen<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
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
