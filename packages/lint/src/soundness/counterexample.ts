import type { Node, StateSpace } from './explore.ts';
import { flowId, flowsWithTwo, isDeadlock } from './judge.ts';
import type { Counterexample, CounterexampleStep } from './soundness.ts';

/** Indexes of the first states that show what is wrong. */
export interface Wrong {
  readonly stuck: number | undefined;
  readonly improper: number | undefined;
  readonly left: number | undefined;
  readonly crowded: number | undefined;
}

/** The way to the worst that is wrong. */
export function counterexampleOf(space: StateSpace, wrong: Wrong): Counterexample | null {
  const { nodes } = space;
  if (wrong.stuck !== undefined) {
    const node = nodes[wrong.stuck] as Node;
    return {
      kind: isDeadlock(node) && !isCalling(space, node) ? 'deadlock' : 'livelock',
      path: pathTo(nodes, wrong.stuck),
      at: placesOf(space, node),
    };
  }
  if (wrong.improper !== undefined) {
    const { improper } = (nodes[wrong.improper] as Node).state;
    return { kind: 'improperCompletion', path: pathTo(nodes, wrong.improper), at: improper };
  }
  if (wrong.left !== undefined) {
    const { bag } = (nodes[wrong.left] as Node).state;
    const at = bag.flatMap((count, flow) => (count > 0 ? [space.system.flows[flow] ?? ''] : []));
    return { kind: 'messageLeft', path: pathTo(nodes, wrong.left), at };
  }
  if (wrong.crowded === undefined) return null;
  const at = flowsWithTwo(nodes[wrong.crowded] as Node).map((each) => flowId(space, each));
  return { kind: 'unsafe', path: pathTo(nodes, wrong.crowded), at };
}

/** Waits for a called process that goes on for ever. */
function isCalling({ system }: StateSpace, { state }: Node): boolean {
  return state.instances.some((live) => {
    const endless = system.participants[live.participant]?.endless;
    return Object.values(live.state.instances).some(({ element }) => endless?.has(element) === true);
  });
}

function pathTo(nodes: readonly Node[], index: number): readonly CounterexampleStep[] {
  const path: CounterexampleStep[] = [];
  for (let at = index; at >= 0; at = nodes[at]?.parent ?? -1) {
    const node = nodes[at];
    if (node !== undefined && node.step.element !== '') path.unshift(node.step);
  }
  return path;
}

/** Where tokens are: the elements that wait, and those before which tokens wait. */
function placesOf({ system }: StateSpace, { state }: Node): readonly string[] {
  const places = new Set<string>();
  for (const { participant, state: instance } of state.instances) {
    const linked = system.participants[participant]?.linked;
    for (const id in instance.instances) {
      const record = instance.instances[id];
      if (record === undefined || linked === undefined) continue;
      for (const flow in record.waiting) places.add(linked.flows[Number(flow)]?.target.id ?? '');
      const isEmptied = record.children === undefined && record.waiting === undefined && record.scope !== '';
      if (isEmptied) places.add(linked.element(record.element).id);
    }
  }
  return [...places].sort();
}
