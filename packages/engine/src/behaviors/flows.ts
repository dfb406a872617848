import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedFlow } from '../link.ts';
import { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import { evaluateBoolean } from './expressions.ts';

/** All flows without condition and all whose condition holds; the default flow where no condition does. */
export function allThatHold(run: Run, at: LiveInstance): readonly LinkedFlow[] | Problem {
  const { element } = at;
  if (element.plainExit) return element.outgoing;
  const taken: LinkedFlow[] = [];
  let held = false;
  for (const flow of element.outgoing) {
    if (flow === element.defaultFlow) continue;
    if (flow.condition !== null) {
      const holds = evaluateBoolean(run, at, flow.condition);
      if (holds instanceof Problem) return holds;
      if (!holds) continue;
      held = true;
    }
    taken.push(flow);
  }
  if (!held && element.defaultFlow !== null) taken.push(element.defaultFlow);
  return taken.length > 0 ? taken : noFlowMatches(at);
}

/** The first flow whose condition holds, in the order of the diagram; else the default flow. */
export function firstThatHolds(run: Run, at: LiveInstance): readonly LinkedFlow[] | Problem {
  const { element } = at;
  for (const flow of element.outgoing) {
    if (flow === element.defaultFlow) continue;
    if (flow.condition === null) return [flow];
    const holds = evaluateBoolean(run, at, flow.condition);
    if (holds instanceof Problem) return holds;
    if (holds) return [flow];
  }
  if (element.defaultFlow !== null) return [element.defaultFlow];
  return element.outgoing.length === 0 ? element.outgoing : noFlowMatches(at);
}

function noFlowMatches(at: LiveInstance): Problem {
  return new Problem('noFlowMatches', `Expected a flow out of ${at.element.id} to match but none does`);
}
