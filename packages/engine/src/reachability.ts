import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';

/**
 * From which elements a flow can be reached without passing the flow's own target: what an inclusive join must know
 * (BPMN 2.0 §13.4.3). Sets are made at first use, one breadth-first walk backwards each.
 */
export class Reachability {
  private readonly executable: ExecutableProcess;
  private readonly sets = new Map<number, Uint8Array>();
  private readonly byFlowAlone = new Map<number, Uint8Array>();

  constructor(executable: ExecutableProcess) {
    this.executable = executable;
  }

  /** Whether a token in `element` can come to wait on `flow`. */
  reaches(element: number, flow: number): boolean {
    return this.setOf(flow, this.sets, true)[element] === 1;
  }

  /** The same by sequence flows alone: an event may never come that would lead there from a boundary. */
  reachesByFlow(element: number, flow: number): boolean {
    return this.setOf(flow, this.byFlowAlone, false)[element] === 1;
  }

  private setOf(flow: number, sets: Map<number, Uint8Array>, throughBoundaries: boolean): Uint8Array {
    let set = sets.get(flow);
    if (set === undefined) {
      set = this.walkBack(flow, throughBoundaries);
      sets.set(flow, set);
    }
    return set;
  }

  private walkBack(flow: number, throughBoundaries: boolean): Uint8Array {
    const set = new Uint8Array(this.executable.elements.length);
    const start = this.executable.flows[flow];
    if (start === undefined) return set;
    const predecessors = predecessorsOf(this.executable, throughBoundaries);
    const open = [start.source];
    while (open.length > 0) {
      const at = open.pop() as number;
      if (set[at] === 1 || at === start.target) continue;
      set[at] = 1;
      for (const before of predecessors[at] ?? []) open.push(before);
    }
    return set;
  }
}

/** Elements a token can come from: by flow, by boundary event, by link. */
function predecessorsOf(executable: ExecutableProcess, throughBoundaries: boolean): number[][] {
  const before: number[][] = executable.elements.map(() => []);
  for (const flow of executable.flows) before[flow.target]?.push(flow.source);
  for (const element of executable.elements) {
    if (throughBoundaries) for (const boundary of element.boundaries ?? []) before[boundary]?.push(element.index);
    const target = linkTarget(element);
    if (target !== undefined) before[target]?.push(element.index);
  }
  return before;
}

function linkTarget(element: ExecutableElement): number | undefined {
  return 'trigger' in element && element.trigger.kind === 'link' ? element.trigger.target : undefined;
}
