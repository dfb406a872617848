import type { ExecutableProcess } from '@krok/bpmn/executable';
import {
  type Command,
  earliestDue,
  inForce,
  initialState,
  type InstanceState,
  link,
  type Linked,
  step,
} from '@krok/engine';
import type { OpenedCase, Store } from '@krok/store';

interface Running {
  readonly opened: OpenedCase;
  /** What it started with. */
  readonly linked: Linked;
  readonly definitions: Map<string, Linked>;
  state: InstanceState;
  head: number;
}

/**
 * Stands in for the workflow: carries what is in the outbox to its cases, step by step, until nothing is under way.
 * Mails are not sent: their jobs stay open.
 */
export class CaseDriver {
  readonly #store: Store;
  readonly #running = new Map<string, Running>();

  constructor(store: Store) {
    this.#store = store;
  }

  async settle(): Promise<void> {
    for (;;) {
      const rows = await this.#store.outbox.takePending(50);
      if (rows.length === 0) return;
      for (const row of rows) {
        if (row.kind === 'startCase') {
          const running = await this.#open(row.caseId);
          const { commandId, command, at } = running.opened.start;
          await this.#step(row.caseId, running, commandId, command, at);
          await this.#store.outbox.delivered(row.id);
        } else if (row.kind === 'command') {
          const running = this.#running.get(row.caseId);
          if (!running) throw new Error(`Expected case ${row.caseId} to be started.`);
          const refused =
            row.seen !== undefined && row.seen !== running.head
              ? { code: 'movedOn', message: `Expected step ${row.seen} but it is ${running.head}` }
              : await this.#step(row.caseId, running, row.id, row.command, row.at);
          await (refused ? this.#store.outbox.refused(row.id, refused) : this.#store.outbox.delivered(row.id));
        } else await this.#store.outbox.delivered(row.id);
      }
    }
  }

  /** A command of the engine's own, as a worker would give for a job. */
  async command(caseId: string, commandId: string, command: Command): Promise<void> {
    const running = this.#running.get(caseId);
    if (!running) throw new Error(`Expected case ${caseId} to be started.`);
    await this.#step(caseId, running, commandId, command, running.opened.start.at);
  }

  state(caseId: string): InstanceState {
    return this.#running.get(caseId)?.state ?? initialState();
  }

  async #open(caseId: string): Promise<Running> {
    const opened = await this.#store.cases.open(caseId);
    const linked = await this.#linked(opened.executableHash);
    const running = { opened, linked, definitions: new Map<string, Linked>(), state: initialState(), head: 0 };
    this.#running.set(caseId, running);
    return running;
  }

  async #linked(hash: string): Promise<Linked> {
    const bytes = await this.#store.deployments.executable(hash);
    const executable: ExecutableProcess = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return link(executable);
  }

  async #step(caseId: string, running: Running, commandId: string, command: Command, now: number) {
    const { zone, calendar } = running.opened;
    const { definitions } = running;
    if (command.kind === 'migrate') definitions.set(command.definition, await this.#linked(command.definition));
    const definitionOf = (hash: string) => definitions.get(hash);
    const linked = inForce(running.linked, running.state, definitionOf);
    const made = step(linked, running.state, command, { now, zone, calendar, definitionOf });
    if (made.kind === 'rejected') return made.rejection;
    const env = { now, zone, calendarVersion: calendar.version, engineVersion: made.state.engineVersion };
    const answer = await this.#store.log.commitSteps({
      caseId,
      after: running.head,
      steps: [{ seq: running.head + 1, commandId, command, env, events: made.events }],
      nextDue: earliestDue(made.state),
    });
    if (answer.kind !== 'committed') throw new Error(`Expected the step to be committed but got ${answer.kind}.`);
    running.state = made.state;
    running.head += 1;
    return null;
  }
}
