import type { ExecutableElement, ExecutableFlow, ExecutableProcess } from '@krok/bpmn/executable';
import { type ByHand, type Command, type InstanceState, type Linked, proposeMapping } from '@krok/engine';
import fc from 'fast-check';
import { feel, none, text, timer } from './build.ts';

/** What another version of a model has otherwise, and before which deed a case goes over to it. */
export interface Change {
  readonly what: 'inserted' | 'removed' | 'renamed' | 'lost' | 'watched' | 'unwatched' | 'redirected';
  readonly which: number;
  readonly trigger: number;
  readonly interrupting: boolean;
  readonly before: number;
}

export const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('inserted', 'removed', 'renamed', 'lost', 'watched', 'watched', 'unwatched', 'redirected'),
  which: fc.nat(100),
  trigger: fc.nat(3),
  interrupting: fc.boolean(),
  before: fc.nat(12),
});

export interface Changed {
  readonly executable: ExecutableProcess;
  /** What a person says of counterparts; the others have the same ids. */
  readonly byHand: ByHand;
}

/** Null where the model has nothing that could be changed so. Every other time at what is in progress, where that can be. */
export function changed(
  executable: ExecutableProcess,
  { instances }: Pick<InstanceState, 'instances'>,
  { what, which, ...rest }: Change,
): Changed | null {
  const { elements, flows } = executable;
  const living = new Set(Object.values(instances).map(({ element }) => element));
  const isClose = (each: ExecutableElement): boolean =>
    living.has(each.index) || (each.type === 'boundaryEvent' && living.has(each.attachedTo));
  const pick = (list: readonly ExecutableElement[]): ExecutableElement | undefined => {
    const close = list.filter(isClose);
    const some = which % 2 === 0 && close.length > 0 ? close : list;
    return some[(which >> 1) % (some.length || 1)];
  };
  const free = flows.filter(({ source }) => elements[source]?.type !== 'eventBasedGateway');
  const flow = free[which % (free.length || 1)];
  const element = pick(elements.slice(1));
  switch (what) {
    case 'inserted':
      return flow === undefined ? null : { executable: inserted(executable, flow), byHand: {} };
    case 'redirected': {
      const ends = elements.filter(
        ({ type, scope }) => type === 'endEvent' && scope === elements[flow?.source ?? 0]?.scope,
      );
      const end = pick(ends);
      if (flow === undefined || end === undefined) return null;
      return { executable: led(executable, flow, end.index), byHand: {} };
    }
    case 'renamed':
    case 'lost': {
      if (element === undefined) return null;
      const id = `x${element.id}`;
      return {
        executable: { ...executable, elements: elements.map((each) => (each === element ? { ...each, id } : each)) },
        byHand: what === 'renamed' ? { [element.id]: id } : {},
      };
    }
    case 'watched': {
      const host = pick(elements.filter(({ type }) => HOSTS.has(type)));
      return host === undefined ? null : { executable: watched(executable, host, rest), byHand: {} };
    }
    case 'unwatched': {
      const boundary = pick(elements.filter(({ type }) => type === 'boundaryEvent'));
      if (boundary === undefined) return null;
      return { executable: without(executable, boundary.index, boundary.outgoing), byHand: {} };
    }
    case 'removed': {
      const task = pick(elements.filter((each) => isPassed(each, free)));
      const [into] = task?.incoming ?? [];
      const [on] = task?.outgoing ?? [];
      const [before, after] = [flows[into ?? -1], flows[on ?? -1]];
      if (task === undefined || before === undefined || after === undefined) return null;
      return { executable: without(led(executable, before, after.target), task.index, [after.index]), byHand: {} };
    }
  }
}

/** By ids, and by what a person says. */
export function goingOver(from: Linked, to: Linked, byHand: ByHand): Extract<Command, { kind: 'migrate' }> {
  const mapping = proposeMapping(from, to, byHand, true);
  return { kind: 'migrate', definition: 'new', source: 'old', deployment: 'd2', mapping, reason: 'random' };
}

const HOSTS = new Set(['serviceTask', 'userTask', 'subProcess', 'transaction', 'callActivity', 'adHocSubProcess']);

/** One way in, one way out, and nothing hangs on it. */
function isPassed(
  { type, incoming, outgoing, boundaries = [], loop }: ExecutableElement,
  free: readonly ExecutableFlow[],
): boolean {
  const isTask = type === 'task' || type === 'manualTask' || type === 'serviceTask' || type === 'userTask';
  const isAlone = incoming.length === 1 && outgoing.length === 1 && boundaries.length === 0 && loop === undefined;
  return isTask && isAlone && free.some(({ index }) => index === incoming[0]);
}

type Mutable = Record<string, unknown> & { outgoing: number[]; incoming: number[]; children?: number[] };

function copied({ elements }: ExecutableProcess): (ExecutableElement & Mutable)[] {
  return elements.map((each) => structuredClone(each) as ExecutableElement & Mutable);
}

function inserted(executable: ExecutableProcess, flow: ExecutableFlow): ExecutableProcess {
  const elements = copied(executable);
  const { length: index } = elements;
  const { length: next } = executable.flows;
  const scope = elements[flow.source]?.scope ?? 0;
  elements[scope]?.children?.push(index);
  elements.push(made({ type: 'manualTask', index, id: 'put', scope, incoming: [flow.index], outgoing: [next] }));
  replace(elements[flow.target]?.incoming, flow.index, [next]);
  const flows = executable.flows.map((each) => (each === flow ? { ...each, target: index } : each));
  flows.push({ index: next, id: 'further', source: index, target: flow.target });
  return { ...executable, elements, flows };
}

/** The flow leads somewhere else in its scope. */
function led(executable: ExecutableProcess, flow: ExecutableFlow, target: number): ExecutableProcess {
  const elements = copied(executable);
  replace(elements[flow.target]?.incoming, flow.index, []);
  elements[target]?.incoming.push(flow.index);
  const flows = executable.flows.map((each) => (each === flow ? { ...each, target } : each));
  return { ...executable, elements, flows };
}

function watched(
  executable: ExecutableProcess,
  host: ExecutableElement,
  { trigger, interrupting }: Pick<Change, 'trigger' | 'interrupting'>,
): ExecutableProcess {
  const elements = copied(executable);
  const { length: index } = elements;
  const { length: flow } = executable.flows;
  const { scope } = host;
  elements[scope]?.children?.push(index, index + 1);
  Object.assign(elements[host.index] ?? {}, { boundaries: [...(host.boundaries ?? []), index] });
  const place = { scope, incoming: [], outgoing: [flow] };
  const event = { attachedTo: host.index, interrupting, trigger: TRIGGERS[trigger] };
  elements.push(made({ type: 'boundaryEvent', index, id: 'watch', ...place, ...event }));
  const end = { type: 'endEvent', index: index + 1, id: 'seen', scope, incoming: [flow], outgoing: [], ...none };
  elements.push(made(end));
  return {
    ...executable,
    elements,
    flows: [...executable.flows, { index: flow, id: 'on', source: index, target: index + 1 }],
  };
}

const TRIGGERS = [
  timer('PT30M').trigger,
  { kind: 'message', name: text('paid') },
  { kind: 'signal', name: text('go') },
  { kind: 'conditional', condition: feel('n >= 3') },
];

const made = (element: object): ExecutableElement & Mutable => element as ExecutableElement & Mutable;

function replace(list: number[] | undefined, old: number, by: readonly number[]): void {
  list?.splice(list.indexOf(old), 1, ...by);
}

/** Without that element and those flows; the others move up. */
function without(executable: ExecutableProcess, gone: number, flowsGone: readonly number[]): ExecutableProcess {
  const flowsLeft = executable.flows.filter(({ index }) => !flowsGone.includes(index));
  const flowAt = (old: number): number => flowsLeft.findIndex(({ index }) => index === old);
  const at = (old: number): number => (old > gone ? old - 1 : old);
  const elements = copied(executable).filter(({ index }) => index !== gone);
  for (const each of elements) {
    for (const name of ['index', 'scope', 'start', 'attachedTo', 'compensationHandler'])
      if (name in each) each[name] = at(Number(each[name]));
    for (const name of ['boundaries', 'children', 'startEvents', 'eventSubProcesses', 'targets'])
      if (name in each) each[name] = (each[name] as number[]).filter((old) => old !== gone).map(at);
    for (const name of ['incoming', 'outgoing'])
      each[name] = (each[name] as number[]).filter((old) => !flowsGone.includes(old)).map(flowAt);
    for (const name of ['defaultFlow']) if (name in each) each[name] = flowAt(Number(each[name]));
    const trigger = each['trigger'] as Record<string, unknown> | undefined;
    for (const name of ['target', 'activity'])
      if (trigger?.[name] !== undefined) trigger[name] = at(Number(trigger[name]));
  }
  const flows = flowsLeft.map((each, index) => ({ ...each, index, source: at(each.source), target: at(each.target) }));
  return { ...executable, elements, flows };
}
