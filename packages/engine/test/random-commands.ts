import fc from 'fast-check';
import { byId, type Command, type InstanceState } from '@krok/engine';

export interface Choice {
  readonly what: number;
  readonly which: number;
  readonly value: number;
}

export const choice: fc.Arbitrary<Choice> = fc.record({
  what: fc.nat(20),
  which: fc.nat(20),
  value: fc.integer({ min: 0, max: 6 }),
});

/** A command that the state allows: of what is open one, else the time. */
export function commandFor(state: InstanceState, { what, which, value }: Choice): Command {
  const variables = { n: value };
  const pick = (records: object): string | undefined =>
    Object.keys(records)[which % (Object.keys(records).length || 1)];
  const job = pick(byId(state.jobs));
  const userTask = pick(byId(state.userTasks));
  const call = pick(state.calls);
  const incident = pick(state.incidents);
  const messages = Object.keys(state.subscriptions).filter((id) => state.subscriptions[id]?.kind === 'message');
  const subscription = messages[which % (messages.length || 1)];
  if (what <= 6 && job !== undefined) {
    if (what === 4) return { kind: 'failJob', job, retries: which % 2, backOff: 0, message: 'x' };
    if (what === 5) return { kind: 'throwJobError', job, code: value % 2 === 0 ? 'E' : 'F', message: 'x', variables };
    if (what === 6) return { kind: 'throwJobEscalation', job, code: value % 2 === 0 ? 'X' : 'Y', variables };
    return { kind: 'completeJob', job, variables };
  }
  if (what <= 8 && userTask !== undefined) return { kind: 'completeUserTask', userTask, variables };
  if (what <= 10 && subscription !== undefined)
    return { kind: 'correlateMessage', subscription, messageId: `${which} ${value}`, variables };
  if (what <= 12 && call !== undefined) {
    if (value > 3) return { kind: 'calledCompleted', call, variables };
    return value > 1
      ? { kind: 'calledFailed', call, code: 'E', message: 'x' }
      : { kind: 'calledFailed', call, message: 'x' };
  }
  if (what === 13) return { kind: 'broadcastSignal', name: value % 2 === 0 ? 'go' : 'stop', variables };
  if (what === 14) return { kind: 'setVariables', scope: pick(state.instances) ?? state.root, variables };
  if (what <= 16 && incident !== undefined) return { kind: 'resolveIncident', incident };
  if (what === 17 && which === 20) return { kind: 'cancel', reason: 'random' };
  return { kind: 'timeDue' };
}
