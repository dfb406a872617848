import { counterexampleOf } from './counterexample.ts';
import type { Node, StateSpace } from './explore.ts';
import type { Participant } from './participant.ts';
import type { Soundness, Verdict } from './soundness.ts';

/** What the explored states say. A verdict of "never" needs all of them, one of "can" a single one that surely comes. */
export function judge(space: StateSpace): Soundness {
  const { nodes, system } = space;
  const sure = surelyReached(space);
  const isWhole =
    nodes.every(({ cut }) => !cut) && system.participants.every(({ abstract }) => !abstract.questions.cut);
  const never = (found: boolean, foundSurely: boolean): Verdict => {
    if (foundSurely) return false;
    return isWhole && !found ? true : 'unknown';
  };

  const ending = endingOf(nodes);
  const stuck = nodes.flatMap((_, index) => (ending[index] === 1 ? [] : [index]));
  const sureStuck = stuck.filter((index) => sure[index] === 1);
  // A count of "so many or more" may give a way out that there is not: then nothing is sure.
  const optionToComplete: Verdict =
    sureStuck.length > 0 ? false : isWhole && stuck.length === 0 && allSure(sure) ? true : 'unknown';

  const improper = nodes.flatMap((node, index) => (isOver(node) && node.state.improper.length > 0 ? [index] : []));
  const properCompletion = never(
    improper.length > 0,
    improper.some((index) => sure[index] === 1),
  );

  const crowded = nodes.flatMap((node, index) => (flowsWithTwo(node).length > 0 ? [index] : []));
  const ownEnds = new Set(
    system.participants.flatMap(({ original }) =>
      original.elements.flatMap(({ id, scope }) => (scope === 0 ? [id] : [])),
    ),
  );
  const twice = improper.filter((index) => nodes[index]?.state.improper.some((id) => ownEnds.has(id)));
  const processesEnd = allOf(
    optionToComplete,
    never(
      twice.length > 0,
      twice.some((index) => sure[index] === 1),
    ),
  );

  const safe = never(
    crowded.length > 0,
    crowded.some((index) => sure[index] === 1),
  );

  const left = nodes.flatMap((node, index) =>
    isOver(node) && node.edges.length === 0 && !node.cut && node.state.bag.some((count) => count > 0) ? [index] : [],
  );
  const allReceived = never(
    left.length > 0,
    left.some((index) => sure[index] === 1),
  );

  const { dead, deadActivities, doubtful } = deadElements(space, sure, isWhole);
  const noDeadActivities: Verdict = deadActivities ? false : isWhole && !doubtful ? true : 'unknown';
  const sound = allOf(optionToComplete, properCompletion, noDeadActivities);
  const first = (indexes: readonly number[]): number | undefined => indexes.find((index) => sure[index] === 1);
  return {
    sound,
    safe,
    optionToComplete,
    properCompletion,
    noDeadActivities,
    processesEnd,
    messageSound: allOf(processesEnd, allReceived),
    deadElements: dead,
    unsafeFlows: namesAt(nodes, sure, crowded, (node) => flowsWithTwo(node).map((each) => flowId(space, each))),
    improperEnds: namesAt(nodes, sure, improper, (node) => node.state.improper),
    leftMessages: namesAt(nodes, sure, left, (node) =>
      node.state.bag.flatMap((count, flow) => (count > 0 ? [system.flows[flow] ?? ''] : [])),
    ),
    endlessCalls: system.participants.flatMap(({ original, endless }) =>
      [...endless].map((index) => original.elements[index]?.id ?? ''),
    ),
    counterexample: counterexampleOf(space, {
      stuck: first(sureStuck.filter((index) => isDeadlock(nodes[index]))) ?? first(sureStuck),
      improper: first(improper),
      left: first(left),
      crowded: first(crowded),
    }),
    bound: isWhole && allSure(sure) ? null : boundText(space, isWhole),
    states: nodes.length,
  };
}

function isOver({ state }: Node): boolean {
  return state.instances.length === 0;
}

export function isDeadlock(node: Node | undefined): boolean {
  return node !== undefined && !node.cut && node.edges.length === 0 && !isOver(node);
}

/** `participant, flow` of every flow that holds two tokens of one scope. */
export function flowsWithTwo({ state }: Node): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const { participant, state: instance } of state.instances) {
    for (const id in instance.instances) {
      const waiting = instance.instances[id]?.waiting;
      for (const flow in waiting) if ((waiting[flow] ?? 0) > 1) found.push([participant, Number(flow)]);
    }
  }
  return found;
}

export function flowId({ system }: StateSpace, [participant, flow]: readonly [number, number]): string {
  return system.participants[participant]?.linked.flows[flow]?.id ?? '';
}

function allOf(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes('unknown') ? 'unknown' : true;
}

function allSure(sure: Uint8Array): boolean {
  return sure.every((each) => each === 1);
}

/** 1 for the states that come without a step that is only possible. */
function surelyReached({ nodes, initial }: StateSpace): Uint8Array {
  const sure = new Uint8Array(nodes.length);
  const open = initial.slice();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (sure[at] === 1) continue;
    sure[at] = 1;
    for (const { to, exact } of nodes[at]?.edges ?? []) if (exact) open.push(to);
  }
  return sure;
}

/** 1 for the states from which all can end, or of which a bound hides whether they can. */
function endingOf(nodes: readonly Node[]): Uint8Array {
  const before: number[][] = nodes.map(() => []);
  for (const [from, { edges }] of nodes.entries()) for (const { to } of edges) before[to]?.push(from);
  const ending = new Uint8Array(nodes.length);
  const open = nodes.flatMap((node, index) => (isOver(node) || node.cut ? [index] : []));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (ending[at] === 1) continue;
    ending[at] = 1;
    open.push(...(before[at] ?? []));
  }
  return ending;
}

function deadElements(space: StateSpace, sure: Uint8Array, isWhole: boolean) {
  const alive = space.system.participants.map(() => new Set<number>([0]));
  const surelyAlive = space.system.participants.map(() => new Set<number>([0]));
  const note = ({ participant, activated }: { participant: number; activated: readonly number[] }, isSure: boolean) => {
    for (const element of activated) {
      alive[participant]?.add(element);
      if (isSure) surelyAlive[participant]?.add(element);
    }
  };
  for (const each of space.begun) note(each, true);
  for (const [index, { edges }] of space.nodes.entries())
    for (const edge of edges) note(edge, edge.exact && sure[index] === 1);
  const dead: string[] = [];
  let deadActivities = false;
  let doubtful = false;
  for (const [at, part] of space.system.participants.entries()) {
    for (const element of part.original.elements) {
      if (surelyAlive[at]?.has(element.index) === true || isOnlyOnRequest(part, element.index)) continue;
      if (alive[at]?.has(element.index) === true || !isWhole) {
        doubtful = true;
        continue;
      }
      dead.push(element.id);
      if (isActivity(element.type)) deadActivities = true;
    }
  }
  return { dead, deadActivities, doubtful };
}

/** Handlers of compensation run when it is thrown, maybe from outside; their events are never reached by a token. */
function isOnlyOnRequest(part: Participant, index: number): boolean {
  for (let at: number = index; at > 0; at = part.original.elements[at]?.scope ?? 0) {
    const element = part.original.elements[at];
    if (element?.isForCompensation === true) return true;
    const isCompensation = element !== undefined && 'trigger' in element && element.trigger.kind === 'compensation';
    if (isCompensation && element.type === 'boundaryEvent') return true;
    if (element?.type === 'eventSubProcess') {
      const start = part.original.elements[element.start];
      if (start !== undefined && 'trigger' in start && start.trigger.kind === 'compensation') return true;
    }
  }
  return false;
}

function isActivity(type: string): boolean {
  return !type.endsWith('Gateway') && !type.endsWith('Event') && type !== 'process';
}

function namesAt(
  nodes: readonly Node[],
  sure: Uint8Array,
  indexes: readonly number[],
  names: (node: Node) => readonly string[],
): readonly string[] {
  const found = new Set<string>();
  for (const index of indexes) if (sure[index] === 1) for (const name of names(nodes[index] as Node)) found.add(name);
  return [...found].sort();
}

function boundText({ nodes }: StateSpace, isWhole: boolean): string {
  if (isWhole) return 'more tokens or messages than can be counted';
  return nodes.some(({ cut }) => cut) ? `${nodes.length} states` : 'more sets of flows than can be tried';
}
