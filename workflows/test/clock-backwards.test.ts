import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { type OrganisationClock, polishCalendar } from '@krok/calendar';
import { byId, type Command, earliestDue, ENGINE_VERSION, initialState, link, type Linked } from '@krok/engine';
import { verify } from '@krok/simulator';
import type { StepRecord } from '@krok/store';
import { CaseRun } from '../src/case/case-run.ts';
import { follow } from '../src/case/follow.ts';
import { propose } from '../src/case/propose.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday, 2 November 2026, 09:00 in Warsaw. */
const MONDAY = Date.UTC(2026, 10, 2, 8);
const calendar = polishCalendar(2020, 2035);

const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;

const TWO_WAITS = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="http://krok.example/test"><bpmn:process id="twoWaits" isExecutable="true">
   <bpmn:startEvent id="s" /><bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>
   <bpmn:intermediateCatchEvent id="day"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:userTask id="u"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="e" />
   ${flow('f1', 's', 't')}${flow('f2', 't', 'day')}${flow('f3', 'day', 'u')}${flow('f4', 'u', 'e')}</bpmn:process></bpmn:definitions>`;

/** What the host reads as its time makes the organisation's present, in the two modes that look at it. */
const CLOCKS: readonly OrganisationClock[] = [
  { mode: 'real' },
  { mode: 'factor', factor: 60, realAnchor: MONDAY, orgAnchor: MONDAY },
  { mode: 'manual', now: MONDAY },
];

describe('a clock that goes backwards under a case that runs', () => {
  let linked: Linked;
  before(async () => {
    const compiled = await compileBpmn(TWO_WAITS);
    assert.ok(compiled.deployable);
    linked = link(compiled.processes[0] as ExecutableProcess);
  });

  for (const clock of CLOCKS) {
    it(`${clock.mode}: no step is before the last, waits are measured from there, and what was logged is followed`, (t) => {
      let host = MONDAY;
      t.mock.method(Date, 'now', () => host);
      const run = opened(linked, clock);
      const log: StepRecord[] = [];
      /** As the host reads `time`: by then a command of the manual clock is written as well. */
      const take = (time: number, command: Command, at = time): number => {
        host = time;
        const delivery = { id: `${log.length}`, at, command };
        const [outcome] = propose(run, [{ delivery }]).outcomes;
        assert.ok(outcome, `${command.kind} was refused`);
        run.state = outcome.state;
        run.head = outcome.record.seq;
        log.push(outcome.record);
        return outcome.record.env.now;
      };
      const nextTask = (): string => Object.keys(byId(run.state.userTasks))[0] ?? assert.fail('no task is open');

      const started = take(MONDAY + HOUR, { kind: 'start', variables: {} });
      // The host is set back by a week: its case stands still in time.
      assert.equal(take(MONDAY - 7 * DAY, complete(nextTask())), started);
      const due = earliestDue(run.state);
      assert.equal(due, started + DAY);
      // The server's timer ran its length while the host still reads a time before: it is due, and no earlier.
      assert.equal(take(MONDAY - 6 * DAY, { kind: 'timeDue' }, due ?? 0), due);
      assert.equal(take(MONDAY - 6 * DAY, { kind: 'setVariables', variables: { n: 1 } }), due);
      // Set right again, time goes on.
      const present = take(MONDAY + 3 * DAY, complete(nextTask()));
      assert.ok(present > (due ?? 0));
      assert.equal(run.state.status, 'completed');

      assert.equal(verify(linked, log, () => calendar).kind, 'same');
      const again = opened(linked, clock);
      host = MONDAY - 30 * DAY;
      for (const step of log) follow(again, step, calendar);
      assert.deepEqual(again.state, run.state);
    });
  }
});

const complete = (userTask: string): Command => ({ kind: 'completeUserTask', userTask, variables: {} });

function opened(linked: Linked, clock: OrganisationClock): CaseRun {
  const { executable } = linked;
  const start = { id: 'start', at: MONDAY, command: { kind: 'start', variables: {} } };
  const asOpened = { executable, executableHash: '', clock, zone: 'Europe/Warsaw', calendar, start };
  const options = { externalJobs: true, continueAsNewEvery: null, engineVersion: ENGINE_VERSION };
  return new CaseRun('case', { ...asOpened, ...options }, linked, initialState(), 0);
}
