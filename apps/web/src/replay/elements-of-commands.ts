import type { ReplayStep } from '@krok/contracts/schemas';
import type { Tape } from '@krok/simulator';

const made = {
  jobCreated: 'job',
  userTaskCreated: 'userTask',
  messageSubscribed: 'subscription',
  signalSubscribed: 'subscription',
  timerSet: 'timer',
  incidentRaised: 'incident',
  callStarted: 'call',
} as const;

/** Name of the element that each step's command is about, by its number; those that are about none are absent. */
export function elementsOfCommands(steps: readonly ReplayStep[], tape: Tape): Map<number, string> {
  const elements = new Map<string, string>();
  const found = new Map<number, string>();
  for (const { seq, command, events } of steps) {
    for (const key of ['job', 'userTask', 'subscription', 'incident', 'call']) {
      const id = command[key];
      const element = typeof id === 'string' ? elements.get(id) : undefined;
      if (element !== undefined) found.set(seq, element);
    }
    for (const [index, event] of events.entries()) {
      const key = Object.hasOwn(made, event.kind) ? made[event.kind as keyof typeof made] : undefined;
      const id = key && event[key];
      if (typeof id === 'string' && typeof event['element'] === 'number') {
        const { elements: drawn } = tape.linkedAt(tape.after(seq - 1) + index).executable;
        elements.set(id, drawn[event['element']]?.name ?? '');
      }
      const { timer } = event;
      const fired = event.kind === 'timerFired' && typeof timer === 'string' ? elements.get(timer) : undefined;
      if (command.kind === 'timeDue' && fired !== undefined && !found.has(seq)) found.set(seq, fired);
    }
  }
  return found;
}
