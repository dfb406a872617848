import {
  byId,
  type Command,
  type InstanceState,
  type JobResult,
  type Move,
  paged,
  recordOf,
  type Subscription,
} from '@krok/engine';
import type { Participant } from './participant.ts';
import type { CounterexampleStep } from './soundness.ts';

/** Something that can come to an element that waits, and how the engine is told. */
export type Happening = {
  readonly element: number;
  readonly what: CounterexampleStep['what'];
  /** The message flow whose message it takes. */
  readonly consumes?: number;
  /** The state in which it happens: a timer that is due, a condition that has changed. */
  readonly state: InstanceState;
  /** Counts only where something catches it: a performer throws nothing else. */
  readonly ifCaught?: true;
  /** Remembers that it has happened, where it can come again. */
  readonly counted: (after: InstanceState) => InstanceState;
} & ({ readonly kind: 'command'; readonly command: Command } | { readonly kind: 'move'; readonly move: Move });

export function happeningsOf(
  part: Participant,
  state: InstanceState,
  instance: string,
  bag: readonly number[],
): readonly Happening[] {
  const record = state.instances[instance];
  const signals = new Set<string>();
  return (record?.owned ?? []).flatMap((id): readonly Happening[] => {
    const element = record?.element ?? 0;
    if (state.timers[id] !== undefined) return [timer(state, id)];
    const subscription = state.subscriptions[id];
    if (subscription !== undefined) {
      if (timesCome(subscription) >= (part.abstract.atOnce.isHost(element) ? 1 : TWICE)) return [];
      if (subscription.kind === 'message') return messages(part, state, id, subscription, bag);
      if (subscription.kind === 'condition') return [condition(state, id, subscription)];
      if (signals.has(subscription.name)) return [];
      signals.add(subscription.name);
      return [signal(state, subscription)];
    }
    if (recordOf(state.jobs, id) !== undefined) return jobs(part, state, id, element);
    const base = { kind: 'command', element, what: 'complete', state, counted: same } as const;
    if (recordOf(state.userTasks, id) !== undefined)
      return [{ ...base, command: { kind: 'completeUserTask', userTask: id, variables: {} } }];
    if (state.calls[id] === undefined) return [];
    const escalations = escalationsOf(state, id) >= TWICE ? [] : codes(part, element, 'escalation');
    const escalating = escalations.map(
      (code): Happening => ({
        ...base,
        what: 'escalation',
        command: { kind: 'calledEscalated', call: id, code, variables: {} },
        counted: (after) => escalatedOnceMore(after, id),
      }),
    );
    if (part.endless.has(element)) return escalating;
    return [
      ...escalating,
      { ...base, command: { kind: 'calledCompleted', call: id, variables: {} } },
      ...codes(part, element, 'error').map(
        (code): Happening => ({
          ...base,
          what: 'error',
          ifCaught: true,
          command: { kind: 'calledFailed', call: id, code, message: '' },
        }),
      ),
    ];
  });
}

function jobs(part: Participant, state: InstanceState, job: string, element: number): readonly Happening[] {
  const base = { kind: 'command', element, state, counted: same } as const;
  const open = recordOf(state.jobs, job);
  const escalations = open !== undefined && open.retries > 1 ? codes(part, element, 'escalation') : [];
  const later = (after: InstanceState): InstanceState => {
    const still = recordOf(after.jobs, job);
    return still === undefined
      ? after
      : { ...after, jobs: paged({ ...byId(after.jobs), [job]: { ...still, retries: still.retries - 1 } }) };
  };
  return [
    ...answers(part, state, job).map(
      (result): Happening => ({
        ...base,
        what: 'complete',
        command: { kind: 'completeJob', job, variables: {}, ...(result !== null && { result }) },
      }),
    ),
    ...codes(part, element, 'error').map(
      (code): Happening => ({
        ...base,
        what: 'error',
        ifCaught: true,
        command: { kind: 'throwJobError', job, code, message: '', variables: {} },
      }),
    ),
    ...escalations.map(
      (code): Happening => ({
        ...base,
        what: 'escalation',
        counted: later,
        command: { kind: 'throwJobEscalation', job, code, variables: {} },
      }),
    ),
  ];
}

/**
 * What the worker says of an ad-hoc sub-process that it drives, when it begins and again after each path inside. Paths do not
 * see each other: all activities, each alone, and a second one later stand for all that it may choose.
 */
function answers(part: Participant, state: InstanceState, job: string): readonly (JobResult | null)[] {
  const open = recordOf(state.jobs, job);
  const at = state.instances[open?.instance ?? ''];
  const element = part.linked.element(at?.element ?? 0);
  if (element.definition.type !== 'adHocSubProcess' || open?.listener !== undefined) return [null];
  const begun = Number(at?.note?.['begun'] ?? 0);
  const choose = (ids: readonly string[]): JobResult => ({ activateElements: ids.map((elementId) => ({ elementId })) });
  const ids = element.entries.map(({ id }) => id);
  return [
    ...(begun === 0 && ids.length > 1 ? [choose(ids)] : []),
    ...(begun < TWICE ? ids.map((id) => choose([id])) : []),
    { isCompletionConditionFulfilled: true },
    ...(begun > 0 ? [{ isCompletionConditionFulfilled: true, isCancelRemainingInstances: true }] : []),
  ];
}

/** Only this one is due: the others have their turn whenever they like. */
function timer(state: InstanceState, id: string): Happening {
  const open = state.timers[id] as InstanceState['timers'][string];
  return {
    kind: 'command',
    element: open.element,
    what: 'timer',
    command: { kind: 'timeDue' },
    state: { ...state, timers: { ...state.timers, [id]: { ...open, due: 0 } } },
    counted: same,
  };
}

function messages(
  part: Participant,
  state: InstanceState,
  id: string,
  subscription: Subscription,
  bag: readonly number[],
): readonly Happening[] {
  const { element } = subscription;
  const sources = (part.receives.get(element) ?? []).filter((flow) => (bag[flow] ?? 0) > 0);
  const from: readonly (number | undefined)[] = part.open.has(element) ? [...sources, undefined] : sources;
  return from.map(
    (flow): Happening => ({
      kind: 'command',
      element,
      what: 'message',
      ...(flow !== undefined && { consumes: flow }),
      command: { kind: 'correlateMessage', subscription: id, messageId: '', variables: {} },
      state,
      // A message that was sent is gone; the outside always has another.
      counted: flow === undefined ? (after) => cameOnceMore(after, [id]) : same,
    }),
  );
}

function signal(state: InstanceState, { element, name }: Subscription): Happening {
  const ids = Object.keys(state.subscriptions).filter(
    (id) => state.subscriptions[id]?.kind === 'signal' && state.subscriptions[id]?.name === name,
  );
  return {
    kind: 'command',
    element,
    what: 'signal',
    command: { kind: 'broadcastSignal', name, variables: {} },
    state,
    counted: (after) => cameOnceMore(after, ids),
  };
}

function condition(state: InstanceState, id: string, subscription: Subscription): Happening {
  const changed: Subscription = { ...subscription, met: false, pending: true };
  return {
    kind: 'move',
    element: subscription.element,
    what: 'condition',
    move: { kind: 'checkCondition', subscription: id },
    state: { ...state, subscriptions: { ...state.subscriptions, [id]: changed } },
    counted: (after) => cameOnceMore(after, [id]),
  };
}

/** What does not interrupt can come again: nought, one and two times stand for all. */
function cameOnceMore(after: InstanceState, ids: readonly string[]): InstanceState {
  const subscriptions = { ...after.subscriptions };
  for (const id of ids) {
    const still = subscriptions[id];
    if (still !== undefined) subscriptions[id] = { ...still, met: false, correlationKey: String(timesCome(still) + 1) };
  }
  return { ...after, subscriptions };
}

/** Kept where a real case keeps its key, which nobody needs here. */
function timesCome({ correlationKey }: Subscription): number {
  return Number(correlationKey ?? 0);
}

/** A called case can escalate as often as it likes; counted beside the call, where the engine keeps nothing. */
function escalationsOf(state: InstanceState, call: string): number {
  const open: { readonly instance: string; readonly escalations?: number } | undefined = state.calls[call];
  return open?.escalations ?? 0;
}

function escalatedOnceMore(after: InstanceState, call: string): InstanceState {
  const still = after.calls[call];
  if (still === undefined) return after;
  const counted = { ...still, escalations: escalationsOf(after, call) + 1 };
  return { ...after, calls: { ...after.calls, [call]: counted } };
}

function codes(part: Participant, element: number, kind: 'error' | 'escalation'): readonly string[] {
  const definition = part.original.elements[element];
  if (definition === undefined) return [];
  return part.abstract.catchers.codesAround(definition).flatMap((each) => (each.kind === kind ? [each.code] : []));
}

function same(after: InstanceState): InstanceState {
  return after;
}

const TWICE = 2;
