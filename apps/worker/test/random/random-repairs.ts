import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { Command, InstanceState } from '@krok/engine';
import fc from 'fast-check';

export interface Repair {
  readonly what: number;
  readonly which: number;
  readonly value: number;
}

export const repair: fc.Arbitrary<Repair> = fc.record({
  what: fc.nat(23),
  which: fc.nat(30),
  value: fc.integer({ min: 0, max: 6 }),
});

/** What a person does about the course of a case, perhaps refused; null for leaving it alone. */
export function repairFor(
  { elements }: ExecutableProcess,
  state: InstanceState,
  now: number,
  { what, which, value }: Repair,
): Command | null {
  const pick = <T>(list: readonly T[]): T | undefined => list[which % (list.length || 1)];
  const instance = pick(Object.keys(state.instances).filter((id) => id !== state.root));
  const timer = pick(Object.keys(state.timers));
  const waiting = pick(
    Object.entries(state.instances).flatMap(([scope, each]) =>
      Object.keys(each.waiting ?? {}).map((flow) => ({ scope, flow: Number(flow) })),
    ),
  );
  const reason = 'random';
  const variables = { n: value };
  if (state.suspended === true && value > 3) return { kind: 'resume' };
  if (what === 0) return state.suspended === true ? { kind: 'resume' } : { kind: 'suspend', reason };
  if (what === 1 && instance !== undefined) return { kind: 'skip', instance, variables };
  if (what === 2 && timer !== undefined) {
    // Now and then past: it fires at once.
    return { kind: 'changeTimer', timer, due: now + (value - 2) * 1_800_000 };
  }
  if (what > 5) return null;
  const element = which % elements.length;
  const activate = what === 3 || what === 4 ? [{ element, variables }] : [];
  const terminate = what === 3 && instance !== undefined ? [instance] : [];
  const consume = what === 5 && waiting !== undefined ? [waiting] : [];
  if (activate.length + terminate.length + consume.length === 0) return null;
  return { kind: 'modify', reason, activate, terminate, consume };
}
