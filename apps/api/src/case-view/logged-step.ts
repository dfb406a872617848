import type { LoggedEvent, LoggedStep } from '@krok/contracts/schemas';
import type { Command, EngineEvent, Linked } from '@krok/engine';
import type { RecordedStep } from '@krok/simulator';
import type { CommandActor } from '@krok/store';
import { iso } from './case-position.ts';

/** A step of the log with the ids of the diagram, for people. */
export function loggedStep(
  linked: Linked,
  step: RecordedStep,
  subjects: CommandSubjects,
  actor: CommandActor | undefined,
): LoggedStep {
  const { kind, ...data } = step.command;
  const element = subjects.elementOf(step.command);
  return {
    seq: step.seq,
    commandId: step.commandId,
    command: { kind, data, ...(element !== undefined && named(linked, element)) },
    actor: actor?.name ?? null,
    note: actor?.note ?? reasonOf(step.command),
    at: iso(step.env.now),
    events: step.events.map((event) => loggedEvent(linked, event)),
  };
}

/** Why a person repaired the case. */
export function reasonOf(command: Command): string | null {
  return ('reason' in command && command.reason) || null;
}

/** Remembers, from the events so far, which element a command's job, task, subscription or incident belongs to. */
export class CommandSubjects {
  readonly #elements = new Map<string, number>();

  note(step: Pick<RecordedStep, 'events'>): void {
    for (const event of step.events) {
      switch (event.kind) {
        case 'jobCreated':
          this.#elements.set(event.job, event.element);
          break;
        case 'userTaskCreated':
          this.#elements.set(event.userTask, event.element);
          break;
        case 'messageSubscribed':
        case 'signalSubscribed':
          this.#elements.set(event.subscription, event.element);
          break;
        case 'timerSet':
          this.#elements.set(event.timer, event.element);
          break;
        case 'incidentRaised':
          this.#elements.set(event.incident, event.element);
          break;
        case 'callStarted':
          this.#elements.set(event.call, event.element);
          break;
        default:
      }
    }
  }

  elementOf(command: Command): number | undefined {
    const id = subjectOf(command);
    return id === undefined ? undefined : this.#elements.get(id);
  }

  element(id: string): number | undefined {
    return this.#elements.get(id);
  }
}

function subjectOf(command: Command): string | undefined {
  if ('job' in command) return command.job;
  if ('userTask' in command) return command.userTask;
  if ('subscription' in command) return command.subscription;
  if ('incident' in command) return command.incident;
  if ('call' in command) return command.call;
  if ('timer' in command) return command.timer;
  return undefined;
}

function loggedEvent(linked: Linked, event: EngineEvent): LoggedEvent {
  const { kind, ...rest } = event;
  const data: Record<string, unknown> = { ...rest };
  const ids: { elementId?: string; elementName?: string; flowId?: string } = {};
  if ('element' in event) {
    delete data['element'];
    Object.assign(ids, named(linked, event.element));
  }
  if ('flow' in event && event.flow !== undefined) {
    delete data['flow'];
    const flow = linked.executable.flows[event.flow];
    if (flow) ids.flowId = flow.id;
  }
  if ('flows' in event) data['flows'] = event.flows.map((flow) => linked.executable.flows[flow]?.id ?? '');
  return { kind, ...ids, data };
}

function named(linked: Linked, index: number): { elementId: string; elementName?: string } {
  const element = linked.executable.elements[index];
  return { elementId: element?.id ?? '', ...(element?.name !== undefined && { elementName: element.name }) };
}
