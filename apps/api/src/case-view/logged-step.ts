import type { ExecutableElement } from '@krok/bpmn/executable';
import type { LoggedEvent, LoggedStep } from '@krok/contracts/schemas';
import type { Command, EngineEvent, Linked } from '@krok/engine';
import type { RecordedStep, Tape } from '@krok/simulator';
import type { CommandActor } from '@krok/store';
import { iso } from './case-position.ts';
import type { CaseTape } from './case-tapes.ts';

/** A step of the log with the ids of the diagram, for people. */
export function loggedStep(
  { tape, subjects }: Pick<CaseTape, 'tape' | 'subjects'>,
  step: RecordedStep,
  actor: CommandActor | undefined,
): LoggedStep {
  const { kind, ...data } = step.command;
  const element = subjects.elementOf(step.command);
  const begin = tape.after(step.seq - 1);
  return {
    seq: step.seq,
    commandId: step.commandId,
    command: { kind, data, ...(element !== undefined && named(element)) },
    actor: actor?.name ?? null,
    note: actor?.note ?? reasonOf(step.command),
    at: iso(step.env.now),
    events: step.events.map((event, index) => loggedEvent(tape.linkedAt(begin + index), event)),
  };
}

/** Why a person repaired the case. */
export function reasonOf(command: Command): string | null {
  return ('reason' in command && command.reason) || null;
}

/** Remembers, from the events so far, which element a command's job, task, subscription or incident belongs to. */
export class CommandSubjects {
  readonly #elements = new Map<string, ExecutableElement>();

  /** A step that the tape holds. */
  note({ seq, events }: Pick<RecordedStep, 'seq' | 'events'>, tape: Tape): void {
    const begin = tape.after(seq - 1);
    for (const [index, event] of events.entries()) {
      const id = openedBy(event);
      if (id === undefined || !('element' in event)) continue;
      this.#elements.set(id, tape.linkedAt(begin + index).element(event.element).definition);
    }
  }

  elementOf(command: Command): ExecutableElement | undefined {
    const id = subjectOf(command);
    return id === undefined ? undefined : this.#elements.get(id);
  }

  element(id: string): ExecutableElement | undefined {
    return this.#elements.get(id);
  }
}

function openedBy(event: EngineEvent): string | undefined {
  switch (event.kind) {
    case 'jobCreated':
      return event.job;
    case 'userTaskCreated':
      return event.userTask;
    case 'messageSubscribed':
    case 'signalSubscribed':
      return event.subscription;
    case 'timerSet':
      return event.timer;
    case 'incidentRaised':
      return event.incident;
    case 'callStarted':
      return event.call;
    default:
      return undefined;
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
    Object.assign(ids, named(linked.executable.elements[event.element]));
  }
  if ('flow' in event && event.flow !== undefined) {
    delete data['flow'];
    const flow = linked.executable.flows[event.flow];
    if (flow) ids.flowId = flow.id;
  }
  if ('flows' in event) data['flows'] = event.flows.map((flow) => linked.executable.flows[flow]?.id ?? '');
  return { kind, ...ids, data };
}

function named(element: ExecutableElement | undefined): { elementId: string; elementName?: string } {
  return { elementId: element?.id ?? '', ...(element?.name !== undefined && { elementName: element.name }) };
}
