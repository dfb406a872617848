import type { ElementInstance, InstanceState } from '@krok/engine';
import type { Successor } from './firing.ts';
import type { LiveProcess, ModelState } from './model-state.ts';
import type { Participant, System } from './participant.ts';
import type { Unit } from './unit.ts';

/**
 * A unit that can go first, alone: whatever the others do commutes with it, and it hides no state in which a flow holds
 * two tokens (a persistent set of one token). Then the other orders need not be explored. A candidate must still pass
 * `leavesOthersAlone` with what it does.
 */
export function canGoFirst(system: System, model: ModelState, unit: Unit): boolean {
  if (unit.kind !== 'enter' && unit.kind !== 'wait') return false;
  const live = model.instances[unit.at];
  const part = live && system.participants[live.participant];
  if (live === undefined || part === undefined) return false;
  const { state } = live;
  if (unit.kind === 'enter') {
    const scope = state.instances[unit.scope];
    return (
      scope !== undefined &&
      keepsToItself(part, state, unit) &&
      unit.flows.every((flow) => scope.waiting?.[flow] === 1) &&
      nobodyElseComes(part, state, unit.scope, scope, unit.flows)
    );
  }
  const record = state.instances[unit.instance];
  const scope = record && state.instances[record.scope];
  if (record === undefined || scope === undefined || part.linked.element(record.element).content !== null) return false;
  if (part.original.elements[scope.element]?.type === 'adHocSubProcess') return false;
  return (
    dependsOnNobody(part, state, record) &&
    joinsDoNotMind(part, state, record.scope, scope, record.element, [], unit.instance)
  );
}

/** Tokens that go on need not be the only ones to go on where many are on their flow: what the others do commutes with it. */
export function canGoBeside(system: System, model: ModelState, unit: Unit, successors: readonly Successor[]): boolean {
  if (unit.kind !== 'enter') return false;
  const live = model.instances[unit.at] as LiveProcess;
  const part = system.participants[live.participant] as Participant;
  if (successors.some(({ sends }) => sends) || !keepsToItself(part, live.state, unit)) return false;
  return leavesOthersAlone(system, model, unit, successors)?.size === 0;
}

/** No other token of the case, and no join, sees it go on. */
function keepsToItself(part: Participant, state: InstanceState, unit: Extract<Unit, { kind: 'enter' }>): boolean {
  const target = part.reach.target(unit.flows[0] ?? 0);
  const scope = state.instances[unit.scope];
  return (
    scope !== undefined &&
    part.original.elements[scope.element]?.type !== 'adHocSubProcess' &&
    !reachesOut(part, target) &&
    joinsDoNotMind(part, state, unit.scope, scope, target, unit.flows, '')
  );
}

/**
 * Scopes that end with what the unit does, or null where it touches more than its own token: a token or instance of
 * another, or what another waits for.
 */
export function leavesOthersAlone(
  system: System,
  model: ModelState,
  unit: Unit,
  successors: readonly Successor[],
): ReadonlySet<string> | null {
  if (unit.kind !== 'enter' && unit.kind !== 'wait') return null;
  const live = model.instances[unit.at] as LiveProcess;
  const before = live.state;
  const own = unit.kind === 'wait' ? unit.instance : '';
  const above = new Set<string>();
  const first = unit.kind === 'wait' ? (before.instances[unit.instance]?.scope ?? '') : unit.scope;
  for (let id = first; id !== ''; id = before.instances[id]?.scope ?? '') above.add(id);
  const ended = new Set<string>();
  for (const { state } of successors) {
    const after = model.instances.length === state.instances.length ? state.instances[unit.at]?.state : undefined;
    for (const id in before.instances) {
      if (id === own) continue;
      const now = after?.instances[id];
      const then = before.instances[id] as ElementInstance;
      if (now === undefined) {
        if (!above.has(id) || holdsOthers(before, then, id, unit, own, above)) return null;
        ended.add(id);
      } else if (!isUntouched(then, now, unit, id)) return null;
    }
  }
  const part = system.participants[live.participant] as Participant;
  for (const id of ended) if (!dependsOnNobody(part, before, before.instances[id] as ElementInstance)) return null;
  return ended;
}

/** Its outcome is seen by others than those that its flows lead to. */
function reachesOut(part: Participant, element: number): boolean {
  const definition = part.abstract.process.elements[element];
  if (definition === undefined || !('trigger' in definition)) return false;
  if (definition.type !== 'endEvent' && definition.type !== 'intermediateThrowEvent') return false;
  const { trigger } = definition;
  const kinds = 'triggers' in trigger ? trigger.triggers.map(({ kind }) => kind) : [trigger.kind];
  return kinds.some((kind) => !['none', 'link', 'error', 'escalation'].includes(kind));
}

/** No other token of the scope can come to one of `flows` while those there wait. */
function nobodyElseComes(
  part: Participant,
  state: InstanceState,
  scopeId: string,
  scope: ElementInstance,
  flows: readonly number[],
): boolean {
  return othersIn(part, state, scopeId, scope, flows, '').every((from) => flows.every((flow) => from[flow] !== 1));
}

/** What the others in the scope can come to: each an array over the flows. */
function othersIn(
  part: Participant,
  state: InstanceState,
  scopeId: string,
  scope: ElementInstance,
  flows: readonly number[],
  own: string,
): readonly Uint8Array[] {
  const others: Uint8Array[] = [];
  for (const key in scope.waiting) {
    const flow = Number(key);
    if (!flows.includes(flow)) others.push(part.reach.from(part.reach.target(flow)));
  }
  if (scope.children !== undefined) {
    for (const id in state.instances) {
      const each = state.instances[id];
      if (each !== undefined && each.scope === scopeId && id !== own) others.push(part.reach.from(each.element));
    }
  }
  return others;
}

/**
 * BPMN 2.0 §13.4.3: a synchronizing join looks at all tokens of its scope. The order does not matter to it where the token
 * can come to it by one flow only, or where nobody else can come to it.
 */
function joinsDoNotMind(
  part: Participant,
  state: InstanceState,
  scopeId: string,
  scope: ElementInstance,
  element: number,
  flows: readonly number[],
  own: string,
): boolean {
  for (const join of part.reach.joins) {
    if (join.definition.scope !== scope.element) continue;
    const from = part.reach.from(element);
    const ways = join.incoming.filter((flow) => from[flow] === 1).length;
    if (ways === 0) continue;
    if (ways === 1 && join.definition.type === 'inclusiveGateway') continue;
    if (join.incoming.some((flow) => (scope.waiting?.[flow] ?? 0) > 0)) return false;
    const others = othersIn(part, state, scopeId, scope, flows, own);
    if (others.some((each) => join.incoming.some((flow) => each[flow] === 1))) return false;
  }
  return true;
}

/** Nothing that it waits for is decided by another token: no signal thrown inside, no message of another pool. */
function dependsOnNobody(part: Participant, state: InstanceState, record: ElementInstance): boolean {
  for (const id of record.owned ?? []) {
    const subscription = state.subscriptions[id];
    if (subscription === undefined) continue;
    if (subscription.kind === 'signal') return false;
    if (subscription.kind === 'message' && part.receives.has(subscription.element)) return false;
  }
  return true;
}

/** The scope that ended held more than the unit's own token. */
function holdsOthers(
  before: InstanceState,
  scope: ElementInstance,
  id: string,
  unit: Unit,
  own: string,
  above: ReadonlySet<string>,
): boolean {
  const tokens = Object.values(scope.waiting ?? {}).reduce((sum, count) => sum + count, 0);
  const ownTokens = unit.kind === 'enter' && unit.scope === id ? unit.flows.length : 0;
  if (tokens > ownTokens) return true;
  for (const child in before.instances) {
    if (before.instances[child]?.scope === id && child !== own && !above.has(child)) return true;
  }
  return false;
}

function isUntouched(then: ElementInstance, now: ElementInstance, unit: Unit, id: string): boolean {
  if (then.status !== now.status || then.interrupted !== now.interrupted) return false;
  if ((then.owned?.length ?? 0) > (now.owned?.length ?? 0)) return false;
  const own = unit.kind === 'enter' && unit.scope === id ? unit.flows : [];
  for (const flow in then.waiting) {
    if (!own.includes(Number(flow)) && (now.waiting?.[flow] ?? 0) < (then.waiting[flow] ?? 0)) return false;
  }
  return true;
}
