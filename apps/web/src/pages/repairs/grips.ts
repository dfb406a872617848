import type { Repairable, RepairAct } from '@krok/contracts/schemas';
import type { StudioStart } from './studio-door.ts';

/** Something in a case that can be taken hold of. */
export type Grip = { readonly id: string; readonly elementId: string; readonly name: string | null } & (
  | { readonly kind: 'instance'; readonly instance: string; readonly skippable: boolean; readonly stopped: boolean }
  | { readonly kind: 'waiting'; readonly scope: string; readonly flowId: string }
  | { readonly kind: 'timer'; readonly timer: string; readonly due: string; readonly repeats: boolean }
  | { readonly kind: 'add' }
);

export type GripAct = 'skip' | 'move' | 'take' | 'timer' | 'add';

export const ADD: Grip = { id: 'add', kind: 'add', elementId: '', name: null };

/** Steps first, the innermost before the parts that hold them; then waiting tokens, then timers. */
export function gripsOf({ instances, waiting, timers }: Repairable): Grip[] {
  return [
    ...instances
      .toSorted((left, right) => Number(left.isScope) - Number(right.isScope))
      .map(({ instance, elementId, elementName, skippable, incidentId }): Grip => {
        const common = { id: `instance ${instance}`, elementId, name: elementName };
        return { ...common, kind: 'instance', instance, skippable, stopped: incidentId !== null };
      }),
    ...waiting.map(({ scope, flowId, elementId, elementName }): Grip => {
      return { id: `waiting ${scope} ${flowId}`, kind: 'waiting', scope, flowId, elementId, name: elementName };
    }),
    ...timers.map(({ timer, elementId, elementName, due, repeats }): Grip => {
      return { id: `timer ${timer}`, kind: 'timer', timer, elementId, name: elementName, due, repeats };
    }),
  ];
}

/** What the studio begins with, if it is still there. */
export function firstGrip(grips: readonly Grip[], repairable: Repairable, start: StudioStart): Grip | undefined {
  switch (start.kind) {
    case 'any':
      return grips.length === 1 ? grips[0] : grips.find((grip) => grip.kind === 'instance' && grip.stopped);
    case 'timer':
      return grips.find(({ kind }) => kind === 'timer');
    case 'element':
      return grips.find(({ elementId }) => elementId === start.elementId);
    case 'incident': {
      const at = repairable.instances.find(({ incidentId }) => incidentId === start.incidentId);
      return grips.find((grip) => grip.kind === 'instance' && grip.instance === at?.instance);
    }
  }
}

export function actsOf(grip: Grip): readonly GripAct[] {
  switch (grip.kind) {
    case 'instance':
      return grip.skippable ? ['skip', 'move', 'take'] : ['move', 'take'];
    case 'waiting':
      return ['move', 'take'];
    case 'timer':
      return ['timer'];
    case 'add':
      return ['add'];
  }
}

export interface RepairPlan {
  /** Below the case's own path. */
  readonly to: readonly string[];
  readonly more: object;
  /** The same, to be tried. */
  readonly act: RepairAct;
}

/** The request for what was chosen; null while something is still to be said. */
export function planOf(grip: Grip, act: GripAct, target: string | null, due: string | null): RepairPlan | null {
  if (grip.kind === 'timer') {
    if (due === null || due === grip.due) return null;
    return { to: ['timers', grip.timer], more: { due }, act: { kind: 'timer', timer: grip.timer, due } };
  }
  if (act === 'skip' && grip.kind === 'instance') {
    const { instance } = grip;
    return { to: ['steps', instance, 'skip'], more: {}, act: { kind: 'skip', instance, variables: {} } };
  }
  if (act !== 'take' && target === null) return null;
  const move = {
    activate: target === null || act === 'take' ? [] : [{ elementId: target, variables: {} }],
    terminate: grip.kind === 'instance' ? [grip.instance] : [],
    consume: grip.kind === 'waiting' ? [{ scope: grip.scope, flowId: grip.flowId }] : [],
  };
  return { to: ['moves'], more: move, act: { kind: 'move', ...move } };
}
