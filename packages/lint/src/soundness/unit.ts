import type { InstanceState, LinkedElement } from '@krok/engine';
import type { ModelState } from './model-state.ts';
import type { System } from './participant.ts';

/**
 * One token and all that can happen to it next. What happens to different ones is independent but where `independence`
 * says otherwise. `at`: position of its process instance in the state.
 */
export type Unit =
  /** Tokens on `flows` go into their target together; `flow` is the first. */
  | { readonly kind: 'enter'; readonly at: number; readonly scope: string; readonly flows: readonly number[] }
  /** A synchronizing join, which may have to wait. */
  | { readonly kind: 'join'; readonly at: number; readonly scope: string; readonly element: number }
  /** Something that an element instance waits for. */
  | { readonly kind: 'wait'; readonly at: number; readonly instance: string }
  /** The outside starts a process, by its none start event (null) or another. */
  | { readonly kind: 'start'; readonly participant: number; readonly startEvent: number | null }
  /** A message of another pool starts one. */
  | { readonly kind: 'startBy'; readonly participant: number; readonly startEvent: number; readonly flow: number };

export function unitsOf(system: System, model: ModelState): readonly Unit[] {
  const units: Unit[] = [];
  for (const [at, { participant, state }] of model.instances.entries()) {
    const part = system.participants[participant];
    if (part !== undefined) addUnits(units, at, state, (flow) => part.linked.flows[flow]?.target);
  }
  for (const participant of model.fresh) {
    for (const startEvent of system.participants[participant]?.starts ?? [])
      units.push({ kind: 'start', participant, startEvent });
  }
  for (const [participant, { startedBy }] of system.participants.entries()) {
    for (const { flow, startEvent } of startedBy) {
      if ((model.bag[flow] ?? 0) > 0) units.push({ kind: 'startBy', participant, startEvent, flow });
    }
  }
  return units;
}

function addUnits(
  units: Unit[],
  at: number,
  state: InstanceState,
  targetOf: (flow: number) => LinkedElement | undefined,
): void {
  const waits: Unit[] = [];
  for (const id in state.instances) {
    const record = state.instances[id];
    if (record === undefined) continue;
    const isHeard = record.status === 'active' || record.listenerJob !== undefined;
    if (record.owned !== undefined && isHeard && record.incident === undefined)
      waits.push({ kind: 'wait', at, instance: id });
    const done = new Set<LinkedElement>();
    for (const key in record.waiting) {
      const target = targetOf(Number(key));
      if (target === undefined || done.has(target)) continue;
      if (target.arrival === 'each' && target.startQuantity === 1) {
        units.push({ kind: 'enter', at, scope: id, flows: [Number(key)] });
        continue;
      }
      done.add(target);
      if (target.arrival === 'synchronized') units.push({ kind: 'join', at, scope: id, element: target.index });
      else if (target.arrival === 'all') {
        if (target.incoming.every((flow) => (record.waiting?.[flow] ?? 0) > 0))
          units.push({ kind: 'enter', at, scope: id, flows: target.incoming });
      } else {
        const flows = target.incoming.filter((flow) => (record.waiting?.[flow] ?? 0) > 0);
        const tokens = flows.reduce((sum, flow) => sum + (record.waiting?.[flow] ?? 0), 0);
        if (tokens >= target.startQuantity) units.push({ kind: 'enter', at, scope: id, flows });
      }
    }
  }
  units.push(...waits);
}
