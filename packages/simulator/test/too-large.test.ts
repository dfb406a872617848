import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import type { Scenario } from '@krok/contracts/types';
import type { Variables } from '@krok/engine';
import { runScenario, Simulation } from '../src/index.ts';
import { deployment, flow, job, timerBoundary, userTask } from './diagram.ts';

const calendar = polishCalendar();
const now = Date.UTC(2026, 10, 23, 8);
const GROW =
  '<scriptTask id="grow"><extensionElements><zeebe:script expression="= string join(for i in 1..3200 return &#34;0123456789&#34;)" resultVariable="grown" /></extensionElements></scriptTask>';
const processes = await deployment(
  'd',
  `<process id="p" isExecutable="true"><startEvent id="s" />${flow('s', 't')}${userTask('t')}${flow('t', 'grow')}${GROW}${flow('grow', 'e')}<endEvent id="e" />
    ${timerBoundary('late', 't', 'P1D', true)}${flow('late', 'grow')}</process>
   <process id="worked" isExecutable="true"><startEvent id="ws" />${flow('ws', 'w')}${job('w', 'work')}${flow('w', 'we')}<endEvent id="we" /></process>
   <process id="atOnce" isExecutable="true"><startEvent id="as" />${flow('as', 'ag')}${GROW.replace('id="grow"', 'id="ag"')}${flow('ag', 'ae')}<endEvent id="ae" /></process>`,
);
/** 32 KB of case each; eight fit. */
const full = (count: number, from = 0): Variables =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`v${from + n}`, 'x'.repeat(32_000)]));
const simulation = (processId: string, variables = full(8)) => {
  const simulated = new Simulation({ processes, now, zone: 'Europe/Warsaw', calendar });
  const { caseId } = simulated.start(processId, variables);
  return { simulated, caseId };
};
const TOO_LARGE =
  /^Expected the variables of the case to take at most 256 KB together but they would take 2[5-9]\d KB$/;

test('a rehearsal says that its case stands still, after which step and why; its task is done all the same', () => {
  const scenario: Scenario = {
    name: 'large',
    process: 'p',
    now: '2026-11-23T09:00:00+01:00',
    variables: full(8),
    userTasks: { t: { complete: {} } },
  };
  const { failures, simulation: simulated } = runScenario({ scenario, processes, calendar });
  equal(failures.length, 1);
  match(failures[0] ?? '', /^case-1 stands still after step 1 \(tooLarge\): Expected the variables of the case/);
  deepEqual(simulated.openUserTasks(), []);
});

test('what a timer leads to is kept, time goes on, and it is done once there is room', () => {
  const { simulated, caseId } = simulation('p');
  simulated.advanceTo(now + 3 * 86_400_000);
  const [standstill, ...more] = simulated.standstills();
  deepEqual([standstill?.caseId, standstill?.after, standstill?.command, more.length], [caseId, 1, 'timeDue', 0]);
  equal(standstill?.at, now + 86_400_000);
  match(standstill.detail, TOO_LARGE);
  equal(simulated.send(caseId, { kind: 'setVariables', variables: { v0: null } }).kind, 'accepted');
  simulated.advanceTo(now + 3 * 86_400_000);
  deepEqual(simulated.standstills(), []);
  equal(simulated.cases()[0]?.state.status, 'completed');
});

test('who sets variables is refused; a job that gives too much has an incident', () => {
  const { simulated, caseId } = simulation('worked');
  const refused = simulated.send(caseId, { kind: 'setVariables', variables: full(1, 8) });
  equal(refused.kind === 'rejected' && refused.rejection.code, 'tooLarge');
  const [open] = simulated.openJobs();
  simulated.send(caseId, { kind: 'completeJob', job: open?.job ?? '', variables: full(1, 8) });
  const [incident] = Object.values(simulated.cases()[0]?.state.incidents ?? {});
  match(incident?.message.slice(0, -1) ?? '', TOO_LARGE);
  deepEqual(simulated.standstills(), []);
});

test('a case whose very start is too large has not begun', () => {
  const { simulated } = simulation('atOnce');
  equal(simulated.cases()[0]?.state.status, 'new');
  deepEqual(
    simulated.standstills().map(({ after, command }) => [after, command]),
    [[0, 'start']],
  );
});
