import type { Command, EngineEvent, Linked } from '@krok/engine';
import type { OpenJob, OpenUserTask } from './simulated-case.ts';

/** The jobs and user tasks that are open in all cases, as the events of their steps say. */
export class OpenWork {
  readonly #jobs = new Map<string, OpenJob>();
  /** Jobs that failed and wait for their next offer. */
  readonly #resting = new Map<string, OpenJob>();
  readonly #userTasks = new Map<string, OpenUserTask>();
  #order = 0;

  /** Oldest first. */
  jobs(): readonly OpenJob[] {
    return [...this.#jobs.values()];
  }

  /** Oldest first. */
  userTasks(): readonly OpenUserTask[] {
    return [...this.#userTasks.values()];
  }

  /** Done, though its case could not take the outcome. */
  setAside(caseId: string, command: Command): void {
    if (command.kind === 'completeUserTask') this.#userTasks.delete(`${caseId}/${command.userTask}`);
    if ('job' in command) this.#jobs.delete(`${caseId}/${command.job}`);
  }

  follow(caseId: string, linked: Linked, events: readonly EngineEvent[], now: number): void {
    for (const event of events) this.#followOne(caseId, linked, event, now);
  }

  #followOne(caseId: string, linked: Linked, event: EngineEvent, now: number): void {
    switch (event.kind) {
      case 'jobCreated': {
        const { job, type, headers, variables, retries } = event;
        const elementId = elementIdOf(linked, event.element);
        const order = ++this.#order;
        this.#jobs.set(`${caseId}/${job}`, {
          order,
          caseId,
          job,
          elementId,
          type,
          headers,
          variables,
          retries,
          createdAt: now,
        });
        return;
      }
      case 'jobFailed': {
        const key = `${caseId}/${event.job}`;
        const job = this.#jobs.get(key);
        if (job === undefined) return;
        this.#jobs.delete(key);
        this.#resting.set(key, job);
        return;
      }
      case 'jobOffered': {
        const key = `${caseId}/${event.job}`;
        const job = this.#resting.get(key) ?? this.#jobs.get(key);
        if (job === undefined) return;
        this.#resting.delete(key);
        this.#jobs.delete(key);
        this.#jobs.set(key, { ...job, order: ++this.#order, retries: event.retries, createdAt: now });
        return;
      }
      case 'jobCompleted':
      case 'jobCancelled':
        this.#jobs.delete(`${caseId}/${event.job}`);
        this.#resting.delete(`${caseId}/${event.job}`);
        return;
      case 'userTaskCreated': {
        const { userTask, variables } = event;
        const elementId = elementIdOf(linked, event.element);
        const order = ++this.#order;
        this.#userTasks.set(`${caseId}/${userTask}`, { order, caseId, userTask, elementId, variables, createdAt: now });
        return;
      }
      case 'userTaskCompleted':
      case 'userTaskCancelled':
        this.#userTasks.delete(`${caseId}/${event.userTask}`);
        return;
      default:
        return;
    }
  }
}

function elementIdOf(linked: Linked, element: number): string {
  return linked.executable.elements[element]?.id ?? '';
}
