import type { BusinessCalendar } from '@krok/calendar';
import type { JobAnswer, Scenario, ScenarioMessage, ScenarioStep } from '@krok/contracts/types';
import type { Command, Variables } from '@krok/engine';
import { answerText, answerValues } from './answer-values.ts';
import { SimulatorError } from './errors.ts';
import { instantAfter } from './instant-after.ts';
import { type PlannedWork, ScriptedWork } from './scripted-work.ts';
import { seededRandom } from './seeded-random.ts';
import type { OpenJob, SimulatedProcess } from './simulated-case.ts';
import { Simulation, type Standstill } from './simulation.ts';
import { type SimulationTrace, traceOf } from './trace.ts';
import { unmetExpectations } from './unmet-expectations.ts';

export interface ScenarioOptions {
  readonly scenario: Scenario;
  readonly processes: readonly SimulatedProcess[];
  readonly calendar: BusinessCalendar;
}

/** `failures`: steps that found nothing to act on, cases that stand still and expectations that were not met, in plain words; empty is success. */
export interface ScenarioRun {
  readonly simulation: Simulation;
  readonly trace: SimulationTrace;
  readonly failures: readonly string[];
}

const DEFAULT_ZONE = 'Europe/Warsaw';
const MAX_ANSWERS = 100_000;

/** Rehearses a procedure. The same scenario over the same processes and calendar always runs the same way. */
export function runScenario(options: ScenarioOptions): ScenarioRun {
  const run = new Rehearsal(options);
  const failures = run.play();
  const trace = traceOf(run.simulation);
  const { scenario } = options;
  const stands = run.simulation.standstills().map(standsStill);
  return {
    simulation: run.simulation,
    trace,
    failures: [...failures, ...stands, ...unmetExpectations(scenario, trace)],
  };
}

function standsStill({ caseId, after, cause, detail }: Standstill): string {
  return `${caseId} stands still after step ${after} (${cause}): ${detail}.`;
}

class Rehearsal {
  readonly simulation: Simulation;
  readonly #scenario: Scenario;
  readonly #calendar: BusinessCalendar;
  readonly #zone: string;
  readonly #work: ScriptedWork;

  constructor({ scenario, processes, calendar }: ScenarioOptions) {
    const now = Date.parse(scenario.now);
    if (Number.isNaN(now))
      throw new SimulatorError('WRONG_SCENARIO', `Expected "now" as an ISO 8601 instant but got "${scenario.now}".`);
    this.#scenario = scenario;
    this.#calendar = calendar;
    this.#zone = scenario.zone ?? DEFAULT_ZONE;
    const scripts = { jobs: scenario.jobs ?? {}, userTasks: scenario.userTasks ?? {} };
    this.#work = new ScriptedWork(scripts, this.#zone, seededRandom(scenario.seed ?? 1));
    this.simulation = new Simulation({ processes, now, zone: this.#zone, calendar });
  }

  play(): readonly string[] {
    const failures: string[] = [];
    if (this.#scenario.start !== false) {
      const started = this.simulation.start(this.#scenario.process, this.#scenario.variables ?? {});
      if (started.kind === 'rejected') failures.push(`The start was refused: ${started.rejection.message}`);
      this.#runToRest();
    }
    for (const [index, step] of (this.#scenario.steps ?? []).entries()) {
      const problem = this.#perform(step);
      if (problem !== null) failures.push(`Step ${index + 1}: ${problem}`);
      this.#runToRest();
    }
    return failures;
  }

  #perform(step: ScenarioStep): string | null {
    if ('advance' in step) return this.#advance(instantAfter(this.simulation.now, step.advance, this.#zone));
    if ('rest' in step) return this.#rest(step.rest);
    if ('message' in step) return this.#publish(step.message, {});
    if ('signal' in step) {
      this.simulation.signal(step.signal.name, step.signal.variables ?? {});
      return null;
    }
    if ('start' in step) {
      const started = this.simulation.start(step.start.process, step.start.variables ?? {});
      return started.kind === 'rejected' ? started.rejection.message : null;
    }
    if ('complete' in step) {
      const { element, variables = {} } = step.complete;
      const task = this.simulation.openUserTasks().find((each) => each.elementId === element);
      if (task === undefined) return `Expected an open user task "${element}" but found none.`;
      return this.#send(task.caseId, { kind: 'completeUserTask', userTask: task.userTask, variables });
    }
    const first = this.simulation
      .cases()
      .find((each) => each.process.linked.executable.processId === this.#scenario.process);
    if (first === undefined) return `Expected an instance of "${this.#scenario.process}" but found none.`;
    return this.#send(first.caseId, { kind: 'setVariables', variables: step.variables });
  }

  #rest(within: string): null {
    const end = instantAfter(this.simulation.now, within, this.#zone);
    for (let due = this.#nextDue(); due !== null && due <= end; due = this.#nextDue()) this.#advance(due);
    return null;
  }

  #advance(end: number): null {
    for (let due = this.#nextDue(); due !== null && due <= end; due = this.#nextDue()) {
      this.simulation.advanceTo(Math.max(due, this.simulation.now));
      this.#runToRest();
    }
    this.simulation.advanceTo(end);
    return null;
  }

  #nextDue(): number | null {
    const timer = this.simulation.nextDue();
    const answer = this.#work.nextDue();
    if (timer === null || answer === null) return timer ?? answer;
    return Math.min(timer, answer);
  }

  #runToRest(): void {
    for (let answers = 0; ; answers += 1) {
      this.#work.see(this.simulation.openJobs(), this.simulation.openUserTasks());
      const due = this.#work.due(this.simulation.now);
      if (due === null) return;
      if (answers === MAX_ANSWERS)
        throw new SimulatorError('RUNAWAY', `Expected rest after ${MAX_ANSWERS} answers but work goes on.`);
      this.#answer(due);
    }
  }

  #answer(planned: PlannedWork): void {
    const { caseId, variables } = planned.work;
    if (planned.kind === 'userTask') {
      const values = answerValues(planned.answer.complete, variables, this.#env());
      this.#send(caseId, { kind: 'completeUserTask', userTask: planned.work.userTask, variables: values });
      return;
    }
    if (planned.answer.publish !== undefined) this.#publish(planned.answer.publish, variables);
    this.#send(caseId, this.#jobCommand(planned.work, planned.answer));
  }

  #jobCommand({ job, retries, variables }: OpenJob, answer: JobAnswer): Command {
    if (answer.error !== undefined)
      return { kind: 'throwJobError', job, code: answer.error, message: '', variables: {} };
    if (answer.escalation !== undefined)
      return { kind: 'throwJobEscalation', job, code: answer.escalation, variables: {} };
    if (answer.fail !== undefined) {
      const { message, backOff = 'PT0S' } = answer.fail;
      const wait = instantAfter(this.simulation.now, backOff, this.#zone) - this.simulation.now;
      return { kind: 'failJob', job, retries: Math.max(0, retries - 1), backOff: wait, message };
    }
    return { kind: 'completeJob', job, variables: answerValues(answer.complete ?? {}, variables, this.#env()) };
  }

  #publish(message: ScenarioMessage, over: Variables): string | null {
    const env = this.#env();
    const timeToLive =
      instantAfter(this.simulation.now, message.timeToLive ?? 'PT1H', this.#zone) - this.simulation.now;
    this.simulation.publish({
      name: message.name,
      correlationKey: answerText(message.correlationKey, over, env),
      variables: answerValues(message.variables ?? {}, over, env),
      timeToLive,
      ...(message.id === undefined ? {} : { id: message.id }),
    });
    return null;
  }

  #send(caseId: string, command: Command): string | null {
    const answered = this.simulation.send(caseId, command);
    return answered.kind === 'rejected' ? answered.rejection.message : null;
  }

  #env() {
    return { now: this.simulation.now, zone: this.#zone, calendar: this.#calendar };
  }
}
