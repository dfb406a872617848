import type { DiagramModel } from '@krok/bpmn/xml';
import { explore } from './explore.ts';
import { judge } from './judge.ts';
import { MOST_AT_ONCE, systemsOf } from './participant.ts';
import { type Bounds, type Soundness, unexplored, type Verdict } from './soundness.ts';

/**
 * How the processes of a file behave, whatever the data are: every condition may hold or not, every job end or throw what
 * is caught, every timer fire or wait, every message from outside come at any time. Explored on the engine itself. Loops,
 * multi-instance activities and events that do not interrupt are tried with nought, one and two.
 */
export function checkSoundness({ executable, drawn, messageFlows }: DiagramModel, bounds: Bounds = {}): Soundness {
  const { states = 20_000, ...reading } = bounds;
  const systems = systemsOf([...executable, ...drawn], messageFlows);
  if (systems.length === 0) return unexplored('the file has no process');
  return systems
    .map((system) => {
      if (system.most > MOST_AT_ONCE + 1) return unexplored('more tokens or messages than can be counted');
      const space = explore(system, { states, ...reading });
      return space.nodes.length === 0 ? unexplored('a process that cannot be started') : judge(space);
    })
    .reduce(both);
}

/** Processes that do not talk to each other: each for itself. */
function both(left: Soundness, right: Soundness): Soundness {
  const and = (
    key:
      | 'processesEnd'
      | 'sound'
      | 'safe'
      | 'optionToComplete'
      | 'properCompletion'
      | 'noDeadActivities'
      | 'messageSound',
  ): Verdict => {
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
