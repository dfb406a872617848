import { compileBpmn } from '@krok/bpmn/xml';
import { COMPILER_VERSION } from '@krok/bpmn/executable';
import { polishCalendar } from '@krok/calendar';
import type { Command, Variables } from '@krok/engine';
import type { CaseSummary, Job, Store } from '@krok/store';
import { deployableProcess } from '@krok/deployment';
import type { Deployment, Session, SessionAnswer, SessionJob, SessionOutcome } from './driver.ts';
import { CaseLogs } from './case-logs.ts';

const BEGIN = Date.UTC(2026, 0, 5, 9);
const ZONE = 'Europe/Warsaw';
const POLL_MS = 15;
const REST_TIMEOUT_MS = 60_000;

/** One organisation with a manual clock; every job is an open row that the runner answers. */
export class TemporalSession implements Session {
  readonly #store: Store;
  readonly #organisationId: string;
  readonly #logs: CaseLogs;

  static async open(store: Store): Promise<TemporalSession> {
    const organisationId = await store.organisations.create({
      name: 'Conformance',
      clock: { mode: 'manual', now: BEGIN },
      zone: ZONE,
      calendar: polishCalendar(),
      sendingEnabled: false,
      caseOptions: { performers: 'external' },
    });
    return new TemporalSession(store, organisationId);
  }

  private constructor(store: Store, organisationId: string) {
    this.#store = store;
    this.#organisationId = organisationId;
    this.#logs = new CaseLogs(store, organisationId);
  }

  async deploy(xml: string): Promise<Deployment> {
    const compiled = await compileBpmn(xml);
    if (!compiled.deployable) {
      const errors = compiled.findings.filter((each) => each.severity === 'error');
      return {
        kind: 'rejected',
        reasons: errors.map(({ rule, element, message }) => `${rule} ${element ?? ''}: ${message}`),
      };
    }
    const env = { now: await this.now(), zone: ZONE, calendar: polishCalendar() };
    for (const executable of compiled.processes) this.#logs.know(executable);
    await this.#store.deployments.deploy({
      organisationId: this.#organisationId,
      name: 'diagram',
      xml,
      compilerVersion: COMPILER_VERSION,
      by: null,
      processes: compiled.processes.map((each) => deployableProcess(each, env)),
    });
    return { kind: 'deployed' };
  }

  async start(processId: string, variables: Variables): Promise<void> {
    const options = { performers: 'external' } as const;
    await this.#store.cases.create({ organisationId: this.#organisationId, processId, variables, options });
    await this.#rest();
  }

  async publish(message: Parameters<Session['publish']>[0]): Promise<void> {
    await this.#store.exchange.publishMessage(this.#organisationId, message);
    await this.#rest();
  }

  async signal(name: string, variables: Variables): Promise<void> {
    await this.#store.exchange.broadcastSignal(this.#organisationId, name, variables);
    await this.#rest();
  }

  async completeUserTask(elementId: string, variables: Variables): Promise<boolean> {
    const [task] = (await this.#logs.openUserTasks()).filter((each) => each.elementId === elementId);
    if (task === undefined) return false;
    return this.#command(task.caseId, { kind: 'completeUserTask', userTask: task.userTask, variables });
  }

  async setVariables(processId: string, variables: Variables): Promise<boolean> {
    const first = await this.#first(processId);
    return first?.status === 'active' && this.#command(first.id, { kind: 'setVariables', variables });
  }

  async now(): Promise<number> {
    return (await this.#store.clock.read(this.#organisationId)).now;
  }

  nextDue(): Promise<number | null> {
    return this.#store.clock.nextDue(this.#organisationId);
  }

  async advanceTo(instant: number): Promise<void> {
    for (let due = await this.nextDue(); due !== null && due <= instant; due = await this.nextDue()) {
      await this.#advanceClock(Math.max(due, await this.now()));
    }
    await this.#advanceClock(instant);
  }

  async openJobs(): Promise<readonly SessionJob[]> {
    const jobs = await this.#store.jobs.open({
      organisationId: this.#organisationId,
      performer: 'external',
      limit: 500,
    });
    return jobs.toSorted(byCreation).map(({ id, type, variables, createdAt }) => ({ id, type, variables, createdAt }));
  }

  async answer(job: SessionJob, answer: SessionAnswer): Promise<boolean> {
    const open = await this.openJobs();
    if (!open.some((each) => each.id === job.id)) return false;
    if (answer.kind === 'escalation') {
      // The way of workers knows completion, failure and error; an escalation goes to the case as its command.
      const { caseId, job: engineJob } = await this.#store.jobs.read(job.id);
      return this.#command(caseId, { kind: 'throwJobEscalation', job: engineJob, code: answer.code, variables: {} });
    }
    await this.#store.jobs.answer(
      job.id,
      answer.kind === 'complete'
        ? { kind: 'completed', variables: answer.variables }
        : { kind: 'error', code: answer.code, message: '' },
    );
    await this.#rest();
    return true;
  }

  async outcome(processId: string): Promise<SessionOutcome> {
    const first = await this.#first(processId);
    if (first === undefined) return 'none';
    if (first.status === 'completed' || first.status === 'terminated') return first.status;
    return first.incidents > 0 ? 'incident' : 'waiting';
  }

  trace() {
    return this.#logs.trace();
  }

  async close(): Promise<void> {
    const open = await this.#store.cases.list({ organisationId: this.#organisationId, status: 'active', limit: 500 });
    for (const each of open)
      await this.#store.cases.enqueue(each.id, { kind: 'cancel', reason: 'The case of the corpus is over.' });
    await this.#rest();
  }

  async #command(caseId: string, command: Command): Promise<boolean> {
    const commandId = await this.#store.cases.enqueue(caseId, command);
    await this.#rest();
    return (await this.#store.log.findCommand(caseId, commandId)) !== null;
  }

  async #advanceClock(to: number): Promise<void> {
    await this.#store.clock.advance(this.#organisationId, to);
    await this.#rest();
  }

  async #first(processId: string): Promise<CaseSummary | undefined> {
    const cases = await this.#store.cases.list({ organisationId: this.#organisationId, processId, limit: 500 });
    return cases.at(-1);
  }

  /** Waits until no machine has anything left to do at the present instant. */
  async #rest(): Promise<void> {
    const deadline = performance.now() + REST_TIMEOUT_MS;
    for (let state = await this.#atRest(); !state.atRest; state = await this.#atRest()) {
      if (performance.now() > deadline) throw new Error(`Expected rest within 60 s but got ${JSON.stringify(state)}.`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  #atRest() {
    return this.#store.clock.atRest(this.#organisationId);
  }
}

/** Row ids begin with 48 bits of real time; jobs made in the same millisecond are in the order of the engine's counter. */
function byCreation(left: Job, right: Job): number {
  const [leftTime, rightTime] = [left.id.slice(0, 13), right.id.slice(0, 13)];
  if (leftTime !== rightTime) return leftTime < rightTime ? -1 : 1;
  if (left.caseId !== right.caseId) return left.caseId < right.caseId ? -1 : 1;
  return Number(left.job) - Number(right.job);
}
