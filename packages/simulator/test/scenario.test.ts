import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { scenario as scenarioSchema } from '@krok/contracts/schemas';
import type { Scenario } from '@krok/contracts/types';
import { runScenario } from '../src/index.ts';
import { deployment, flow, job, timerBoundary, userTask } from './diagram.ts';

const calendar = polishCalendar();
const dunning = `<process id="dunning" isExecutable="true"><startEvent id="S" />${flow('S', 'remind')}${job('remind', 'send-reminder')}
  ${flow('remind', 'call')}${userTask('call')}${timerBoundary('late', 'call', 'P3D', true)}${flow('late', 'escalated')}<endEvent id="escalated" />
  ${flow('call', 'settled')}<endEvent id="settled" /></process>`;
const base: Scenario = {
  name: 'reminder',
  process: 'dunning',
  now: '2026-11-23T09:00:00+01:00',
  variables: { attempt: 1 },
};

const processes = await deployment('d', dunning);
const rehearse = (over: Partial<Scenario>) =>
  runScenario({ scenario: scenarioSchema.parse({ ...base, ...over }), processes, calendar });

test('a scenario answers jobs, people and steps, and checks what it expects', () => {
  const { failures, trace } = rehearse({
    jobs: { 'send-reminder': { complete: { attempt: '=attempt + 1' } } },
    steps: [{ advance: 'P2D' }, { complete: { element: 'call', variables: { promised: true } } }],
    expect: {
      outcome: 'completed',
      reached: ['settled'],
      notReached: ['escalated'],
      jobs: ['send-reminder'],
      variables: { attempt: 2, promised: true },
    },
  });
  deepEqual(failures, []);
  deepEqual(trace.completedElements, ['S', 'remind', 'call', 'settled']);
});

test('time passes on the way: the timer fires at its own due time, an answer planned later comes too late', () => {
  const { trace, failures } = rehearse({
    userTasks: { call: { complete: {}, after: 'P4D' } },
    steps: [{ advance: 'P10D' }],
    expect: { reached: ['escalated'] },
  });
  deepEqual(failures, []);
  const fired = trace.steps.find((each) => each.command.kind === 'timeDue');
  equal(new Date(fired?.at ?? 0).toISOString(), '2026-11-26T08:00:00.000Z');
});

test('to rest: the clock jumps to what is due, and no further', () => {
  const { simulation, trace } = rehearse({
    jobs: { 'send-reminder': { complete: {}, after: 'PT2H' } },
    steps: [{ rest: 'P30D' }],
  });
  deepEqual(
    trace.cases.map((each) => each.outcome),
    ['completed'],
  );
  equal(new Date(simulation.now).toISOString(), '2026-11-26T10:00:00.000Z');
});

test('what does not hold is said in plain words', () => {
  const { failures } = rehearse({
    steps: [{ complete: { element: 'nobody' } }],
    expect: { outcome: 'completed', reached: ['settled'], jobs: [], variables: { attempt: 3 } },
  });
  deepEqual(failures, [
    'Step 1: Expected an open user task "nobody" but found none.',
    'Expected the outcome "completed" but got "waiting".',
    'Expected "settled" to complete but it did not.',
    'Expected the jobs  but got send-reminder.',
    'Expected the variable attempt to be 3 but got 1.',
  ]);
});

test('failed jobs are tried again in the order of the script', () => {
  const { trace, failures } = rehearse({
    jobs: { 'send-reminder': { inOrder: [{ fail: { message: 'server down', backOff: 'PT1H' } }, { complete: {} }] } },
    steps: [{ advance: 'PT1H' }],
    expect: { reached: ['remind'] },
  });
  deepEqual(failures, []);
  deepEqual(trace.answeredJobs, ['send-reminder']);
});

test('the seed decides every draw: the same seed runs the same way, seeds together follow the weights', () => {
  const random = (seed: number) =>
    rehearse({
      seed,
      userTasks: {
        call: {
          oneOf: [
            { weight: 3, answer: { complete: {}, after: { between: ['PT1H', 'P2D'] } } },
            { weight: 1, answer: { complete: {}, after: 'P5D' } },
          ],
        },
      },
      steps: [{ advance: 'P10D' }],
    });
  deepEqual(random(7).trace, random(7).trace);
  let settled = 0;
  for (let seed = 1; seed <= 200; seed += 1) if (random(seed).trace.completedElements.includes('settled')) settled += 1;
  equal(settled > 125 && settled < 175, true, `${settled} of 200 settled`);
});

test('a scenario that is none is refused where it is read', () => {
  throws(() => scenarioSchema.parse({ ...base, jobs: { x: { complete: {}, error: 'E' } } }));
  throws(() => scenarioSchema.parse({ ...base, steps: [{ advance: 'soon' }] }));
  throws(() => scenarioSchema.parse({ ...base, unknown: 1 }));
});

test('an expression that gives no value is an error of the scenario', () => {
  throws(() => rehearse({ jobs: { 'send-reminder': { complete: { x: '=1 +' } } } }), {
    code: 'WRONG_EXPRESSION',
    message: /^Expected FEEL but got "1 \+"/,
  });
});
