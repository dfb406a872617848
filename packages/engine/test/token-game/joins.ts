import type { Board } from './board.ts';
import type { Move, Visit } from './state.ts';

/** Every way in which tokens on flows can go into an element now. */
export function entries(board: Board, scope: Visit): Move[] {
  const targets = new Set(Object.keys(scope.tokens).map((flow) => board.flow(Number(flow)).target));
  return [...targets].flatMap((target) => entriesOf(board, scope, target));
}

function entriesOf(board: Board, scope: Visit, target: number): Move[] {
  const element = board.element(target);
  const held = element.incoming.filter((flow) => board.tokensOn(scope, flow) > 0);
  const all: Move = { kind: 'enter', scope: scope.id, element: target, flows: held };
  switch (element.type) {
    case 'parallelGateway':
      // BPMN 2.0 §13.4.1: a token on every flow, one of each.
      return held.length === element.incoming.length ? [all] : [];
    case 'inclusiveGateway':
      return noneCanCome(board, scope, target, element.incoming) ? [all] : [];
    case 'complexGateway': {
      const given = scope.given[target];
      if (given !== undefined) {
        // BPMN 2.0 §13.4.5: started, it waits for the others and takes them.
        const rest = element.incoming.filter((flow) => !given.includes(flow));
        return noneCanCome(board, scope, target, rest) ? [{ kind: 'reset', scope: scope.id, element: target }] : [];
      }
      const { activationCondition } = element;
      const starts =
        activationCondition === undefined
          ? noneCanCome(board, scope, target, element.incoming)
          : board.holds(activationCondition, scope, { activationCount: held.length });
      return starts ? [all] : [];
    }
    default: {
      // BPMN 2.0 §10.3: an activity begins once as many tokens are there as its start quantity says.
      const needed = element.startQuantity ?? 1;
      const there = held.flatMap((flow) => Array<number>(board.tokensOn(scope, flow)).fill(flow));
      if (needed > 1) return there.length < needed ? [] : [{ ...all, flows: there.slice(0, needed) }];
      return held.map((flow) => ({ kind: 'enter', scope: scope.id, element: target, flows: [flow] }));
    }
  }
}

/** A complex gateway that has started and has no late token may still be reset: no token needs to be there. */
export function resets(board: Board, scope: Visit): Move[] {
  return Object.keys(scope.given).flatMap((target) =>
    entriesOf(board, scope, Number(target)).filter(({ kind }) => kind === 'reset'),
  );
}

/**
 * BPMN 2.0 §13.4.3: no token has a path to an empty one of `flows` that avoids the gateway, unless it has one to a flow
 * of the gateway that holds a token.
 */
function noneCanCome(board: Board, scope: Visit, gateway: number, flows: readonly number[]): boolean {
  const empty = new Set(flows.filter((flow) => board.tokensOn(scope, flow) === 0));
  const held = new Set(board.element(gateway).incoming.filter((flow) => board.tokensOn(scope, flow) > 0));
  const places = [
    ...Object.keys(scope.tokens).map((flow) => board.flow(Number(flow)).target),
    ...board.inside(scope).map(({ element }) => element),
  ].filter((place) => place !== gateway);
  const meets = (found: ReadonlySet<number>, wanted: ReadonlySet<number>): boolean =>
    [...found].some((flow) => wanted.has(flow));
  return places.every(
    (place) => !meets(ahead(board, place, gateway, true), empty) || meets(ahead(board, place, gateway, false), held),
  );
}

/** Flows that a token in `from` can come to, not through `gateway`; `byEvents`: also by what may happen at a boundary. */
function ahead(board: Board, from: number, gateway: number, byEvents: boolean): Set<number> {
  const flows = new Set<number>();
  const seen = new Set<number>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at) || at === gateway) continue;
    seen.add(at);
    const element = board.element(at);
    if (byEvents) open.push(...(element.boundaries ?? []));
    if ('trigger' in element && element.trigger.kind === 'link' && element.trigger.target !== undefined)
      open.push(element.trigger.target);
    for (const flow of element.outgoing) {
      flows.add(flow);
      open.push(board.flow(flow).target);
    }
  }
  return flows;
}
