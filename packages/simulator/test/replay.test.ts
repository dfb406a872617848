import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { initialState } from '@krok/engine';
import { positionAfter, type RecordedStep, Simulation, stateAt, verify } from '../src/index.ts';
import { deployment, flow, job, timerBoundary, userTask } from './diagram.ts';

const calendar = polishCalendar();
const calendars = (version: string) => (version === calendar.version ? calendar : undefined);
const body = `<process id="p" isExecutable="true"><startEvent id="S" />${flow('S', 'a')}${job('a', 'a')}${flow('a', 'b')}${userTask('b')}
  ${timerBoundary('t', 'b', 'PT1H', false)}${flow('t', 'c')}${job('c', 'c')}${flow('c', 'Ec')}<endEvent id="Ec" />${flow('b', 'E')}<endEvent id="E" /></process>`;

async function recorded() {
  const simulation = new Simulation({
    processes: await deployment('d', body),
    now: Date.UTC(2026, 10, 23, 9),
    zone: 'Europe/Warsaw',
    calendar,
  });
  const states = [initialState()];
  const { caseId } = simulation.start('p', { amount: 5 });
  const note = () => void states.push(simulation.cases()[0]?.state ?? initialState());
  note();
  for (const [open] = simulation.openJobs(); open !== undefined; ) {
    simulation.send(caseId, { kind: 'completeJob', job: open.job, variables: { done: true } });
    break;
  }
  note();
  simulation.advanceTo(simulation.now + 3_600_000);
  note();
  const [task] = simulation.openUserTasks();
  simulation.send(caseId, { kind: 'completeUserTask', userTask: task?.userTask ?? '', variables: {} });
  note();
  const [found] = simulation.cases();
  if (found === undefined) throw new Error('Expected a case but got none.');
  return { ...found, states };
}

test('folding the recorded events gives the live state after every step', async () => {
  const { process, steps, states } = await recorded();
  equal(steps.length, 4);
  for (const [seq, state] of states.entries()) {
    deepEqual(stateAt(process.linked, steps, positionAfter(steps, seq)), state);
    deepEqual(stateAt(process.linked, JSON.parse(JSON.stringify(steps)), positionAfter(steps, seq)), state);
  }
});

test('every position between two steps can be shown', async () => {
  const { process, steps } = await recorded();
  const all = positionAfter(steps, 4);
  for (let position = 0; position <= all; position += 1) stateAt(process.linked, steps, position);
  throws(() => stateAt(process.linked, steps, all + 1), { code: 'WRONG_POSITION' });
});

test('verify runs the commands again and finds the same events', async () => {
  const { process, steps, state } = await recorded();
  deepEqual(verify(process.linked, JSON.parse(JSON.stringify(steps)), calendars), { kind: 'same', steps: 4, state });
});

test('verify names the first step and place that differ', async () => {
  const { process, steps } = await recorded();
  const changed = steps.map((each): RecordedStep => {
    if (each.seq !== 2) return each;
    return {
      ...each,
      command: {
        kind: 'completeJob',
        job: each.command.kind === 'completeJob' ? each.command.job : '',
        variables: { done: false },
      },
    };
  });
  const result = verify(process.linked, changed, calendars);
  equal(result.kind === 'different' && result.seq, 2);
  equal(result.kind === 'different' && result.recorded, true);
  equal(result.kind === 'different' && result.got, false);
  equal(result.kind === 'different' && result.path.endsWith('.variables.done'), true);
});

test('verify says which calendar it misses and which command is refused', async () => {
  const { process, steps } = await recorded();
  deepEqual(
    verify(process.linked, steps, () => undefined),
    { kind: 'unknownCalendar', seq: 1, version: calendar.version },
  );
  equal(verify(process.linked, steps.slice(1), calendars).kind, 'rejected');
});
