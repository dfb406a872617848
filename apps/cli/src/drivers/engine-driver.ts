import { compileBpmn } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { type Command, link, type Variables } from '@krok/engine';
import { outcomeOf, Simulation, type SimulatedCase, traceOf } from '@krok/simulator';
import type { Deployment, Driver, Session, SessionAnswer, SessionJob, SessionOutcome } from './driver.ts';

const BEGIN = Date.UTC(2026, 0, 5, 9);
const ZONE = 'Europe/Warsaw';

/** The pure core on virtual time, in this process. */
export const engineDriver: Driver = {
  name: 'engine',
  atOnce: 1,
  openSession: async () => new EngineSession(),
  close: async () => {},
};

class EngineSession implements Session {
  #simulation: Simulation | null = null;

  async deploy(xml: string): Promise<Deployment> {
    const compiled = await compileBpmn(xml);
    if (!compiled.deployable) {
      const errors = compiled.findings.filter((each) => each.severity === 'error');
      return {
        kind: 'rejected',
        reasons: errors.map(({ rule, element, message }) => `${rule} ${element ?? ''}: ${message}`),
      };
    }
    const processes = compiled.processes.map((executable) => ({ deployment: 'diagram', linked: link(executable) }));
    this.#simulation = new Simulation({ processes, now: BEGIN, zone: ZONE, calendar: polishCalendar() });
    return { kind: 'deployed' };
  }

  async start(processId: string, variables: Variables): Promise<void> {
    const started = this.#deployed.start(processId, variables);
    if (started.kind === 'rejected')
      throw new Error(`Expected "${processId}" to start but it was refused: ${started.rejection.message}`);
  }

  async publish(message: Parameters<Session['publish']>[0]): Promise<void> {
    this.#deployed.publish(message);
  }

  async signal(name: string, variables: Variables): Promise<void> {
    this.#deployed.signal(name, variables);
  }

  async completeUserTask(elementId: string, variables: Variables): Promise<boolean> {
    const task = this.#deployed.openUserTasks().find((each) => each.elementId === elementId);
    return (
      task !== undefined && this.#send(task.caseId, { kind: 'completeUserTask', userTask: task.userTask, variables })
    );
  }

  async setVariables(processId: string, variables: Variables): Promise<boolean> {
    const found = this.#first(processId);
    return found !== undefined && this.#send(found.caseId, { kind: 'setVariables', variables });
  }

  async now(): Promise<number> {
    return this.#deployed.now;
  }

  async nextDue(): Promise<number | null> {
    return this.#deployed.nextDue();
  }

  async advanceTo(instant: number): Promise<void> {
    this.#deployed.advanceTo(instant);
  }

  async openJobs(): Promise<readonly SessionJob[]> {
    return this.#deployed
      .openJobs()
      .map(({ caseId, job, type, variables, createdAt }) => ({ id: `${caseId}/${job}`, type, variables, createdAt }));
  }

  async answer(job: SessionJob, answer: SessionAnswer): Promise<boolean> {
    const open = this.#deployed.openJobs().find((each) => `${each.caseId}/${each.job}` === job.id);
    return open !== undefined && this.#send(open.caseId, commandOf(open.job, answer));
  }

  async outcome(processId: string): Promise<SessionOutcome> {
    const found = this.#first(processId);
    return found === undefined ? 'none' : outcomeOf(found.state);
  }

  async trace() {
    return traceOf(this.#deployed);
  }

  async close(): Promise<void> {
    this.#simulation = null;
  }

  #send(caseId: string, command: Command): boolean {
    return this.#deployed.send(caseId, command).kind === 'accepted';
  }

  #first(processId: string): SimulatedCase | undefined {
    return this.#deployed.cases().find((each) => each.process.linked.executable.processId === processId);
  }

  get #deployed(): Simulation {
    if (this.#simulation === null) throw new Error('Expected a deployment before anything else but there is none.');
    return this.#simulation;
  }
}

function commandOf(job: string, answer: SessionAnswer): Command {
  switch (answer.kind) {
    case 'complete':
      return { kind: 'completeJob', job, variables: answer.variables };
    case 'error':
      return { kind: 'throwJobError', job, code: answer.code, message: '', variables: {} };
    case 'escalation':
      return { kind: 'throwJobEscalation', job, code: answer.code, variables: {} };
  }
}
