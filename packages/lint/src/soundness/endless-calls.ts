import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { MessageFlow } from '@krok/bpmn/xml';
import { cyclesOf } from '../rules/cycles.ts';
import { explore, type StateSpace } from './explore.ts';
import { systemsOf } from './participant.ts';
import type { Bounds } from './soundness.ts';

/** A call activity that calls a process of its own file. */
interface Call {
  /** Id of the call activity. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** Bound to the deployment it is in; else a later one may answer. */
  readonly bound: boolean;
}

/** Call activities that no run comes back from, for the process that they call calls itself again whatever it does. */
export interface EndlessCalls {
  /** Whatever else is deployed. */
  readonly surely: ReadonlySet<string>;
  /** Also those that call the latest version, as long as this file is that. */
  readonly asDeployed: ReadonlySet<string>;
}

/** `more`: too many processes call each other to be tried. */
export function endlessCallsOf(
  processes: readonly ExecutableProcess[],
  messageFlows: readonly MessageFlow[],
  bounds: Bounds & { readonly states: number },
): EndlessCalls | 'more' {
  const calls = callsInCycles(processes);
  if (new Set(calls.map(({ from }) => from)).size > MOST_PROCESSES) return 'more';
  const noReturn = (among: readonly Call[]): ReadonlySet<string> => {
    let left = among;
    for (let before = -1; left.length !== before && left.length > 0; ) {
      before = left.length;
      const ending = endingOf(processes, messageFlows, bounds, left);
      left = left.filter(({ to }) => !ending.has(to));
    }
    return new Set(left.map(({ id }) => id));
  };
  return { surely: noReturn(calls.filter(({ bound }) => bound)), asDeployed: noReturn(calls) };
}

/** Only what calls itself, at once or through others, can fail to come back for no reason of its own. */
function callsInCycles(processes: readonly ExecutableProcess[]): readonly Call[] {
  const calls = processes.flatMap(({ elements }, from) =>
    elements.flatMap((element): readonly Call[] => {
      // A loop may have no run at all.
      if (element.type !== 'callActivity' || element.calledProcess.kind !== 'static' || element.loop) return [];
      const { text } = element.calledProcess;
      const to = processes.findIndex(({ processId }) => processId === text);
      return to < 0 ? [] : [{ id: element.id, from, to, bound: element.bindingType === 'deployment' }];
    }),
  );
  if (calls.length === 0) return [];
  const cycles = cyclesOf(processes.length, (index) => calls.flatMap(({ from, to }) => (from === index ? [to] : [])));
  return calls.filter(({ from, to }) => cycles.some((cycle) => cycle.includes(from) && cycle.includes(to)));
}

/** The processes that these call of which some run ends while those do not come back; all where a bound hides it. */
function endingOf(
  processes: readonly ExecutableProcess[],
  messageFlows: readonly MessageFlow[],
  bounds: Bounds & { readonly states: number },
  calls: readonly Call[],
): ReadonlySet<number> {
  const blocked = new Set(calls.map(({ id }) => id));
  const wanted = new Set(calls.map(({ to }) => to));
  const ending = new Set<number>();
  for (const system of systemsOf(processes, messageFlows, blocked)) {
    const at = system.participants.map(({ original }) => processes.indexOf(original));
    if (!at.some((index) => wanted.has(index))) continue;
    const space = explore(system, bounds);
    for (const [participant, index] of at.entries())
      if (wanted.has(index) && (space.nodes.some(({ cut }) => cut) || ends(space, participant))) ending.add(index);
  }
  return ending;
}

/** Some step ends an instance of the participant. */
function ends({ nodes, initial, begun }: StateSpace, participant: number): boolean {
  const living = (index: number): number =>
    nodes[index]?.state.instances.filter((each) => each.participant === participant).length ?? 0;
  const hasBegun = begun.some((each) => each.participant === participant);
  return (
    (hasBegun && initial.some((index) => living(index) === 0)) ||
    nodes.some(({ edges }, from) =>
      edges.some((edge) => {
        if (edge.participant !== participant) return false;
        return living(edge.to) < living(from) + (edge.step.what === 'start' ? 1 : 0);
      }),
    )
  );
}

const MOST_PROCESSES = 30;
