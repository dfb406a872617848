import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { Simulation, stateAt, Tape } from '../src/index.ts';
import { deployment, flow, job, timerBoundary, userTask } from './diagram.ts';

const body = `<process id="p" isExecutable="true"><startEvent id="S" />${flow('S', 'a')}${job('a', 'a')}${flow('a', 'b')}${userTask('b')}
  ${timerBoundary('t', 'b', 'PT1H', false)}${flow('t', 'c')}${job('c', 'c')}${flow('c', 'Ec')}<endEvent id="Ec" />${flow('b', 'E')}<endEvent id="E" /></process>`;

async function recorded() {
  const simulation = new Simulation({
    processes: await deployment('d', body),
    now: Date.UTC(2026, 10, 23, 9),
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(),
  });
  const { caseId } = simulation.start('p', { amount: 5 });
  for (const type of ['a', 'c'] as const) {
    if (type === 'c') simulation.advanceTo(simulation.now + 3_600_000);
    const [open] = simulation.openJobs();
    if (open) simulation.send(caseId, { kind: 'completeJob', job: open.job, variables: { [type]: true } });
  }
  const [task] = simulation.openUserTasks();
  simulation.send(caseId, { kind: 'completeUserTask', userTask: task?.userTask ?? '', variables: { done: 'yes' } });
  const [found] = simulation.cases();
  if (found === undefined) throw new Error('Expected a case but got none.');
  return found;
}

test('every position, sought in any order, is the state folded from the start, whatever lies between snapshots', async () => {
  const { process, steps } = await recorded();
  for (const every of [1, 3, 64]) {
    const tape = new Tape(process.linked, steps, every);
    const positions = Array.from({ length: tape.length + 1 }, (_, index) => (index * 7) % (tape.length + 1));
    for (const position of [...positions, tape.length, 0]) {
      deepEqual(tape.at(position).state, stateAt(process.linked, steps, position), `${position} by ${every}`);
    }
  }
});

test('path and variables belong to the position; after the end the variables are those it ended with', async () => {
  const { process, steps } = await recorded();
  const tape = new Tape(process.linked, steps, 2);
  const indexOf = (id: string) => process.linked.executable.elements.findIndex((element) => element.id === id);
  equal(tape.at(0).entered[indexOf('S')], 0);
  deepEqual(tape.at(0).variables, {});
  const first = tape.at(tape.after(1));
  equal(first.entered[indexOf('a')], 1);
  equal(first.entered[indexOf('b')], 0);
  deepEqual(first.variables, { amount: 5 });
  const last = tape.at(tape.length);
  equal(last.state.status, 'completed');
  equal(last.entered[indexOf('t')], 1);
  deepEqual(last.variables, { amount: 5, a: true, c: true, done: 'yes' });
});

test('a log that grows is read on where it ended, and gaps are refused', async () => {
  const { process, steps } = await recorded();
  const tape = new Tape(process.linked, steps.slice(0, 2));
  tape.at(tape.length);
  tape.append(steps.slice(2));
  deepEqual(tape.at(tape.length).state, stateAt(process.linked, steps, tape.length));
  throws(() => new Tape(process.linked, steps.slice(1)), { code: 'WRONG_POSITION' });
  throws(() => tape.at(tape.length + 1), { code: 'WRONG_POSITION' });
});
