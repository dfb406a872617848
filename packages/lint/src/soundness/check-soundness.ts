import type { DiagramModel } from '@krok/bpmn/xml';
import { endlessCallsOf } from './endless-calls.ts';
import { explore } from './explore.ts';
import { judge } from './judge.ts';
import { MOST_AT_ONCE, type System, systemsOf } from './participant.ts';
import { type Bounds, type Soundness, unexplored, type Verdict } from './soundness.ts';

/**
 * How the processes of a file behave, whatever the data are: every condition may hold or not, every job end or throw what
 * is caught, every timer fire or wait, every message from outside come at any time. Explored on the engine itself. Loops,
 * multi-instance activities and events that do not interrupt are tried with nought, one and two.
 */
export function checkSoundness({ executable, drawn, messageFlows }: DiagramModel, bounds: Bounds = {}): Soundness {
  const { states = 20_000, ...reading } = bounds;
  const processes = [...executable, ...drawn];
  if (processes.length === 0) return unexplored('the file has no process');
  const judged = (endless?: ReadonlySet<string>): Soundness =>
    judgedTogether(systemsOf(processes, messageFlows, endless), { states, ...reading });
  const endless = endlessCallsOf(processes, messageFlows, { states, ...reading });
  if (endless === 'more') return unexplored('more processes that call each other than can be tried');
  const sure = judged(endless.surely);
  if (endless.asDeployed.size === endless.surely.size) return sure;
  return whereBothSay(sure, judged(endless.asDeployed));
}

function judgedTogether(systems: readonly System[], { states, ...reading }: Bounds & { readonly states: number }) {
  return systems
    .map((system) => {
      if (system.most > MOST_AT_ONCE + 1) return unexplored('more tokens or messages than can be counted');
      const space = explore(system, { states, ...reading });
      return space.nodes.length === 0 ? unexplored('a process that cannot be started') : judge(space);
    })
    .reduce(both);
}

/** A later version may answer a call of the latest: what depends on it is not known. */
function whereBothSay(one: Soundness, other: Soundness): Soundness {
  const verdicts: Partial<Record<(typeof VERDICTS)[number], Verdict>> = {};
  for (const key of VERDICTS) verdicts[key] = one[key] === other[key] ? one[key] : 'unknown';
  const { endlessCalls, counterexample } = other;
  const bound = one.bound ?? other.bound ?? 'a call of the latest version, which may be another';
  return { ...one, ...verdicts, endlessCalls, counterexample: one.counterexample ?? counterexample, bound };
}

const VERDICTS = [
  'sound',
  'safe',
  'optionToComplete',
  'properCompletion',
  'noDeadActivities',
  'processesEnd',
  'messageSound',
] as const;

/** Processes that do not talk to each other: each for itself. */
function both(left: Soundness, right: Soundness): Soundness {
  const and = (key: (typeof VERDICTS)[number]): Verdict => {
    if (left[key] === false || right[key] === false) return false;
    return left[key] === true && right[key] === true ? true : 'unknown';
  };
  return {
    sound: and('sound'),
    safe: and('safe'),
    optionToComplete: and('optionToComplete'),
    properCompletion: and('properCompletion'),
    noDeadActivities: and('noDeadActivities'),
    processesEnd: and('processesEnd'),
    messageSound: and('messageSound'),
    deadElements: [...left.deadElements, ...right.deadElements],
    unsafeFlows: [...left.unsafeFlows, ...right.unsafeFlows],
    improperEnds: [...left.improperEnds, ...right.improperEnds],
    leftMessages: [...left.leftMessages, ...right.leftMessages],
    endlessCalls: [...left.endlessCalls, ...right.endlessCalls],
    counterexample: worse(left.counterexample, right.counterexample),
    bound: left.bound ?? right.bound,
    states: left.states + right.states,
  };
}

function worse(left: Soundness['counterexample'], right: Soundness['counterexample']): Soundness['counterexample'] {
  if (left === null || right === null) return left ?? right;
  const order = ['deadlock', 'livelock', 'improperCompletion', 'messageLeft', 'unsafe'];
  return order.indexOf(right.kind) < order.indexOf(left.kind) ? right : left;
}
