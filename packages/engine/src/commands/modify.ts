import { completeIfEmpty } from '../behaviors/completion.ts';
import { ended } from '../behaviors/lifecycle.ts';
import { behaviorOf } from '../behaviors/structure.ts';
import { endByHand, endInsideByHand, endLater } from '../behaviors/termination.ts';
import { setLocal } from '../behaviors/variables.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement } from '../link.ts';
import type { Run } from '../run.ts';
import type { Activation, Command, Rejection } from '../types/index.ts';
import { reject, rejectVariables } from './reject.ts';

type Modify = Extract<Command, { kind: 'modify' }>;

/** Checks everything before the first write: a modification is made as a whole or not at all. */
export function modify(run: Run, command: Modify): Rejection | null {
  const { activate, terminate: endings, consume, reason } = command;
  if (activate.length + endings.length + consume.length === 0) return invalid('Expected a token to move but got none');
  const ending: LiveInstance[] = [];
  for (const id of endings) {
    const at = run.draft.find(id);
    if (at === undefined || at.scope === null) {
      return reject('noSuchInstance', `Expected an element in progress ${id} but there is none`);
    }
    ending.push(at);
  }
  const consumed = new Map<LiveInstance, number[]>();
  for (const { scope: id, flow } of consume) {
    const scope = run.draft.find(id);
    const flows = scope === undefined ? undefined : (consumed.get(scope) ?? []);
    const taken = flows?.filter((each) => each === flow).length ?? 0;
    if (scope === undefined || flows === undefined || scope.tokensOn(flow) <= taken) {
      return invalid(`Expected a token that waits on flow ${flow} in ${id} but there is none`);
    }
    flows.push(flow);
    consumed.set(scope, flows);
  }
  const targets: Target[] = [];
  for (const activation of activate) {
    const target = targetOf(run, activation, ending);
    if ('code' in target) return target;
    targets.push(target);
  }
  run.emit({ kind: 'instanceModified', reason });
  for (const { element, scope, variables } of targets) {
    setLocal(run, scope, variables);
    run.enter(element, scope);
  }
  for (const at of ending) {
    if (at.gone || at.scope === null) continue;
    if (at.status === 'terminating') {
      endInsideByHand(run, at);
      endLater(run, at);
      continue;
    }
    endByHand(run, at);
    if (at.scope.gone) continue;
    behaviorOf(at.scope).childTerminated?.(run, at.scope, at.scope.element.definition, at);
    ended(run, at, at.scope);
  }
  for (const [scope, flows] of consumed) {
    if (scope.gone) continue;
    run.emit({ kind: 'flowsConsumed', scope: scope.id, flows });
    completeIfEmpty(run, scope);
  }
  return null;
}

interface Target {
  readonly element: LinkedElement;
  readonly scope: LiveInstance;
  readonly variables: NonNullable<Activation['variables']>;
}

function targetOf(
  run: Run,
  { element: index, scope: given, variables = {} }: Activation,
  ending: readonly LiveInstance[],
): Target | Rejection {
  const definition = run.linked.executable.elements[index];
  if (definition === undefined || definition.scope < 0)
    return invalid(`Expected an element ${index} but there is none`);
  const element = run.linked.element(index);
  // What no token reaches by a flow is begun by its host, its scope or a throw, never by hand.
  if ('attachedTo' in definition || element.behavior.inline === true || definition.isForCompensation === true) {
    return invalid(`Expected an element that a flow can lead to but got "${definition.id}"`);
  }
  const rejection = rejectVariables(variables);
  if (rejection !== null) return rejection;
  const homes = run.draft
    .instances()
    .filter((live) => live.element.index === definition.scope && !live.isLoopBody && live.status === 'active')
    // A path of an ad-hoc sub-process is meant only where it is named.
    .filter(
      (live) =>
        (given === undefined ? !live.isPath : live.id === given) && !ending.some((each) => isInside(live, each)),
    );
  const [scope] = homes;
  if (scope === undefined) {
    return reject('noSuchScope', `Expected the scope of "${definition.id}" to be in progress but it is not`);
  }
  if (homes.length > 1) return invalid(`Expected one scope of "${definition.id}" but ${homes.length} are in progress`);
  return { element, scope, variables };
}

function isInside(live: LiveInstance, scope: LiveInstance): boolean {
  for (let at: LiveInstance | null = live; at !== null; at = at.scope) if (at === scope) return true;
  return false;
}

function invalid(message: string): Rejection {
  return reject('invalidModification', message);
}
