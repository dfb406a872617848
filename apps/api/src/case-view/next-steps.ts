import type { Linked, LinkedElement } from '@krok/engine';

export interface NextStep {
  readonly title: string;
  /** Condition as drawn; null where there is none. */
  readonly when: string | null;
}

const most = 4;

/**
 * What the drawing says comes after an element: the next activities, waits and named ends. Gateways and nameless events
 * are passed through; at the end of a part the part's own way on is followed.
 */
export function nextSteps(linked: Linked, element: number): NextStep[] {
  const found: NextStep[] = [];
  const seen = new Set<number>([element]);
  const queue: { readonly at: LinkedElement; readonly when: string | null }[] = [];
  const push = (from: LinkedElement, when: string | null): void => {
    for (const flow of from.outgoing) {
      const { target } = flow;
      if (seen.has(target.index)) continue;
      seen.add(target.index);
      queue.push({ at: target, when: conditionOf(linked, from, flow.index) ?? when });
    }
  };
  const leave = (from: LinkedElement, when: string | null): void => {
    if (from.outgoing.length > 0) return push(from, when);
    const scope = from.definition.scope;
    if (scope > 0 && !seen.has(scope)) {
      seen.add(scope);
      leave(linked.element(scope), when);
    }
  };
  leave(linked.element(element), null);
  for (let next = queue.shift(); next !== undefined && found.length < most; next = queue.shift()) {
    const { at, when } = next;
    const { name, type, scope } = at.definition;
    const passes = type.endsWith('Gateway') || name === undefined;
    // The end of a part says less than what follows the part.
    const endOfPart = type === 'endEvent' && scope > 0;
    if (!passes && !endOfPart) found.push({ title: name, when });
    else leave(at, when);
  }
  return found;
}

/** Question of the gateway with the answer on the flow. */
function conditionOf(linked: Linked, from: LinkedElement, flow: number): string | null {
  const answer = linked.executable.flows[flow]?.name;
  if (answer === undefined) return null;
  const question = from.definition.name;
  return question === undefined ? answer : `${question} ${answer}`;
}
