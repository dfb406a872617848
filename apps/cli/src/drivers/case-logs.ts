import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { EngineEvent } from '@krok/engine';
import type { StepRecord, Store } from '@krok/store';
import type { SessionTrace } from './driver.ts';

interface OpenTask {
  readonly caseId: string;
  readonly userTask: string;
  readonly elementId: string;
}

const PAGE = 200;

/** Reads the step logs of an organisation's cases as the trace of the whole. */
export class CaseLogs {
  readonly #store: Store;
  readonly #organisationId: string;
  readonly #executables = new Map<string, ExecutableProcess>();

  constructor(store: Store, organisationId: string) {
    this.#store = store;
    this.#organisationId = organisationId;
  }

  know(executable: ExecutableProcess): void {
    this.#executables.set(executable.processId, executable);
  }

  async trace(): Promise<SessionTrace> {
    const completedElements: string[] = [];
    const enteredElements: string[] = [];
    const takenFlows: string[] = [];
    await this.#each((executable, event) => {
      if (event.kind === 'flowTaken') takenFlows.push(executable.flows[event.flow]?.id ?? '');
      if (event.kind !== 'elementCompleted' && event.kind !== 'elementActivated') return;
      const element = executable.elements[event.element];
      if (element === undefined || element.type === 'process') return;
      (event.kind === 'elementCompleted' ? completedElements : enteredElements).push(element.id);
    });
    return { completedElements, enteredElements, takenFlows };
  }

  /** Oldest first within a case, older cases first. */
  async openUserTasks(): Promise<readonly OpenTask[]> {
    const open = new Map<string, OpenTask>();
    await this.#each((executable, event, caseId) => {
      if (event.kind === 'userTaskCreated') {
        const elementId = executable.elements[event.element]?.id ?? '';
        open.set(`${caseId}/${event.userTask}`, { caseId, userTask: event.userTask, elementId });
      }
      if (event.kind === 'userTaskCompleted' || event.kind === 'userTaskCancelled')
        open.delete(`${caseId}/${event.userTask}`);
    });
    return [...open.values()];
  }

  async #each(visit: (executable: ExecutableProcess, event: EngineEvent, caseId: string) => void): Promise<void> {
    const cases = await this.#store.cases.list({ organisationId: this.#organisationId, limit: 500 });
    for (const { id, processId } of cases.toReversed()) {
      const executable = this.#executables.get(processId);
      if (executable === undefined) continue;
      for (const step of await this.#steps(id)) for (const event of step.events) visit(executable, event, id);
    }
  }

  async #steps(caseId: string): Promise<readonly StepRecord[]> {
    const steps: StepRecord[] = [];
    for (;;) {
      const page = await this.#store.log.read(caseId, { from: steps.length + 1, limit: PAGE });
      steps.push(...page);
      if (page.length < PAGE) return steps;
    }
  }
}
