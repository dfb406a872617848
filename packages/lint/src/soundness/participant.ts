import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import type { MessageFlow } from '@krok/bpmn/xml';
import { initialState, type Linked, link, startTriggers, step, type StepEnv } from '@krok/engine';
import { type AbstractProcess, abstractProcess } from './abstract-process.ts';
import { Reach } from './reach.ts';
import { MOST } from './saturation.ts';

/** A process of the file, ready to be explored. */
export interface Participant {
  readonly original: ExecutableProcess;
  readonly abstract: AbstractProcess;
  readonly linked: Linked;
  readonly reach: Reach;
  /** How the outside can start it: by the none start event (null) or by what triggers a start event. */
  readonly starts: readonly (number | null)[];
  /** What a start by hand enters: the none start event, or the process where it has none. */
  readonly startByHand: number;
  /** A call activity of the file begins it: an error that it does not catch ends it and is thrown there again. */
  readonly called: boolean;
  /** Start events that only a message of another pool triggers. */
  readonly startedBy: readonly { readonly flow: number; readonly startEvent: number }[];
  /** The instantiating event-based gateway before a start: its event is what enters it (BPMN 2.0 §13.2). */
  readonly gatewayBefore: ReadonlyMap<number, number>;
  /** Message flows that an element sends on when it completes, and that it can receive, by element. */
  readonly sends: ReadonlyMap<number, readonly number[]>;
  readonly receives: ReadonlyMap<number, readonly number[]>;
  /** Call activities from which nobody comes back. */
  readonly endless: ReadonlySet<number>;
  /** Elements that also receive from outside the file. */
  readonly open: ReadonlySet<number>;
  /** Signals thrown inside: who waits for one depends on others. */
  readonly throwsSignals: boolean;
  readonly compensates: boolean;
  readonly ends: ReadonlySet<number>;
}

/** Processes that exchange messages, and the message flows between them. */
export interface System {
  readonly participants: readonly Participant[];
  readonly flows: readonly string[];
  /** A count of tokens on a flow of this much stands for as much or more: above all that an activity waits for or gives. */
  readonly most: number;
}

/** More tokens at once are not counted. */
export const MOST_AT_ONCE = 10;

/** One system for each group of processes that exchange messages. `endless`: call activities from which nobody comes back. */
export function systemsOf(
  processes: readonly ExecutableProcess[],
  messageFlows: readonly MessageFlow[],
  endless: ReadonlySet<string> = NONE,
): readonly System[] {
  const ownerOf = new Map<string, number>();
  for (const [at, process] of processes.entries()) for (const { id } of process.elements) ownerOf.set(id, at);
  const inner = messageFlows.filter(({ source, target }) => {
    const receiver = processes[ownerOf.get(target) ?? -1]?.elements.find(({ id }) => id === target);
    return ownerOf.has(source) && receiver !== undefined && isCatcher(receiver);
  });
  const called = new Set(processes.flatMap(({ elements }) => elements.flatMap(calledBy)));
  const groups = new Groups(processes.length);
  for (const { source, target } of inner) groups.join(ownerOf.get(source) ?? 0, ownerOf.get(target) ?? 0);
  return groups.all().map((members) => {
    const ids = new Set(members.flatMap((at) => (processes[at]?.elements ?? []).map(({ id }) => id)));
    const flows = inner.filter(({ source }) => ids.has(source));
    const others = messageFlows.filter((flow) => !inner.includes(flow) && ids.has(flow.target));
    return {
      participants: members.flatMap((at) => {
        const process = processes[at];
        return process === undefined
          ? []
          : [participantOf(process, flows, others, { called: called.has(process.processId), endless })];
      }),
      flows: flows.map(({ id }) => id),
      most: Math.max(MOST, 1 + Math.max(...members.map((at) => quantityOf(processes[at])))),
    };
  });
}

function participantOf(
  original: ExecutableProcess,
  flows: readonly MessageFlow[],
  others: readonly MessageFlow[],
  { called, endless }: { readonly called: boolean; readonly endless: ReadonlySet<string> },
): Participant {
  const at = (end: 'source' | 'target'): Map<number, number[]> => {
    const found = new Map<number, number[]>();
    for (const [index, flow] of flows.entries()) {
      const element = original.elements.find(({ id }) => id === flow[end]);
      if (element) found.set(element.index, [...(found.get(element.index) ?? []), index]);
    }
    return found;
  };
  const receives = at('target');
  const open = new Set(
    original.elements
      .filter(({ index, id }) => !receives.has(index) || others.some(({ target }) => target === id))
      .map(({ index }) => index),
  );
  const stopping = new Set(original.elements.filter(({ id }) => endless.has(id)).map(({ index }) => index));
  const abstract = abstractProcess(original, new Set([...receives.keys(), ...stopping]));
  const linked = link(abstract.process);
  const { starts, startedBy, startByHand } = startsOf(linked, receives, open);
  return {
    original,
    abstract,
    linked,
    reach: new Reach(linked),
    starts,
    startedBy,
    startByHand,
    called,
    gatewayBefore: new Map(
      original.elements.flatMap((each) =>
        each.type === 'eventBasedGateway' && each.instantiate
          ? each.targets.map((target) => [target, each.index] as const)
          : [],
      ),
    ),
    sends: at('source'),
    receives,
    endless: stopping,
    open,
    throwsSignals: abstract.process.elements.some(
      (each) => isThrow(each) && triggerKinds(each).some((kind) => kind === 'signal'),
    ),
    compensates: abstract.process.elements.some(
      (each) => isThrow(each) && triggerKinds(each).some((kind) => kind === 'compensation' || kind === 'cancel'),
    ),
    ends: new Set(original.elements.filter(({ type }) => type === 'endEvent').map(({ index }) => index)),
  };
}

function startsOf(linked: Linked, receives: ReadonlyMap<number, readonly number[]>, open: ReadonlySet<number>) {
  const starts: (number | null)[] = [];
  const startedBy: { flow: number; startEvent: number }[] = [];
  const process = linked.element(0).definition;
  const none = ('startEvents' in process ? process.startEvents : []).filter((index) => {
    const { definition } = linked.element(index);
    return 'trigger' in definition && definition.trigger.kind === 'none';
  });
  // Where only messages begin something, nobody starts by hand.
  const { entries } = linked.element(0);
  const byHand =
    none.length === 1 || entries.some(({ definition }) => !('instantiate' in definition && definition.instantiate));
  if (none.length > 1) starts.push(...none);
  else if (byHand && step(linked, initialState(), { kind: 'start', variables: {} }, STILL).kind === 'stepped')
    starts.push(null);
  for (const { startEvent } of startTriggers(linked, STILL)) {
    for (const flow of receives.get(startEvent) ?? []) startedBy.push({ flow, startEvent });
    if (open.has(startEvent) && !starts.includes(startEvent)) starts.push(startEvent);
  }
  return { starts, startedBy, startByHand: none[0] ?? 0 };
}

const NONE: ReadonlySet<string> = new Set();

export const STILL: StepEnv = {
  now: 0,
  zone: 'UTC',
  calendar: { version: '', zone: 'UTC', holidays: [], weekend: [] },
  fuel: 2000,
  holdTokens: true,
};

/** The most tokens that an activity waits for, or gives to a flow (BPMN 2.0 §10.3). */
function quantityOf(process: ExecutableProcess | undefined): number {
  return (process?.elements ?? []).reduce(
    (most, { startQuantity = 1, completionQuantity = 1 }) => Math.max(most, startQuantity, completionQuantity),
    1,
  );
}

function calledBy(element: ExecutableElement): readonly string[] {
  return element.type === 'callActivity' && element.calledProcess.kind === 'static' ? [element.calledProcess.text] : [];
}

function isCatcher(element: ExecutableElement): boolean {
  if (element.type === 'receiveTask') return true;
  const catches = ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(element.type);
  return catches && triggerKinds(element).includes('message');
}

function isThrow({ type }: ExecutableElement): boolean {
  return type === 'endEvent' || type === 'intermediateThrowEvent';
}

function triggerKinds(element: ExecutableElement): readonly string[] {
  if (!('trigger' in element)) return [];
  return 'triggers' in element.trigger ? element.trigger.triggers.map(({ kind }) => kind) : [element.trigger.kind];
}

/** Members that are joined, in the order of the first. */
class Groups {
  private readonly leader: number[];

  constructor(count: number) {
    this.leader = Array.from({ length: count }, (_, index) => index);
  }

  join(a: number, b: number): void {
    const [from, to] = [this.leader[a], this.leader[b]];
    for (const [at, each] of this.leader.entries()) if (each === from) this.leader[at] = to as number;
  }

  all(): readonly (readonly number[])[] {
    const members = new Map<number, number[]>();
    for (const [at, leader] of this.leader.entries()) members.set(leader, [...(members.get(leader) ?? []), at]);
    return [...members.values()];
  }
}
